/**
 * Test support: the same program as it is and as the compile step marks it, both in this realm, so that what they print
 * can be compared. A module is run as a real ES module, a script as Node's CommonJS wrapper would run it.
 */
import vm from 'node:vm';
import { NativeTasks, type NativeWatcher } from '../../src/realm/native-tasks.ts';
import { PlaceKeeper } from '../../src/realm/places.ts';
import { FunctionTable } from '../../src/realm/functions.ts';
import { programHooks } from '../../src/realm/hooks.ts';
import { compile } from '../../src/sandbox/compile.ts';
import type { HookNames } from '../../src/sandbox/instrument.ts';

const PARAMETERS = [
  '$pre',
  '$post',
  '$current',
  '$restore',
  '$error',
  '$forAwait',
  '$import',
  '$bind',
  '$back',
  '$enter',
  '$thrown',
  '$begin',
  '$end',
  '$failed',
  '$called',
  '$yields',
  '$functions',
];
export const HOOKS: HookNames = {
  door: '$door',
  line: '$line',
  task: '$task',
  caught: '$caught',
  pre: '$pre',
  post: '$post',
  current: '$current',
  restore: '$restore',
  error: '$error',
  forAwait: '$forAwait',
  import: '$import',
  bind: '$bind',
  back: '$back',
  enter: '$enter',
  thrown: '$thrown',
  begin: '$begin',
  end: '$end',
  failed: '$failed',
  called: '$called',
  yields: '$yields',
  result: '$result',
  functions: '$functions',
  caller: '$caller',
  parameters: PARAMETERS,
};

const UNHEARD: NativeWatcher = {
  nativeCreated() {},
  nativeSuspended() {},
  nativeQueued() {},
  nativeResumed() {},
  nativeEnded() {},
  takeParked: () => null,
};

/** More printed lines than this end a program, the same way in both of its forms. */
const MOST_LINES = 400;

type Globals = { log?: unknown; $door?: unknown };
const globals = globalThis as Globals;

/** What the program prints through `log`, and last how it ended. */
async function listen(start: () => Promise<unknown>): Promise<readonly string[]> {
  const lines: string[] = [];
  globals.log = (...values: unknown[]): unknown => {
    if (lines.length >= MOST_LINES) throw new RangeError('printed too much');
    lines.push(values.map(shown).join(' '));
    return values[0];
  };
  const unhandled = (reason: unknown): void => void lines.push(`unhandled ${shown(reason)}`);
  const listeners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', unhandled);
  try {
    const end = await start().then(
      () => 'ended',
      (error: unknown) => `threw ${shown(error)}`,
    );
    await new Promise((resolve) => setImmediate(resolve));
    return [...lines, end];
  } finally {
    process.removeAllListeners('unhandledRejection');
    for (const listener of listeners) process.on('unhandledRejection', listener);
    delete globals.log;
  }
}

function shown(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  try {
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
  } catch {
    return typeof value;
  }
}

const importModule = new vm.Script('(url) => import(url)', {
  importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
}).runInThisContext() as (url: string) => Promise<unknown>;

let count = 0;

export function runPlain(source: string, fileName: string): Promise<readonly string[]> {
  if (fileName.endsWith('.mjs')) {
    return listen(() =>
      importModule(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}#${++count}`),
    );
  }
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  return listen(async () => vm.compileFunction(source, ['exports', 'require', 'module']).call(globalThis) as unknown);
}

/** Throws where the program is refused. `marks` gathers the line of every mark as it is passed. */
export function runMarked(source: string, fileName: string): Promise<readonly string[]> {
  const script = compiled(source, fileName);
  const places = new PlaceKeeper();
  const hooks = programHooks(places, new NativeTasks(UNHEARD, places), () => ({}), new FunctionTable({}));
  return listen(async () => {
    let running: Promise<unknown> = Promise.resolve();
    globals.$door = {
      start: (body: (...given: readonly unknown[]) => Promise<unknown>) => void (running = body(...hooks)),
    };
    try {
      new vm.Script(script).runInThisContext();
    } finally {
      delete globals.$door;
    }
    return running;
  });
}

export function compiled(source: string, fileName: string): string {
  const result = compile({ fileName, source }, HOOKS, { asyncio: ['coroutine', 'sleep', 'createTask', 'run'] });
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.problem)}\n${source}`);
  return result.script;
}
