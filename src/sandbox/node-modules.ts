/** Node's own modules: which are here, and what to write instead of the others. */

/** Here under both of their names, `events` and `node:events`. */
export const NODE_MODULES = ['events', 'perf_hooks', 'timers', 'timers/promises', 'util'] as const;

/** Nobody is told to import from these where a name is missing: what they export is called like much else. */
export const UNGUESSED: ReadonlySet<string> = new Set([
  'stdin',
  ...NODE_MODULES.flatMap((name) => [name, `node:${name}`]),
]);

/** What stands in for what is not here. */
const INSTEAD: { readonly [module: string]: Instead } = {
  assert: 'error',
  async_hooks: 'context',
  child_process: 'pool',
  cluster: 'pool',
  dgram: 'fetch',
  fs: 'files',
  'fs/promises': 'files',
  http: 'fetch',
  http2: 'fetch',
  https: 'fetch',
  net: 'fetch',
  process: 'process',
  readline: 'stdin',
  'readline/promises': 'stdin',
  stream: 'generator',
  'stream/promises': 'generator',
  'stream/web': 'generator',
  tls: 'fetch',
  worker_threads: 'pool',
};

/** What Node has without an import, and the sandbox has not. */
const INSTEAD_OF_GLOBAL: { readonly [name: string]: Instead } = {
  BroadcastChannel: 'pool',
  Buffer: 'bytes',
  EventSource: 'fetch',
  MessageChannel: 'pool',
  ReadableStream: 'generator',
  TransformStream: 'generator',
  WebSocket: 'fetch',
  Worker: 'pool',
  WritableStream: 'generator',
  XMLHttpRequest: 'fetch',
  crypto: 'nothing',
  global: 'globalThis',
  localStorage: 'nothing',
  'process.chdir': 'nothing',
  'process.cwd': 'nothing',
  'process.hrtime': 'performance',
  'process.kill': 'nothing',
  'process.memoryUsage': 'nothing',
  'process.on': 'nothing',
  'process.once': 'nothing',
  'process.stdin': 'stdin',
  'process.uptime': 'performance',
  sessionStorage: 'nothing',
};

export type Instead =
  | 'bytes'
  | 'globalThis'
  | 'performance'
  | 'error'
  | 'context'
  | 'pool'
  | 'fetch'
  | 'files'
  | 'process'
  | 'stdin'
  | 'generator'
  | 'package'
  | 'nothing';

const BUILT_IN =
  /^(?:assert|async_hooks|buffer|child_process|cluster|console|constants|crypto|dgram|diagnostics_channel|dns|domain|fs|http2?|https|inspector|module|net|os|path|process|punycode|querystring|readline|repl|sqlite|stream|string_decoder|test|tls|tty|url|v8|vm|wasi|worker_threads|zlib)(?:\/|$)/;
const PACKAGE = /^(?:@[a-z\d~-][\w.~-]*\/)?[a-z\d~-][\w.~-]*(?:\/.*)?$/;

/** Null: the name is neither one of Node's nor a package's. */
export function insteadOf(module: string): Instead | null {
  const name = module.replace(/^node:/, '');
  if (Object.hasOwn(INSTEAD, name)) return INSTEAD[name]!;
  if (BUILT_IN.test(name) || name !== module) return 'nothing';
  return null;
}

/** Null: Node has none of that name, or the sandbox has it too. */
export function insteadOfGlobal(name: string): Instead | null {
  return Object.hasOwn(INSTEAD_OF_GLOBAL, name) ? INSTEAD_OF_GLOBAL[name]! : null;
}

export function looksLikePackage(module: string): boolean {
  return PACKAGE.test(module);
}

export const INSTEAD_WORDS: { readonly [I in Instead]: string } = {
  bytes: 'use `Uint8Array`, with `TextEncoder` and `TextDecoder` for texts',
  globalThis: 'write `globalThis`',
  performance: 'use `performance.now()`, which counts milliseconds',
  error: 'write `if (…) throw new Error(…)`',
  context: 'for what belongs to a task use `ContextVar` of "asyncio"',
  pool: 'use `ThreadPoolExecutor` or `ProcessPoolExecutor` of "concurrent.futures", or `toThread` of "asyncio"',
  fetch: 'only the demo service can be reached: `await fetch("http://demo.test/")`',
  files:
    'only the sample files can be read: `import { read } from "files"`; what the program is to work on, give it by --input FILE',
  process: '`process` is there without an import',
  stdin: 'use `import { lines, read } from "stdin"`, with --input FILE',
  generator: 'use an async generator, or `Queue` of "asyncio"',
  package: "packages cannot be used: copy what is needed into the program's folder",
  nothing: 'there is nothing like it in the sandbox',
};
