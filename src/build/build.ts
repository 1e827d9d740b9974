/**
 * Builds the package into `dist/`: `launch.cjs` (what `npx` starts), `main.mjs` (the program), `child.mjs` (the sandbox's
 * process, with the realm's text inside) and `course.json` (the lessons, parsed). Run by `npm run build`.
 */
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { type OutputAsset, type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { readCourse } from '../disk/read-course.ts';
import { type Signature, signaturesOf } from '../sandbox/signatures.ts';
import { thirdPartyNotices } from './notices.ts';
import { nurseryText } from './nursery-text.ts';
import { patchInspect } from './patch-inspect.ts';
import { patchInk } from './patch-ink.ts';
import { patchStringWidth } from './patch-string-width.ts';
import { patchYoga, YOGA_FILE, yogaBytes } from './patch-yoga.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FINISHED = `${ROOT}dist`;
/** Built beside it, then put in its place: whoever runs the program meanwhile finds a whole one. */
const DIST = `${ROOT}dist-${process.pid}`;

/** Whose the libraries are is told in the notices. */
const NO_COMMENTS = { annotation: false, jsdoc: false, legal: false };

async function build(): Promise<void> {
  mkdirSync(DIST);
  const realm = await realmText();
  const bundled = [...realm.moduleIds, ...(await bundleChild(realm.text)), ...(await bundleProgram())];
  writeFileSync(`${DIST}/${YOGA_FILE}`, yogaBytes(bundled));
  writeFileSync(`${DIST}/THIRD-PARTY-NOTICES.md`, thirdPartyNotices(bundled));
  compileCourse();
  writeFileSync(`${DIST}/signatures.json`, JSON.stringify(asyncioSignatures()));
  for (const file of ['launch.cjs', 'start.cjs']) copyFileSync(`${ROOT}src/build/${file}`, `${DIST}/${file}`);
  copyFileSync(`${ROOT}src/commands/run-twin.py`, `${DIST}/run-twin.py`);
  chmodSync(`${DIST}/launch.cjs`, 0o755);
  rmSync(FINISHED, { recursive: true, force: true });
  renameSync(DIST, FINISHED);
}

/** Everything that is evaluated inside the sandbox's context, as one script that declares `realm`. */
async function realmText(): Promise<{ readonly text: string; readonly moduleIds: readonly string[] }> {
  const bundle = await rolldown({
    input: `${ROOT}src/realm/door.ts`,
    platform: 'neutral',
    plugins: [patchInspect()],
  });
  const { output } = await bundle.generate({ format: 'iife', name: 'realm', minify: true, keepNames: true });
  await bundle.close();
  return { text: output[0].code, moduleIds: output[0].moduleIds };
}

async function bundleChild(realm: string): Promise<string[]> {
  const bundle = await rolldown({
    input: `${ROOT}src/sandbox/child.ts`,
    platform: 'node',
    plugins: [
      virtualModule('virtual:realm-text', unpacking(realm)),
      virtualModule('virtual:nursery-text', `export default ${JSON.stringify(await nurseryText())};`),
    ],
  });
  const { output } = await bundle.write({
    file: `${DIST}/child.mjs`,
    format: 'esm',
    minify: true,
    comments: NO_COMMENTS,
  });
  await bundle.close();
  return modulesOf(output);
}

/** A module that gives the text. Half of the child is the realm: packed, it makes the package smaller by 11 KB. */
function unpacking(text: string): string {
  const packed = JSON.stringify(brotliCompressSync(text).toString('base64'));
  return `import { brotliDecompressSync } from 'node:zlib';
export default brotliDecompressSync(Buffer.from(${packed}, 'base64')).toString();`;
}

/** The commands, each in a chunk of its own: `run` does not wait for React to load. */
async function bundleProgram(): Promise<string[]> {
  const { version } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { version: string };
  const bundle = await rolldown({
    input: { main: `${ROOT}src/main.ts` },
    platform: 'node',
    transform: { define: { __VERSION__: JSON.stringify(version), 'process.env.NODE_ENV': '"production"' } },
    plugins: [virtualModule('react-devtools-core', 'export default {};'), patchYoga(), patchStringWidth(), patchInk()],
  });
  const { output } = await bundle.write({
    dir: DIST,
    format: 'esm',
    minify: true,
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name]-[hash].mjs',
    comments: NO_COMMENTS,
  });
  await bundle.close();
  return modulesOf(output);
}

function modulesOf(output: readonly (OutputChunk | OutputAsset)[]): string[] {
  return output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
}

/** The lessons as the tutor shows them, parsed once: it starts without a parser. A problem in them fails the build. */
function compileCourse(): void {
  const { value, problems } = readCourse(ROOT);
  if (problems.length > 0) {
    const lines = problems.map(({ file, line, what, mend }) => `${file}:${line}: ${what} ${mend}`);
    throw new Error(`the course has problems:\n${lines.join('\n')}`);
  }
  writeFileSync(`${DIST}/course.json`, JSON.stringify(value));
}

/** The parameters of all that asyncio exports, and of the methods of its classes, for whoever types a call. */
function asyncioSignatures(): readonly Signature[] {
  const folder = `${ROOT}src/asyncio`;
  const index = readFileSync(`${folder}/index.ts`, 'utf8').replace(/^export type .*$/gm, '');
  const exported = new Set(
    Array.from(index.matchAll(/\{([^}]*)\} from/g), ([, names]) => names!.split(/[\s,]+/)).flat(),
  );
  // Node tells of its stripper that it is experimental.
  process.emitWarning = () => {};
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const texts = files.map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
  return texts
    .flatMap((text) => signaturesOf(text, texts.join('\n')))
    .filter(([name]) => exported.has(name.split('.')[0]!));
}

function virtualModule(name: string, code: string): Plugin {
  return {
    name,
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? code : null),
  };
}

try {
  await build();
} finally {
  rmSync(DIST, { recursive: true, force: true });
}
