/** Where this system keeps the data of programs for the user, or null where nobody can tell: a user without a home. */
import { resolve } from 'node:path';

export async function dataFolder(): Promise<string | null> {
  try {
    // Asks for the home folder as soon as it is loaded, and throws where there is none.
    const { default: envPaths } = await import('env-paths');
    return resolve(envPaths('async-tutor', { suffix: '' }).data);
  } catch {
    return null;
  }
}
