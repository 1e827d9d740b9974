import { resolve } from 'node:path';
import { rolldown } from 'rolldown';

/** The realm as the build makes it. */
export async function realmText(): Promise<string> {
  const bundle = await rolldown({ input: resolve(import.meta.dirname, '../src/realm/door.ts'), platform: 'neutral' });
  const { output } = await bundle.generate({ format: 'iife', name: 'realm', minify: true, keepNames: true });
  await bundle.close();
  return output[0].code;
}
