/** After every ending of a program with threads and processes, all that was started for it is gone; also when nobody is left to end it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { NO_THREADS } from '../../src/sandbox/spare.ts';
import { runInSandbox } from './run-in-sandbox.ts';

const MAIN = resolve(import.meta.dirname, '../../dist/main.mjs');
const folder = mkdtempSync(join(tmpdir(), 'async-tutor-left-behind-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The processes that this one has started and that are not gone. */
function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      // The command is in parentheses, and may hold any.
      const stat = /^\d+$/.test(name) ? readFileSync(`/proc/${name}/stat`, 'latin1') : '';
      const [state, ppid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(ppid) === parent && state !== 'Z' ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

function isThere(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return false;
  }
}

const nextTurn = (): Promise<void> => new Promise((done) => setImmediate(done));

const PEOPLE = `
import { Event, Lock, Thread } from 'threading';
import { ProcessPoolExecutor, ThreadPoolExecutor } from 'concurrent.futures';
import * as time from 'time';
function nap() { time.sleep(1000); }
function spin() { for (;;); }
function stand() { new Event().wait(); }
function hello() { return 1; }
const daemon = (target) => new Thread({ target, daemon: true }).start();
const processes = new ProcessPoolExecutor(2);
const threads = new ThreadPoolExecutor(2);
for (const pool of [processes, threads]) for (const future of [pool.submit(hello), pool.submit(hello)]) future.result();
`;

/** What is printed is handed on between two handles. */
const READY = 'const ready = (then) => { time.sleep(0.3); console.log("ready"); setTimeout(then); };';

const onLinux = describe.skipIf(process.platform !== 'linux' || NO_THREADS !== null);

onLinux('nothing is left behind by a program', { timeout: 60_000 }, () => {
  const endings: readonly (readonly [string, string, string])[] = [
    ['that is done', '', 'done'],
    ['that is done while others still work', 'daemon(nap); daemon(stand); console.log("end");', 'done'],
    ['that fails while others still work', 'daemon(stand); processes.submit(nap); throw new Error("x");', 'failed'],
    ['that is deadlocked', 'daemon(stand); new Event().wait();', 'deadlock'],
    ['that is cut off while all of it spins', 'processes.submit(spin); daemon(spin); spin();', 'timeout'],
    [
      'whose memory is used up',
      'processes.submit(nap); const all = []; for (;;) all.push(new Array(1e5).fill(1));',
      'memory',
    ],
    ['that prints too much', 'processes.submit(nap); daemon(nap); for (;;) console.log("x".repeat(9999));', 'output'],
    ['that starts too much', 'for (let n = 0; n < 99; n++) new ProcessPoolExecutor(1).submit(nap);', 'memory'],
  ];
  for (const [what, body, status] of endings) {
    test(what, async () => {
      const ran = await runInSandbox(PEOPLE + body, {
        fileName: 'a.js',
        limits: { seconds: status === 'timeout' ? 3 : 30 },
      });
      expect(ran.status).toBe(status);
      while (childrenOf(process.pid).length > 0) await nextTurn();
      // The next one starts clean.
      const next = await runInSandbox(`${PEOPLE} console.log(typeof leftover); globalThis.leftover = 1;`, {
        fileName: 'a.js',
      });
      expect([next.status, next.output]).toEqual(['done', 'undefined\n']);
    });
  }
});

onLinux('nothing is left behind where the parent is killed', { timeout: 60_000 }, () => {
  const bodies: readonly (readonly [string, string])[] = [
    ['while all of it stands still', 'processes.submit(nap); daemon(stand); ready(stand);'],
    ['while it sleeps', 'daemon(nap); processes.submit(nap); ready(nap);'],
    // Where there is nobody to read what it says, an endless loop ends with its time.
    ['while all of it spins', 'processes.submit(spin); daemon(spin); ready(spin);'],
  ];
  for (const [what, body] of bodies) {
    test(what, async () => {
      const file = join(folder, 'program.js');
      writeFileSync(file, `${PEOPLE} ${READY} ${body}`);
      const parent = spawn(process.execPath, [MAIN, 'run', file, '--clock', 'real', '--timeout', '4'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await new Promise((done) => parent.stdout.once('data', done));
      const children = childrenOf(parent.pid!);
      expect(children.length).toBeGreaterThan(1);
      parent.kill('SIGKILL');
      while (children.some(isThere)) await nextTurn();
    });
  }
});
