/** One kept line back to a fact, or why it is none. A line may come from anywhere; nothing in it is believed. Never throws. */
import { PROGRESS_VERSION, type Fact } from './fact.ts';

export type ParsedFact =
  | { readonly is: 'fact'; readonly fact: Fact }
  /** Written by a later version of this program: not wrong, only not for us. */
  | { readonly is: 'newer'; readonly version: number }
  | { readonly is: 'corrupt'; readonly why: string };

/** The longest text of an exercise or a setting, in UTF-16 units: longer programs are not run either. */
export const MOST_TEXT = 1024 * 1024;
/** The last moment that a `Date` knows. */
export const LAST_MOMENT = 8.64e15;

const MOST_NUMBER = 1_000_000;
const MOST_VERSION = 1_000_000;
/** Letters and digits of any script; a dot, a hyphen or an underscore between them. No slash: `chapter/lesson` is one key. */
const ID = /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,98}[\p{L}\p{N}])?$/u;

type Check = (value: unknown) => boolean;
type FactType = Fact['type'];
type FieldsOf<T extends FactType> = Exclude<keyof Extract<Fact, { type: T }>, 'type' | 'at'>;

const isId: Check = (value) => typeof value === 'string' && ID.test(value);
const isText: Check = (value) => typeof value === 'string' && value.length <= MOST_TEXT;
const isNumber: Check = (value) => isWholeUpTo(value, MOST_NUMBER);
const isBoolean: Check = (value) => typeof value === 'boolean';
const isOneOf =
  (...names: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && names.includes(value);
const isOrNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

const FIELDS: { readonly [T in FactType]: { readonly [F in FieldsOf<T>]: Check } } = {
  screenSeen: { chapter: isId, lesson: isId, screen: isNumber },
  lessonFinished: { chapter: isId, lesson: isId },
  questionAnswered: { chapter: isId, question: isId, right: isBoolean, misconception: isOrNull(isNumber) },
  exerciseEdited: { chapter: isId, exercise: isId, text: isText },
  exerciseSolved: { chapter: isId, exercise: isId },
  settingChosen: { name: isOneOf('language', 'theme', 'speed', 'editor'), value: isText },
  placeLeft: { chapter: isId, lesson: isId, screen: isNumber },
  resetAsked: { of: isOneOf('everything', 'chapter', 'lesson'), chapter: isOrNull(isId), lesson: isOrNull(isId) },
};

export function parseFact(line: string): ParsedFact {
  const raw = parseObject(line);
  if (raw === null) return corrupt('This is no JSON object.');
  if (!isWholeUpTo(raw['v'], MOST_VERSION) || raw['v'] === 0) return corrupt('`v`, the version, is missing or wrong.');
  // What a later version means by the other fields is not ours to judge.
  if (raw['v'] > PROGRESS_VERSION) return { is: 'newer', version: raw['v'] };
  if (!isWholeUpTo(raw['at'], LAST_MOMENT)) return corrupt('`at`, milliseconds since 1970, is missing or wrong.');
  const { type } = raw;
  if (typeof type !== 'string' || !isFactType(type)) return corrupt('`type` is missing or not known.');
  const fields: { [name: string]: unknown } = { type, at: raw['at'] };
  for (const [name, check] of Object.entries<Check>(FIELDS[type])) {
    if (!check(raw[name])) return corrupt(`\`${name}\` is missing or wrong.`);
    fields[name] = raw[name];
  }
  const fact = fields as Fact;
  return fact.type === 'resetAsked' && !isScope(fact) ? corrupt('The reset names no scope.') : { is: 'fact', fact };
}

function corrupt(why: string): ParsedFact {
  return { is: 'corrupt', why };
}

/** Without a prototype: what is not in the line is not there. */
function parseObject(line: string): { readonly [name: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(line);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? Object.assign(Object.create(null), value) : null;
  } catch {
    return null;
  }
}

/** Minus zero is none: it would be written as another line than it came from. */
function isWholeUpTo(value: unknown, most: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most && !Object.is(value, -0);
}

function isFactType(type: string): type is FactType {
  return Object.hasOwn(FIELDS, type);
}

function isScope({ of, chapter, lesson }: Extract<Fact, { type: 'resetAsked' }>): boolean {
  return (chapter !== null) === (of !== 'everything') && (lesson !== null) === (of === 'lesson');
}
