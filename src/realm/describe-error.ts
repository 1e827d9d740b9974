/** What was thrown, as a name and a message. It may be anything: no error, a proxy, an object whose getters throw. */
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
