/** Test support: a child that lives in this process and says whatever a test makes it say. */
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect } from 'vitest';
import type { Order } from '../../src/sandbox/protocol.ts';
import { runCode, type RunOptions } from '../../src/sandbox/run-code.ts';
import type { Child } from '../../src/sandbox/spare.ts';
import type { Event } from '../../src/trace/event.ts';
import { MOST_THREADS } from '../../src/trace/pool-question.ts';
import { Replay } from '../../src/trace/replay.ts';
import { Ran } from './run-in-sandbox.ts';

export type Mouth = (bytes: string | Buffer) => void;

export interface FakeChild {
  readonly child: Child;
  readonly wasKilled: () => boolean;
  /** As if the process had ended. */
  readonly die: (complaint?: string) => void;
}

/** What is said by a thread of a fake child, which hears its orders: `slot` counts from 1, 0 is its main thread. */
type ThreadHear = (slot: number, order: Order, say: Mouth, fake: FakeChild) => void;

/** Calls `hear` with each order. */
function obey(orders: PassThrough, hear: (order: Order) => void): void {
  let unread = '';
  orders.on('data', (chunk: Buffer) => {
    unread += chunk.toString('utf8');
    for (let end = unread.indexOf('\n'); end !== -1; end = unread.indexOf('\n')) {
      const line = unread.slice(0, end);
      unread = unread.slice(end + 1);
      hear(JSON.parse(line) as Order);
    }
  });
}

/** A child that has pipes for threads, each of which `hearThread` plays. */
export function fakeChildWithThreads(
  hear: (order: Order, say: Mouth, fake: FakeChild) => void,
  hearThread: ThreadHear,
  file = '',
): FakeChild & { readonly sayAs: (slot: number, bytes: string | Buffer) => void } {
  const fake = fakeChild(hear);
  const threads = Array.from({ length: MOST_THREADS }, () => ({
    orders: new PassThrough(),
    answers: new PassThrough(),
  }));
  const sayAs = (slot: number, bytes: string | Buffer): void => {
    if (!fake.wasKilled()) (slot === 0 ? (fake.child.answers as PassThrough) : threads[slot - 1]!.answers).write(bytes);
  };
  threads.forEach(({ orders }, index) =>
    obey(orders, (order) => hearThread(index + 1, order, (bytes) => sayAs(index + 1, bytes), fake)),
  );
  Object.assign(fake.child, { file, threads, nursery: new PassThrough().resume() });
  return Object.assign(fake, { sayAs });
}

export function fakeChild(hear: (order: Order, say: Mouth, fake: FakeChild) => void): FakeChild {
  const [orders, answers, complaints] = [new PassThrough(), new PassThrough(), new PassThrough()];
  let isKilled = false;
  let isOver = false;
  const die = (complaint = ''): void => {
    if (isOver) return;
    isOver = true;
    complaints.write(complaint);
    setImmediate(() => process.emit('close', null, 'SIGKILL'));
  };
  const process = Object.assign(new EventEmitter(), {
    kill(): boolean {
      isKilled = true;
      die();
      return true;
    },
  });
  const fake: FakeChild = {
    child: { process, orders, answers, complaints, nursery: null, threads: [] } as unknown as Child,
    wasKilled: () => isKilled,
    die,
  };
  const say: Mouth = (bytes) => void (isOver || answers.write(bytes));
  obey(orders, (order) => hear(order, say, fake));
  return fake;
}

export function frame(kind: string, payload: string): string {
  return `${kind}${Buffer.byteLength(payload)}\n${payload}`;
}

export const LOADED = frame('L', '{"ok":true,"warnings":[]}');

export function report(fields: object = {}): string {
  return frame(
    'R',
    JSON.stringify({ state: 'ended', clock: 0, nextDue: null, outside: false, status: 'done', error: null, ...fields }),
  );
}

/** A child that loads anything and answers its first slice with `answer`, and nothing after. */
export function answering(answer: string | Buffer): FakeChild {
  let isAnswered = false;
  return fakeChild((order, say) => {
    if (order.op === 'load') return say(LOADED);
    if (!isAnswered) say(answer);
    isAnswered = true;
  });
}

/** Drives a run to its end; fails when a promise rejects or the run goes on for ever. */
export async function runWith(fake: FakeChild, options: Partial<RunOptions> = {}): Promise<Ran> {
  const run = runCode(
    { fileName: 'a.ts', source: '' },
    { clock: 'virtual', limits: { seconds: 0.2 }, ...options, child: fake.child },
  );
  const events: Event[] = [];
  for (let slices = 0; slices < 10_000; slices++) {
    const slice = await run.slice({ until: Infinity, handles: null });
    events.push(...slice.events);
    if (slice.report.state !== 'ended') continue;
    // Whatever comes afterwards is not heard.
    const after = await run.slice({ until: Infinity, handles: null });
    if (after.events.length > 0) throw new Error('events after the end');
    return new Ran(events);
  }
  throw new Error('a run without an end');
}

/** What no string of a trace may hold: C0 but line break and tab, DEL, C1, bidirectional and invisible controls, lone surrogates. */
export const HARMFUL =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** One `runEnded`, the last; the child gone; times that only grow; harmless text; a picture of every moment. */
export function checkEnding(ran: Ran, fake: Pick<FakeChild, 'wasKilled'>): Ran {
  expect(ran.of('runStarted')).toHaveLength(1);
  expect(ran.of('runEnded')).toHaveLength(1);
  expect(ran.events.at(-1)?.type).toBe('runEnded');
  expect(fake.wasKilled()).toBe(true);
  let last = 0;
  for (const event of ran.events) {
    expect(Number.isFinite(event.at) && event.at >= last).toBe(true);
    last = event.at;
    for (const text of stringsIn(event)) expect(text).not.toMatch(HARMFUL);
    expect(Object.getPrototypeOf(event)).toBe(Object.prototype);
  }
  // The trace can be shown: every moment of it has a picture.
  const replay = new Replay();
  replay.append(ran.events);
  for (let moment = 0; moment <= replay.length; moment++) replay.at(moment);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  return ran;
}

export function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* stringsIn(part);
}
