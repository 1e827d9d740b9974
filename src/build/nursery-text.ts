/** The thread that starts the others, as a script that the child starts from its text. */
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

export async function nurseryText(): Promise<string> {
  const input = fileURLToPath(new URL('../sandbox/nursery.ts', import.meta.url));
  const bundle = await rolldown({ input, platform: 'node' });
  const { output } = await bundle.generate({ format: 'cjs', minify: true });
  await bundle.close();
  return output[0].code;
}
