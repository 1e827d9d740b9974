// As much of a test runner as these tests need.
import { isDeepStrictEqual } from './equal.ts';

const results: { readonly name: string; readonly error: unknown }[] = [];

export async function test(name: string, body: () => Promise<void>): Promise<void> {
  let failure: unknown = null;
  try {
    await body();
  } catch (error) {
    failure = error;
  }
  results.push({ name, error: failure });
  console.log(`${failure === null ? 'ok  ' : 'FAIL'} ${name}`);
}

export function check(found: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(found, expected)) throw new Error(`${String(found)} is not ${String(expected)}`);
}

export function report(): void {
  const failed = results.filter(({ error }) => error !== null);
  for (const { name, error } of failed) console.error(`${name}: ${String(error)}`);
  console.log(`${results.length - failed.length} of ${results.length} tests passed`);
  if (failed.length > 0) process.exitCode = 1;
}
