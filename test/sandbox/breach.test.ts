/**
 * The second wall, with the first torn down on purpose: a program that holds the child's own process, its globals and Node's
 * modules still reads and writes no file, starts no process or thread, signals nobody and reaches no socket.
 */
import { createSocket } from 'node:dgram';
import { mkdtempSync, readdirSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCode } from '../../src/sandbox/run-code.ts';
import { startChild } from '../../src/sandbox/spare.ts';
import type { Event } from '../../src/trace/event.ts';
import { Ran } from './run-in-sandbox.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const MARKER = 'BREACHED-ON-PURPOSE';
const folder = mkdtempSync(join(tmpdir(), 'async-tutor-breach-'));

async function bundleBreachedChild(): Promise<string> {
  const realm = await rolldown({ input: join(ROOT, 'src/realm/door.ts'), platform: 'neutral' });
  const { output } = await realm.generate({ format: 'iife', name: 'realm', minify: true });
  await realm.close();
  const child = await rolldown({
    input: join(import.meta.dirname, 'breach/child.ts'),
    platform: 'node',
    plugins: [
      {
        name: 'realm-text',
        resolveId: (id) => (id === 'virtual:realm-text' ? id : null),
        load: (id) => (id === 'virtual:realm-text' ? `export default ${JSON.stringify(output[0].code)};` : null),
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
let signalled = 0;
const onSignal = (): void => void signalled++;

beforeAll(async () => {
  process.on('SIGUSR2', onSignal);
  const tcp = await listen(0);
  await listen(join(folder, 'unix'));
  await new Promise<void>((done) => udp.bind(0, '127.0.0.1', done));
  const targets = {
    tcp: (tcp.address() as { port: number }).port,
    unix: join(folder, 'unix'),
    udp: udp.address().port,
    file: join(folder, 'written'),
    parent: process.pid,
  };
  const source = readFileSync(join(import.meta.dirname, 'programs/breach-attempts.js'), 'utf8').replace(
    '@TARGETS@',
    JSON.stringify(targets),
  );
  const child = startChild(64, await bundleBreachedChild());
  const run = runCode({ fileName: 'attempts.js', source }, { clock: 'virtual', child });
  const events: Event[] = [];
  for (;;) {
    const slice = await run.slice({ until: Infinity, handles: null });
    events.push(...slice.events);
    if (slice.report.state === 'ended') break;
  }
  ran = new Ran(events);
  // A connection that was made is in the server's queue by now: one of our own comes after it.
  const { connect } = await import('node:net');
  await new Promise<void>((done) => connect(targets.tcp, '127.0.0.1').on('close', done).resume());
});

afterAll(() => {
  process.off('SIGUSR2', onSignal);
  for (const server of servers) server.close();
  udp.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a program that has broken out', () => {
  test('really has: it saw the host, and tried everything', () => {
    expect(ran.output).toContain(MARKER);
    expect(ran.output).toContain('all tried');
    expect(ran.end.error).toBeNull();
    expect(ran.status).toBe('done');
  });

  test('is refused every single thing', () => {
    expect(ran.output.split('\n').filter((line) => line.startsWith('ESCAPED'))).toEqual([]);
    expect(ran.output.split('\n').filter((line) => line.endsWith(': refused')).length).toBeGreaterThan(70);
  });

  test('reached no socket', () => {
    // One: the connection of this test itself.
    expect(heard).toBe(1);
  });

  test('wrote nothing and signalled nobody', () => {
    expect(existsSync(join(folder, 'written'))).toBe(false);
    expect(signalled).toBe(0);
  });
});

test('nothing of the hole is in what is shipped', () => {
  for (const name of readdirSync(join(ROOT, 'dist'))) {
    expect(readFileSync(join(ROOT, 'dist', name), 'utf8'), name).not.toContain(MARKER);
  }
});
