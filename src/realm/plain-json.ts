/**
 * Plain data of the realm's own as JSON. `JSON.stringify` would ask a program's `toJSON` on the prototypes that plain objects
 * have, and so let it read and rewrite what the realm says to the parent.
 */
const { stringify } = JSON;
const { isArray } = Array;
const { keys: keysOf } = Object;

type Fields = { readonly [key: string]: unknown };

/** `value`: of strings, numbers, booleans, null, arrays and objects, and no deeper than the realm makes it. */
export function plainJson(value: unknown): string {
  if (isArray(value)) return arrayJson(value);
  return typeof value === 'object' && value !== null ? objectJson(value as Fields) : stringify(value);
}

function arrayJson(values: readonly unknown[]): string {
  let text = '';
  for (let index = 0; index < values.length; index++) text += `${index > 0 ? ',' : ''}${plainJson(values[index])}`;
  return `[${text}]`;
}

function objectJson(fields: Fields): string {
  const keys = keysOf(fields);
  let text = '';
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!;
    if (fields[key] === undefined) continue;
    text += `${text === '' ? '' : ','}${stringify(key)}:${plainJson(fields[key])}`;
  }
  return `{${text}}`;
}
