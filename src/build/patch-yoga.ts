/**
 * Ink lays out with Yoga, a WebAssembly module that comes as a `data:` address and is read with `fetch`: that loads Node's
 * whole HTTP client at every start. Here the same bytes stand in a file beside the bundle, where they take a fifth less of the
 * package than as letters, and are handed to it directly. Fails the build when Yoga looks different.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'rolldown';
import { replaceOnce } from './replace-once.ts';

/** Beside the chunks. */
export const YOGA_FILE = 'yoga.wasm';
const YOGA = 'yoga-layout/dist/src/index.js';
const ADDRESS = /data:application\/octet-stream;base64,([A-Za-z0-9+/=]{1000,})/;

export function patchYoga(): Plugin {
  return {
    name: 'patch-yoga',
    load(id) {
      if (id.endsWith(YOGA)) return withFile(id);
      if (id.endsWith('yoga-layout/dist/binaries/yoga-wasm-base64-esm.js')) {
        return replaceOnce(readFileSync(id, 'utf8'), ADDRESS, 'data:application/octet-stream;base64,');
      }
      return null;
    },
  };
}

function withFile(id: string): string {
  const text = replaceOnce(
    readFileSync(id, 'utf8'),
    'await loadYoga()',
    `await loadYoga({ wasmBinary: readYoga(new URL('./${YOGA_FILE}', import.meta.url)) })`,
  );
  return `import { readFileSync as readYoga } from 'node:fs';\n${text}`;
}

/** The WebAssembly of the Yoga that is among the bundled modules. */
export function yogaBytes(moduleIds: readonly string[]): Buffer {
  const id = moduleIds.find((each) => each.endsWith(YOGA));
  if (id === undefined) throw new Error('patch-yoga: no Yoga is bundled');
  const binary = readFileSync(id.replace('src/index.js', 'binaries/yoga-wasm-base64-esm.js'), 'utf8');
  const bytes = ADDRESS.exec(binary)?.[1];
  if (bytes === undefined) throw new Error('patch-yoga: no WebAssembly in the Yoga that is installed');
  return Buffer.from(bytes, 'base64');
}
