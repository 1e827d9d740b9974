/**
 * The second wall, with the first torn down on purpose: a program that holds the child's own process, its globals and Node's
 * modules still reads and writes no file, starts no process or thread, signals nobody and reaches no socket.
 */
import { createSocket } from 'node:dgram';
import { mkdtempSync, readdirSync, readFileSync, rmSync, existsSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCode } from '../../src/sandbox/run-code.ts';
import { nurseryText } from '../../src/build/nursery-text.ts';
import { NO_THREADS, startChild } from '../../src/sandbox/spare.ts';
import type { Event } from '../../src/trace/event.ts';
import { checkEnding } from './fake-child.ts';
import { Ran } from './run-in-sandbox.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const MARKER = 'BREACHED-ON-PURPOSE';
const folder = mkdtempSync(join(tmpdir(), 'async-tutor-breach-'));

async function bundleBreachedChild(): Promise<string> {
  const realm = await rolldown({ input: join(ROOT, 'src/realm/door.ts'), platform: 'neutral' });
  const { output } = await realm.generate({ format: 'iife', name: 'realm', minify: true });
  await realm.close();
  const texts: { readonly [id: string]: string } = {
    'virtual:realm-text': output[0].code,
    'virtual:nursery-text': await nurseryText(),
  };
  const child = await rolldown({
    input: join(import.meta.dirname, 'breach/child.ts'),
    platform: 'node',
    plugins: [
      {
        name: 'texts',
        resolveId: (id) => (id in texts ? id : null),
        load: (id) => (id in texts ? `export default ${JSON.stringify(texts[id])};` : null),
      },
    ],
  });
  const file = join(folder, 'child.mjs');
  await child.write({ file, format: 'esm' });
  await child.close();
  return file;
}

/** Somebody to reach: counts who came. */
let heard = 0;
const servers: Server[] = [];
const udp = createSocket('udp4').on('message', () => heard++);

function listen(where: number | string): Promise<Server> {
  const server = createServer((socket) => {
    heard++;
    socket.on('error', () => {});
    socket.destroy();
  });
  servers.push(server);
  return new Promise((done) =>
    typeof where === 'number'
      ? server.listen(where, '127.0.0.1', () => done(server))
      : server.listen(where, () => done(server)),
  );
}

let ran: Ran;
let ranWithThreads: Ran;
let breachedChild = '';
let signalled = 0;
const onSignal = (): void => void signalled++;

/** A program through a child whose first wall is down, to its end. */
async function runBreached(source: string, childFile: string, threads: boolean): Promise<Ran> {
  const child = startChild(64, childFile, { threads });
  const gone = new Promise((done) => child.process.once('exit', done));
  const run = runCode({ fileName: 'attempts.js', source }, { clock: 'virtual', child, limits: { seconds: 5 } });
  const events: Event[] = [];
  for (let state = 'ready'; state !== 'ended';) {
    const slice = await run.slice({ until: Infinity, handles: null });
    events.push(...slice.events);
    state = slice.report.state;
  }
  await gone;
  return new Ran(events);
}

beforeAll(async () => {
  process.on('SIGUSR2', onSignal);
  const tcp = await listen(0);
  await listen(join(folder, 'unix'));
  await new Promise<void>((done) => udp.bind(0, '127.0.0.1', done));
  const child = await bundleBreachedChild();
  breachedChild = child;
  writeFileSync(join(folder, 'secret'), 'a secret');
  const targets = {
    tcp: (tcp.address() as { port: number }).port,
    unix: join(folder, 'unix'),
    udp: udp.address().port,
    file: join(folder, 'written'),
    secret: join(folder, 'secret'),
    child,
    parent: process.pid,
  };
  const attempts = (name: string): string =>
    readFileSync(join(import.meta.dirname, 'programs', name), 'utf8').replace('@TARGETS@', JSON.stringify(targets));
  ran = await runBreached(attempts('breach-attempts.js'), child, false);
  ranWithThreads = await runBreached(attempts('breach-threads.js'), child, true);
  // A connection that was made is in the server's queue by now: one of our own comes after it.
  await new Promise<void>((done) => connect(targets.tcp, '127.0.0.1').on('close', done).resume());
  await datagramOfOurOwn(targets.udp);
});

/** The last that can come: the system keeps the order on loopback. */
function datagramOfOurOwn(port: number): Promise<void> {
  return new Promise((done) => {
    const own = createSocket('udp4');
    udp.on('message', (bytes) => void (`${bytes}` === 'the last' && own.close(() => done())));
    own.send('the last', port, '127.0.0.1');
  });
}

afterAll(() => {
  process.off('SIGUSR2', onSignal);
  for (const server of servers) server.close();
  udp.close();
  rmSync(folder, { recursive: true, force: true });
});

const linesOf = (text: string, which: (line: string) => boolean): readonly string[] => text.split('\n').filter(which);

describe('a program that has broken out', () => {
  test('really has: it saw the host, and tried everything', () => {
    expect(ran.output).toContain(MARKER);
    expect(ran.output).toContain('all tried');
    expect(ran.end.error).toBeNull();
    expect(ran.status).toBe('done');
  });

  test('is refused every single thing', () => {
    expect(linesOf(ran.output, (line) => line.startsWith('ESCAPED'))).toEqual([]);
    expect(linesOf(ran.output, (line) => line.endsWith(': refused')).length).toBeGreaterThan(70);
  });

  test('reached no socket', () => {
    // Two: the connection and the datagram of this test itself.
    expect(heard).toBe(2);
  });

  test('wrote nothing and signalled nobody', () => {
    expect(existsSync(join(folder, 'written'))).toBe(false);
    expect(signalled).toBe(0);
  });
});

describe.skipIf(NO_THREADS !== null)('a program that has broken out where there are threads', () => {
  for (const where of ['main', 'thread', 'process']) {
    test(`really has, in ${where}, and is refused every single thing`, () => {
      const { errors, output, end } = ranWithThreads;
      expect([errors, end.error, end.status]).toEqual(['', null, 'done']);
      expect(output).toContain(`${where} ${MARKER}`);
      expect(output).toContain(`${where} all tried`);
      expect(linesOf(output, (line) => line.startsWith('ESCAPED'))).toEqual([]);
      const refused = linesOf(output, (line) => line.startsWith(where) && line.endsWith(': refused'));
      expect(refused.length).toBeGreaterThan(100);
    });
  }
});

/** What a thread does to the pipes of its process: fd 3 is the main thread's, 6 its own, 8 that of its neighbour. */
describe.skipIf(NO_THREADS !== null)(
  'a thread that has broken out and spoils the pipes of all ends its own run',
  () => {
    const write = (fd: number, text: string): string => `fs.writeSync(${fd}, ${JSON.stringify(text)})`;
    const cases: readonly (readonly [string, string])[] = [
      ['garbage for its own answer', write(6, 'garbage, garbage\n')],
      ['garbage for the answer of the main thread', write(3, 'garbage, garbage\n')],
      ['garbage for the answer of another thread', write(8, 'garbage, garbage\n')],
      ['half a frame for the answer of another thread', `${write(8, 'E400\n[')}; fs.closeSync(8)`],
      ['the end of another thread', write(8, 'X5\nended')],
      ['an end of itself that is none', write(6, 'X13\nout of memory')],
      ['a second greeting', write(8, 'H0\n')],
      ['an answer of the main thread to nothing', write(3, 'R2\n{}')],
      ['an outcome of another thread', write(8, 'D17\n{"is":"cancelled"}')],
      ['a question for another thread', write(8, 'Q57\n{"id":0,"at":0,"mark":0,"ask":{"op":"sleep","seconds":1}}')],
      ['the end of the process', 'host.process.reallyExit(0)'],
      ['all pipes closed', 'for (let fd = 0; fd < 40; fd++) try { fs.closeSync(fd); } catch {}'],
      ['the orders of all others read', 'for (;;) try { fs.readSync(5, Buffer.alloc(9)); } catch {}'],
    ];
    for (const [what, deed] of cases) {
      test(what, async () => {
        const spoiled = await runBreached(
          `import { Thread, Event } from "threading";
         function other(event) { event.wait(); }
         function spoil() { const { fs } = host.modules; ${deed}; }
         const event = new Event();
         const threads = [new Thread(spoil), new Thread(other, event)];
         for (const each of threads) each.start();
         for (const each of threads) each.joinSync();`,
          breachedChild,
          true,
        );
        checkEnding(spoiled, { wasKilled: () => true });
        // A deadlock where the spoiler is over, and nothing it wrote is a whole frame: nobody sets the event of the other one.
        expect(['killed', 'memory', 'timeout', 'deadlock']).toContain(spoiled.status);
      });
    }
  },
);

test('nothing of the hole is in what is shipped', () => {
  for (const name of readdirSync(join(ROOT, 'dist'))) {
    expect(readFileSync(join(ROOT, 'dist', name), 'utf8'), name).not.toContain(MARKER);
  }
});
