/** An error with all that name and message leave out. Code of the program may run for it: its getters, its `inspect`. */
import { formatException, saysMore } from '../asyncio/traceback.ts';
import { describeError, describeQuietly, THROWN_VALUE } from './describe-error.ts';
import { inspectValue } from './inspect.ts';
import { append } from './own-collections.ts';

const { getOwnPropertyDescriptor, getOwnPropertyNames } = Object;

/** What the title, the place or the traceback tells. `args`, `exceptions`: of Python's. */
const TOLD: readonly string[] = ['name', 'message', 'stack', 'args', 'exceptions'];
const MOST_PROPERTIES = 50;

/** Causes and groups as Python prints them, other properties as Node does; undefined: there is nothing more to say. */
export function wholeText(error: unknown): string | undefined {
  try {
    if (!(error instanceof Error)) return undefined;
    const isLong = saysMore(error);
    const properties = propertiesOf(error);
    if (!isLong && properties.length === 0) return undefined;
    const text = isLong ? formatException(error) : titleOf(describeError(error));
    return properties.length === 0 ? text : `${text} {\n  ${properties.join(',\n  ')}\n}`;
  } catch {
    return undefined;
  }
}

export function titleOf({ name, message }: { readonly name: string; readonly message: string }): string {
  if (name === THROWN_VALUE) return message;
  return message === '' ? name : `${name}: ${message}`;
}

function propertiesOf(error: Error): readonly string[] {
  const names = getOwnPropertyNames(error);
  const lines: string[] = [];
  for (let index = 0; index < names.length && lines.length < MOST_PROPERTIES; index++) {
    const name = names[index]!;
    const { enumerable, value, get } = getOwnPropertyDescriptor(error, name)!;
    const isHidden = enumerable !== true;
    if (TOLD.includes(name) || (name === 'cause' && value instanceof Error)) continue;
    // Of what cannot be seen in a loop, only what the language itself puts there.
    if (isHidden && name !== 'errors' && name !== 'cause') continue;
    const text = get === undefined ? inspectValue(value).replaceAll('\n', '\n  ') : '[Getter]';
    append(lines, `${isHidden ? `[${name}]` : name}: ${text}`);
  }
  return lines;
}

/** The result of an entry, as Node's own prompt shows it: of a proxy nothing is asked. Whatever the value does, text comes back. */
export function resultText(value: unknown): string {
  try {
    return inspectValue(value, { showProxy: true });
  } catch (error) {
    return `<unprintable: ${titleOf(describeQuietly(error))}>`;
  }
}
