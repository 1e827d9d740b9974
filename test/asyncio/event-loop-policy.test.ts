/** The older way to a loop: `getEventLoop`, as it is in CPython 3.12 and 3.13. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { EventLoop } from '../../src/asyncio/index.ts';

type Asyncio = typeof import('../../src/asyncio/index.ts');

let asyncio: Asyncio;
let warnings: string[];

/** Every test is a program of its own: whether a loop was ever set is remembered. */
beforeEach(async () => {
  vi.resetModules();
  asyncio = await import('../../src/asyncio/index.ts');
  const { virtualTime } = await import('./in-loop.ts');
  virtualTime();
  warnings = [];
  asyncio.setWarningHandler((category, message) => warnings.push(`${category}: ${message}`));
});

const DEPRECATED = 'DeprecationWarning: There is no current event loop';
const NONE = "There is no current event loop in thread 'MainThread'.";

test('the first call outside of a loop makes one and warns; the next gives the same', () => {
  const loop = asyncio.getEventLoop();
  expect(loop).toBeInstanceOf(asyncio.EventLoop);
  expect(asyncio.getEventLoop()).toBe(loop);
  expect(warnings).toEqual([DEPRECATED]);
});

test('a loop that was made and set is given without a warning', async () => {
  const loop = asyncio.newEventLoop();
  asyncio.setEventLoop(loop);
  expect(asyncio.getEventLoop()).toBe(loop);
  expect(await loop.runUntilComplete(asyncio.sleep(1, 'done'))).toBe('done');
  loop.close();
  expect(asyncio.getEventLoop()).toBe(loop);
  expect(warnings).toEqual([]);
});

test('once it is taken away there is none', () => {
  asyncio.setEventLoop(null);
  expect(() => asyncio.getEventLoop()).toThrow(new asyncio.RuntimeError(NONE));
  expect(warnings).toEqual([]);
});

test('in tasks and callbacks it is the running loop, whatever was set', async () => {
  const other = asyncio.newEventLoop();
  const seen: EventLoop[] = [];
  const main = asyncio.coroutine(async () => {
    asyncio.setEventLoop(other);
    seen.push(asyncio.getEventLoop(), asyncio.getRunningLoop());
    asyncio.getRunningLoop().callSoon(() => seen.push(asyncio.getEventLoop()));
    await asyncio.sleep(0);
  });
  await asyncio.run(main());
  expect(new Set(seen).size).toBe(1);
  expect(seen).not.toContain(other);
});

test('run sets its loop and leaves none behind', async () => {
  const first = asyncio.getEventLoop();
  await asyncio.run(asyncio.coroutine(async () => expect(asyncio.getEventLoop()).not.toBe(first))());
  expect(() => asyncio.getEventLoop()).toThrow(NONE);
});

test('run with a loop factory leaves what was set', async () => {
  const loop = asyncio.newEventLoop();
  asyncio.setEventLoop(loop);
  await asyncio.run(asyncio.sleep(0), { loopFactory: () => new asyncio.EventLoop() });
  expect(asyncio.getEventLoop()).toBe(loop);
});

test('only a loop can be set', () => {
  const message = "loop must be an instance of AbstractEventLoop or None, not 'Object'";
  expect(() => asyncio.setEventLoop({} as never)).toThrow(new TypeError(message));
});

test('a loop that nobody closed says at the end of the program what was forgotten in it', async () => {
  const { closeAllLoops } = await import('../../src/asyncio/default-loop.ts');
  const loop = asyncio.getEventLoop();
  const told: string[] = [];
  loop.setExceptionHandler((_loop, context) => told.push(context.message));
  const main = asyncio.coroutine(async () => {
    asyncio.createTask(asyncio.sleep(9));
    asyncio.sleep(1);
    await asyncio.sleep(1);
  });
  await loop.runUntilComplete(main());
  closeAllLoops();
  expect(told).toEqual(['Task was destroyed but it is pending!']);
  expect(warnings).toEqual([DEPRECATED, "RuntimeWarning: coroutine 'sleep' was never awaited"]);
  expect(loop.isClosed()).toBe(true);
});

test('loops made after debug mode was configured are in debug mode (PYTHONASYNCIODEBUG)', async () => {
  const { configure } = await import('../../src/asyncio/driver.ts');
  expect(asyncio.newEventLoop().getDebug()).toBe(false);
  configure({ debug: true });
  expect(asyncio.newEventLoop().getDebug()).toBe(true);
  configure({ debug: false });
});
