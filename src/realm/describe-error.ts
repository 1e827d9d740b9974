/** What was thrown, as a name and a message. It may be anything: no error, a proxy, an object whose getters throw. */
import { markedPlace } from '../trace/wire.ts';
import { inspectValue } from './inspect.ts';

export function describeError(thrown: unknown): { readonly name: string; readonly message: string } {
  try {
    if (thrown instanceof Error) {
      return { name: String(thrown.name), message: String(thrown.message) };
    }
    return { name: 'Thrown value', message: inspectValue(thrown) };
  } catch {
    return { name: 'Thrown value', message: 'something that cannot be printed' };
  }
}

/** What a traceback shows of an error's way: the one line of the lesson that is known. */
export function lessonFrames(mark: number): readonly string[] {
  const place = markedPlace(mark);
  return place === null ? [] : [`line ${place.line}, column ${place.column}`];
}
