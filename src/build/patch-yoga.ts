/**
 * Ink lays out with Yoga, a WebAssembly module that comes as a `data:` address and is read with `fetch`: that loads Node's
 * whole HTTP client at every start. Here the same bytes stand in a file of their own, which packs ten kilobytes smaller than
 * their text does, and are handed to it directly. Fails the build when Yoga looks different.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'rolldown';
import { replaceOnce } from './replace-once.ts';

const ADDRESS = /data:application\/octet-stream;base64,([A-Za-z0-9+/=]{1000,})/;
const FILE = 'yoga.wasm';

export function patchYoga(): Plugin {
  return {
    name: 'patch-yoga',
    load(id) {
      if (id.endsWith('yoga-layout/dist/src/index.js')) {
        this.emitFile({ type: 'asset', fileName: FILE, source: bytesBeside(id) });
        return withFile(id);
      }
      if (id.endsWith('yoga-layout/dist/binaries/yoga-wasm-base64-esm.js')) {
        return replaceOnce(readFileSync(id, 'utf8'), ADDRESS, 'data:application/octet-stream;base64,');
      }
      return null;
    },
  };
}

function bytesBeside(id: string): Uint8Array {
  const binary = readFileSync(id.replace('src/index.js', 'binaries/yoga-wasm-base64-esm.js'), 'utf8');
  const bytes = ADDRESS.exec(binary)?.[1];
  if (bytes === undefined) throw new Error('patch-yoga: no WebAssembly in the Yoga that is installed');
  return Buffer.from(bytes, 'base64');
}

function withFile(id: string): string {
  return replaceOnce(
    `import { readFileSync as readBytes } from 'node:fs';\n${readFileSync(id, 'utf8')}`,
    'await loadYoga()',
    `await loadYoga({ wasmBinary: readBytes(import.meta.dirname + '/${FILE}') })`,
  );
}
