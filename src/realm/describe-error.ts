/** What was thrown, as a name and a message. It may be anything: no error, a proxy, an object whose getters throw. */
import { inspectValue } from './inspect.ts';
import { programFiles } from './program-files.ts';

/** Name of what is thrown and is no error. */
export const THROWN_VALUE = 'Thrown value';

export function describeError(thrown: unknown): { readonly name: string; readonly message: string } {
  try {
    if (thrown instanceof Error) {
      return { name: String(thrown.name), message: String(thrown.message) };
    }
    return { name: THROWN_VALUE, message: inspectValue(thrown) };
  } catch {
    return { name: THROWN_VALUE, message: 'something that cannot be printed' };
  }
}

const { getPrototypeOf, getOwnPropertyDescriptor } = Object;
const { prototype: ErrorPrototype } = Error;
const MOST_ANCESTORS = 16;

/** The same while the program goes on: no code of its own may run for it, so getters are left alone. */
export function describeQuietly(thrown: unknown): { readonly name: string; readonly message: string } {
  try {
    if (typeof thrown !== 'object' || thrown === null) {
      const message = typeof thrown === 'function' ? 'a function' : inspectValue(thrown);
      return { name: THROWN_VALUE, message };
    }
    if (!isError(thrown)) return { name: THROWN_VALUE, message: 'an object' };
    return { name: storedText(thrown, 'name') ?? 'Error', message: storedText(thrown, 'message') ?? '' };
  } catch {
    return { name: THROWN_VALUE, message: 'something that cannot be printed' };
  }
}

function isError(thrown: object): boolean {
  let ancestor = getPrototypeOf(thrown) as object | null;
  for (let left = MOST_ANCESTORS; left > 0 && ancestor !== null; left--) {
    if (ancestor === ErrorPrototype) return true;
    ancestor = getPrototypeOf(ancestor) as object | null;
  }
  return false;
}

function storedText(error: object, property: 'name' | 'message'): string | null {
  let owner: object | null = error;
  for (let left = MOST_ANCESTORS; left > 0 && owner !== null; left--) {
    const own = getOwnPropertyDescriptor(owner, property);
    if (own !== undefined) return typeof own.value === 'string' ? own.value : null;
    owner = getPrototypeOf(owner) as object | null;
  }
  return null;
}

/** What a traceback shows of an error's way: the lines of the lesson that are known, the innermost first. */
export function lessonFrames(...marks: readonly number[]): readonly string[] {
  const frames: string[] = [];
  for (let index = 0; index < marks.length; index++) {
    const frame = programFiles.frame(marks[index]!);
    if (frame !== null) frames[frames.length] = frame;
  }
  return frames;
}
