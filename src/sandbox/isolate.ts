/**
 * One isolate of a program, from the host's side: its realm, the pipe on which it is told what to do, and the one on which it
 * answers. The program's own thread, its other threads and its processes are all one of these.
 *
 * It is synchronous from end to end: it blocks on its pipe for the next order and never returns to Node's event loop, so there
 * is no turn of that loop in which a program's leftovers could run. It ends when its pipe does.
 */
import { readSync, writeSync } from 'node:fs';
import vm from 'node:vm';
import type { MessagePort } from 'node:worker_threads';
import { PROCESSOR_TIME } from '../trace/outside.ts';
import { type Compiled, compile } from './compile.ts';
import { compileEntry, FIRST_NAMES, type KnownNames } from './compile-entry.ts';
import { RealmContext, STEP } from './context.ts';
import { type FrameKind, type Loaded, NO_OTHERS, type Order } from './protocol.ts';
import { SharedMemory } from './shared-memory.ts';
import { sharesMemory } from './top-level.ts';

/** A handle that holds the loop for longer is charged to an `auto` clock. */
const CHARGED_FROM_MS = 50;
/** A program and its input: each of their characters may take six bytes. */
const MAX_ORDER_BYTES = 16 * 1024 * 1024;
/** More characters of events travel in several frames: one handle may leave behind more than a frame can hold. */
const MOST_IN_A_FRAME = 256 * 1024;
/** Calls that must still fit on the stack when a question is asked, or a frame could be cut in the middle. */
const STACK_RESERVE = 200;

/** How long completion may look at the program's objects, ms. */
const COMPLETION_MS = 250;

/** V8's collector; only a process with threads has it, `spare.ts`. The realm takes it away from programs, `harden.ts` from the host. */
const collectGarbage = (globalThis as { gc?: () => void }).gc;

const now = performance.now.bind(performance);
const runTicks = (process as unknown as { _tickCallback(): void })._tickCallback.bind(process);
/** Without a look back: threads that stand still would hold up an orderly exit. */
export const leave = process.abort.bind(process);
const exit = process.exit.bind(process);
const listen = process.on.bind(process);
type CpuUsage = (before?: NodeJS.CpuUsage) => NodeJS.CpuUsage;
/** Other threads of the process do not count, where Node can tell them apart. */
const cpuUsage: CpuUsage = (
  (process as unknown as { threadCpuUsage?: CpuUsage }).threadCpuUsage ?? process.cpuUsage
).bind(process);

type SliceOrder = Order & { readonly op: 'slice' };
type LoadOrder = Order & { readonly op: 'load' };

/** How a slice or a call was ended before its own end. */
export type CutOff = 'timeout' | 'killed' | null;

/** `alone`: the only one of its process; `main`, `thread`: one of several. */
export type IsolateKind = 'alone' | 'main' | 'thread';

export class Isolate {
  /** Null: there are no other threads. */
  readonly #shared: SharedMemory | null;
  readonly #realmText: string;
  readonly #ordersFd: number;
  readonly #answersFd: number;
  readonly #kind: IsolateKind;
  #realm: RealmContext;
  #isUsed = false;
  #isSession = false;
  /** How long the slice has stood still, ms. */
  #stoodMs = 0;
  #chargesCpu = false;
  /** When the handle that runs began, or was measured last; and the processor time of this thread then. */
  #startedMs = 0;
  #cpuBefore: NodeJS.CpuUsage = { user: 0, system: 0 };
  /** The processor time of this thread when the program was handed over. */
  #cpuAtFirst: NodeJS.CpuUsage = { user: 0, system: 0 };
  /** Those that nobody has handled so far. The promises are told apart, and never looked into. */
  #rejections: { readonly promise: Promise<unknown>; readonly reason: unknown }[] = [];
  /** The realm threw at the host, which an honest one never does. */
  #isBroken = false;
  #unread = Buffer.alloc(0);
  readonly #chunk = Buffer.alloc(65_536);
  /** Runs `body` in a context of the child's own, where a script can be given a time limit. */
  #body: () => void = () => {};
  readonly #watchdogContext: vm.Context;
  readonly #watchdogScript = new vm.Script('run()');

  constructor(realmText: string, ordersFd: number, answersFd: number, kind: IsolateKind) {
    this.#realmText = realmText;
    this.#ordersFd = ordersFd;
    this.#answersFd = answersFd;
    this.#kind = kind;
    this.#shared = kind === 'alone' ? null : new SharedMemory();
    this.#realm = new RealmContext(realmText);
    this.#watchdogContext = vm.createContext({ run: () => this.#runBody() });
    process.on('unhandledRejection', (reason, promise) => {
      this.#rejections.push({ promise, reason });
    });
    process.on('rejectionHandled', (promise) => {
      this.#rejections = this.#rejections.filter((rejection) => rejection.promise !== promise);
    });
  }

  #runBody(): void {
    try {
      this.#body();
    } catch {
      this.#isBroken = true;
    }
  }

  /** A realm that no program has seen. */
  renew(): void {
    this.#realm = new RealmContext(this.#realmText);
    this.#shared?.give((id, buffer) => this.#realm.keepShared(id, buffer));
    this.#rejections = [];
    this.#isUsed = false;
    // The realm before is gone now, not when V8 sees fit: threads that come and go would look like one that grows.
    this.#body = () => {};
    collectGarbage?.();
  }

  /** The program as a script for this realm, or why not. */
  read(order: LoadOrder): Compiled {
    return compile(order, this.#realm.hooks, this.#realm.modules(), partOf(order));
  }

  /** A thread is used again, for another part of the program's work. */
  load(order: LoadOrder): Loaded {
    if (this.#isUsed) this.renew();
    this.#isUsed = true;
    const compiled = this.read(order);
    if (!compiled.ok) return compiled;
    let script;
    try {
      script = this.#realm.parse(compiled.script);
    } catch (error) {
      return unknownSyntax(error as Error);
    }
    this.#chargesCpu = order.clock === 'auto' && partOf(order) === 'whole';
    this.#realm.configure(order);
    this.#realm.load(script);
    this.#cpuAtFirst = cpuUsage();
    this.#realm.connect((events, question, blocks) => this.#hear(events, question, blocks), order.settings);
    return { ok: true, warnings: compiled.warnings };
  }

  /** A session, in which entries follow one another. */
  open(order: Order & { op: 'open' }): Loaded {
    if (this.#isUsed) this.renew();
    this.#isUsed = true;
    this.#isSession = true;
    this.#chargesCpu = order.clock === 'auto';
    // Between two evaluations the signal would end the process.
    listen('SIGINT', () => {});
    this.#realm.configure(order);
    this.#realm.open(order.interactive);
    this.#names = FIRST_NAMES;
    this.#cpuAtFirst = cpuUsage();
    this.#realm.connect((events, question, blocks) => this.#hear(events, question, blocks), order.settings);
    return { ok: true, warnings: [] };
  }

  enter(order: Order & { op: 'enter' }): Loaded {
    const compiled = compileEntry(order, this.#realm.hooks, this.#realm.modules(), this.#names);
    if (!compiled.ok) return compiled;
    let script;
    try {
      script = this.#realm.parse(compiled.script);
    } catch (error) {
      return unknownSyntax(error as Error);
    }
    this.#names = compiled.names;
    this.#realm.begin(Infinity, order.now, NO_OTHERS);
    if (this.#kind !== 'alone' && sharesMemory(order.source)) this.#realm.shareMemory();
    this.#realm.enter(script);
    const { warnings, declared, parts, signatures } = compiled;
    return { ok: true, warnings, declared, parts, signatures };
  }

  cancel({ task }: Order & { op: 'cancel' }): void {
    this.#realm.cancel(task);
  }

  finish(): void {
    this.#realm.finish();
  }

  /** Looks at the program's objects, however large they are. */
  complete({ path }: Order & { op: 'complete' }): string {
    let names = '[]';
    this.#body = () => {
      names = this.#realm.complete(path);
    };
    return this.#runWatched(COMPLETION_MS) === null ? names : '[]';
  }

  #names: KnownNames = FIRST_NAMES;

  adopt(port: MessagePort): void {
    this.#shared?.add(port);
  }

  /** Runs handles until the order's bounds, and answers with the realm's report as JSON. */
  slice(order: SliceOrder, tellsEvents = true): string {
    this.#realm.begin(order.until ?? Infinity, order.now, order.others);
    const startedMs = now();
    this.#stoodMs = 0;
    const cutOff = this.#run(startedMs + order.ms, order.handles ?? Infinity, order.budgetMs, tellsEvents);
    const isTooMuch = now() - startedMs - this.#stoodMs >= (order.computesMs ?? Infinity);
    if (cutOff !== null) this.#cutOff(isTooMuch ? 'timeout' : cutOff);
    if (this.#isSession && order.budgetMs - (now() - startedMs) <= order.ms) this.#realm.tellLast();
    this.#sendRest(tellsEvents);
    return this.#realm.report();
  }

  /** Of a session, which goes on, the time that it took counts. */
  #cutOff(how: 'timeout' | 'killed'): void {
    const spent = this.#isSession && this.#chargesCpu ? this.#takeSpent(now()) : 0;
    if (spent > 0) this.#realm.charge(spent);
    this.#realm.cutOff(how);
  }

  /** Makes a call to its end, and answers with what it came to as JSON. */
  call(order: Order & { op: 'call' }): string {
    this.#realm.begin(Infinity, order.now, NO_OTHERS);
    this.#realm.call(order.call);
    const cutOff = this.#run(Infinity, Infinity, order.budgetMs, true);
    if (cutOff !== null) this.#realm.cutOff(cutOff);
    const outcome = cutOff === null ? this.#realm.takeOutcome() : `{"is":"cut","report":${this.#realm.report()}}`;
    this.#carryShared();
    this.#sendRest(true);
    return outcome;
  }

  #run(deadline: number, handles: number, budgetMs: number, tellsEvents: boolean): CutOff {
    let handlesLeft = handles;
    const realm = this.#realm;
    this.#body = () => {
      if (this.#chargesCpu) this.#cpuBefore = cpuUsage();
      let ended = now();
      for (;;) {
        this.#startedMs = ended;
        const came = realm.step();
        runTicks();
        if (came === STEP.collect) collectGarbage?.();
        ended = now();
        if (this.#chargesCpu && ended - this.#startedMs > CHARGED_FROM_MS) {
          const spent = this.#takeSpent(ended);
          if (spent > 0) realm.charge(spent);
          else this.#beginMeasuring(ended);
        }
        if (this.#rejections.length > 0 && !realm.hasTicks()) {
          realm.noteRejection(this.#rejections[0]!.reason);
          this.#rejections = [];
          continue;
        }
        if (came === STEP.flush && tellsEvents) this.#sendEvents(realm.flush());
        if (came === STEP.collect) continue;
        if (came === STEP.idle || came === STEP.ended) return;
        if (came === STEP.ran && --handlesLeft <= 0) return;
        if (ended >= deadline) return;
      }
    };
    const cutOff = this.#runWatched(budgetMs);
    if (this.#isBroken) throw new Error('sandbox: the realm threw at its host');
    return cutOff;
  }

  /** What the handle has computed since it began or was asked last, seconds; 0 where that is no more than `fromMs`. */
  #takeSpent(nowMs: number, fromMs = CHARGED_FROM_MS): number {
    const wallMs = nowMs - this.#startedMs;
    const spent = cpuUsage(this.#cpuBefore);
    const cpuMs = (spent.user + spent.system) / 1000;
    // On a busy machine it may have had less of the processor than the wall says: that is not forgotten.
    if (cpuMs <= fromMs) return 0;
    this.#beginMeasuring(nowMs);
    return Math.min(wallMs, cpuMs) / 1000;
  }

  #beginMeasuring(nowMs: number): void {
    this.#startedMs = nowMs;
    this.#cpuBefore = cpuUsage();
  }

  /** How the body was ended before its own end, if it was: its termination passes every `catch`, so nothing else throws here. */
  #runWatched(budgetMs: number): CutOff {
    try {
      this.#watchdogScript.runInContext(this.#watchdogContext, {
        timeout: Math.max(1, Math.ceil(budgetMs)),
        breakOnSigint: this.#kind !== 'thread',
        displayErrors: false,
      });
      return null;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED' ? 'killed' : 'timeout';
    }
  }

  /** What the realm calls. It throws nothing: an error of the host's must not come into the realm. */
  #hear(events: unknown, question: unknown, blocks: unknown): string {
    try {
      if (typeof events !== 'string' || typeof question !== 'string') return '';
      if (reach(STACK_RESERVE) !== STACK_RESERVE) return '';
    } catch {
      return '';
    }
    try {
      if (question === '') return String(this.#spentSoFar());
      if (question === PROCESSOR_TIME) return this.#processorTime();
      this.#carryShared();
      if (events !== '') this.#sendEvents(events);
      this.send('Q', question);
      if (blocks !== true) return 'sent';
      const stoppedMs = now();
      const reply = this.#waitForReply();
      this.#stoodMs += now() - stoppedMs;
      // Standing still is no computing.
      if (this.#chargesCpu) this.#beginMeasuring(now());
      return reply;
    } catch {
      // The pipe is gone, and with it whoever could care.
      return this.#kind === 'alone' ? exit(70) : leave();
    }
  }

  #spentSoFar(): number {
    const nowMs = now();
    return this.#chargesCpu && nowMs - this.#startedMs > CHARGED_FROM_MS ? this.#takeSpent(nowMs) : 0;
  }

  /**
   * What is to be charged until now, however little, or two watches would not agree; and the processor time since the program was
   * handed over. Seconds, the latter no finer than a real clock, which counts milliseconds.
   */
  #processorTime(): string {
    const spent = this.#chargesCpu ? this.#takeSpent(now(), 0) : 0;
    const { user, system } = cpuUsage(this.#cpuAtFirst);
    return JSON.stringify({ spent, seconds: Math.round((user + system) / 1000) / 1000 });
  }

  #waitForReply(): string {
    for (;;) {
      const order = this.nextOrder();
      if (order === null) return exit(0);
      if (order.op === 'reply') return order.text;
      if (order.op === 'halt') waitForTheEnd();
      if (order.op === 'tell') this.#realm.deliver(order.text);
      if (order.op === 'cancel') this.cancel(order);
    }
  }

  deliver(text: string): void {
    this.#realm.deliver(text);
  }

  #carryShared(): void {
    for (const [id, buffer] of this.#realm.takeShared()) this.#shared?.share(id, buffer);
  }

  /** Shared buffers that other threads sent are there before what speaks of them. */
  #takeShared(): void {
    this.#shared?.receive((id, buffer) => this.#realm.keepShared(id, buffer));
  }

  #sendRest(tellsEvents: boolean): void {
    for (let rest = this.#realm.flush(); rest !== ''; rest = this.#realm.flush())
      if (tellsEvents) this.#sendEvents(rest);
  }

  #sendEvents(lines: string): void {
    for (let start = 0; start < lines.length;) {
      const isLast = lines.length - start <= MOST_IN_A_FRAME;
      const end = isLast ? lines.length : lines.indexOf('\n', start + MOST_IN_A_FRAME) + 1;
      this.send('E', lines.slice(start, end));
      start = end;
    }
  }

  /** Blocks until the parent's next order; null when there will be none. */
  nextOrder(): Order | null {
    for (;;) {
      const end = this.#unread.indexOf(10);
      if (end !== -1) {
        const line = this.#unread.toString('utf8', 0, end);
        this.#unread = this.#unread.subarray(end + 1);
        const order = JSON.parse(line) as Order;
        this.#takeShared();
        return order;
      }
      const bytes = this.#read();
      if (bytes === 0 || this.#unread.length > MAX_ORDER_BYTES) return null;
      this.#unread = Buffer.concat([this.#unread, this.#chunk.subarray(0, bytes)]);
    }
  }

  /** A signal that comes while it waits is no reason to give up: whoever runs is stopped where it goes on. */
  #read(): number {
    for (;;) {
      try {
        return readSync(this.#ordersFd, this.#chunk, 0, this.#chunk.length, null);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EINTR') throw error;
      }
    }
  }

  send(kind: FrameKind, payload: string): void {
    const body = Buffer.from(payload, 'utf8');
    const frame = Buffer.concat([Buffer.from(`${kind}${body.length}\n`, 'latin1'), body]);
    for (let sent = 0; sent < frame.length;) sent += writeSync(this.#answersFd, frame, sent);
  }
}

/** Steps in which a halted isolate waits, and how many: whoever halts it stops it long before, ms. */
const HALTED_STEP_MS = 2;
const MOST_HALTED_STEPS = 2_000;
// Held fast before `harden.ts` takes it away.
const { wait } = Atomics;
const halted = new Int32Array(new SharedArrayBuffer(4));

/** Nothing of the program runs any more: between two steps the watchdog or the signal ends the evaluation. */
function waitForTheEnd(): never {
  for (let step = 0; step < MOST_HALTED_STEPS; step++) wait(halted, 0, 0, HALTED_STEP_MS);
  return exit(0);
}

/** The parser of the compile step knows it: it is newer than this Node's. */
function unknownSyntax({ message: what }: Error): Loaded {
  const message = `SyntaxError: ${what} (Node ${process.versions.node} does not know something of this program's syntax)`;
  return { ok: false, problem: { message, line: null, column: null } };
}

function partOf({ settings }: LoadOrder): 'whole' | 'lane' {
  return settings.lane === 0 ? 'whole' : 'lane';
}

/** Goes so many calls deep; throws where the stack has no room for them. */
function reach(depth: number): number {
  return depth === 0 ? 0 : 1 + reach(depth - 1);
}
