/**
 * Answers what the isolates of one program ask of the world outside of them: of each other, of the clock they share, of the demo
 * service. It believes nothing that it is asked, and decides when time passes: not before everybody who computes has come to
 * rest, or the wall's clock says so.
 */
import { availableParallelism } from 'node:os';
import { type ErrorText, type Event, NEXT_CALL, type Place, type RunStatus } from '../trace/event.ts';
import type { OutsideAnswer } from '../trace/outside.ts';
import { ProgramLines, type WholeProgram } from '../trace/program-lines.ts';
import type { LaneCall, LaneSettings, PoolKind, PoolQuestion } from '../trace/pool-question.ts';
import { markedPlace, readError, shortText } from '../trace/wire.ts';
import type { Asker, Desk } from './asker.ts';
import { Standstill } from './asker.ts';
import { Crew, type Employer, type Lane } from './lanes.ts';
import { Pools, type Staff } from './pools.ts';
import { type Party, type Primitive, makePrimitive } from './primitives.ts';
import type { Order, Others } from './protocol.ts';
import { DemoDesk } from './demo-desk.ts';
import { type Question, readOutcome, readQuestion } from './read-question.ts';
import type { RunClock } from './run-clock.ts';
import { type Child, NO_THREADS } from './spare.ts';
import { stuckText } from './stuck.ts';
import { sharesMemory, wantsThreads } from './top-level.ts';

/** The run that it serves. */
export interface Run {
  readonly child: Child;
  /** Of a session it grows. */
  readonly program: () => WholeProgram;
  readonly isSession: boolean;
  /** Where somebody waits to see it pass: how far time may go by now, while its own thread stands still, seconds. */
  horizon(): number;
  readonly memoryMb: number;
  /** How far its clock may go, seconds. */
  readonly furthest: number;
  record(event: Unstamped): void;
  /** Events of a lane, as text. */
  recordLines(lines: string, lane: Lane): void;
  loadOrder(settings: LaneSettings): Order;
  /** Real milliseconds that are left to it. */
  budgetMs(): number;
  /** `place`: where that was asked for which is too much; null: it is not known. */
  limit(name: string, value: number, status: RunStatus, place: Place | null): void;
  /** The program's own thread is at this place. */
  reached(place: Place): void;
  /** A lane was cut off, or stopped at a limit of its own. */
  laneStopped(status: RunStatus, error: ErrorText | null): void;
  /** The program has ended itself. */
  exited(code: number, place: Place | null): void;
  broken(what: string): void;
  /** Something has arrived for the program's own thread. */
  news(): void;
  /** Nobody else than the program's own thread computes. */
  othersRest(): void;
}

/** An event before it is known when it happens. */
export type Unstamped = Event extends infer E ? (E extends Event ? Omit<E, 'at'> : never) : never;

/** What the questions of a run may come to. */
const MOST_QUESTIONS = 500_000;
const MOST_PRIMITIVES = 10_000;
/** Messages that a thread or process has not read yet, bytes. */
const MOST_UNREAD = 32 * 1024 * 1024;
type Ask<T extends PoolQuestion['op']> = PoolQuestion & { readonly op: T };

export class Switchboard implements Desk, Employer, Staff {
  readonly clock: RunClock;
  readonly main: Asker;
  readonly #run: Run;
  readonly #crew: Crew;
  readonly #pools = new Pools(this);
  readonly #primitives = new Map<number, Primitive>();
  readonly #busy = new Set<Lane>();
  readonly #starting = new Set<Lane>();
  readonly #standing = new Map<Asker, Standstill>();
  /** Those that wait for whatever comes next. */
  readonly #idle = new WeakSet<Standstill>();
  /** Those that were told something which they only read when they next stand still. */
  readonly #told = new Set<Asker>();
  readonly #askers = new Map<Lane, Asker>();
  readonly #callLabels = new Map<Lane, string>();
  readonly #demo: DemoDesk;
  #questions = 0;
  /** Where the question stands that is being answered. */
  #askedAt: Place | null = null;
  #alarm: NodeJS.Timeout | null = null;
  /** The program's own thread is between two slices. */
  #mainRests = true;
  #isOver = false;
  /** The program is about to be stopped: its own thread is answered no more. */
  #isReleased = false;

  constructor(run: Run, clock: RunClock) {
    this.#run = run;
    this.clock = clock;
    this.main = {
      id: 0,
      lane: null,
      send: (order) => this.#send(order),
      unread: () => run.child.orders.writableLength,
    };
    this.#crew = new Crew(run.child, run.memoryMb, this);
    this.#demo = new DemoDesk(clock, () => this.settle());
  }

  #send(order: Order): void {
    this.#run.child.orders.write(`${JSON.stringify(order)}\n`);
  }

  end(): void {
    this.#isOver = true;
    this.#crew.end();
    this.#demo.close();
    if (this.#alarm !== null) clearTimeout(this.#alarm);
  }

  /** The program is to be stopped: its own thread may stand still no longer, or the signal would wait for it. */
  release(): void {
    this.#isReleased = true;
    this.#standing.get(this.main)?.halt();
  }

  settings(lane: Lane | null): LaneSettings {
    return {
      lane: lane?.id ?? 0,
      name: lane?.name ?? 'MainThread',
      cores: availableParallelism(),
      noThreads: NO_THREADS ?? (this.#run.child.nursery === null ? 'this program has not asked for threads' : null),
      provides: this.#run.isSession,
      shares: sharesMemory(this.#run.program().source) && lane?.kind !== 'process',
    };
  }

  /** A question of the program's own thread. */
  ask(payload: string): void {
    this.#hear(this.main, payload);
    this.settle();
  }

  /** The program's own thread runs, or has come to rest. */
  mainRuns(runs: boolean): void {
    this.#mainRests = !runs;
    // What was stopped has been stopped: a session goes on.
    if (runs) this.#isReleased = false;
    else this.settle();
  }

  /** The program's own thread stands still in the middle of a slice. */
  get mainStands(): boolean {
    return this.#standing.has(this.main);
  }

  /** Somebody else than the program's own thread computes, under a watchdog of its own. */
  get othersCompute(): boolean {
    return this.#busy.size > 0;
  }

  /** The text of the program, or of an entry, that comes next. */
  foresee(source: string): void {
    if (wantsThreads(source)) this.#crew.prewarm();
  }

  /** Threads of the program's own process. */
  get threadCount(): number {
    return this.#crew.threadCount;
  }

  /** Nobody but the program's own thread can make anything happen. */
  get isQuiet(): boolean {
    return !this.clock.isBusy && this.clock.next() === null;
  }

  /** For the program's own thread: what there is besides it. */
  get others(): Others {
    const [alone, held] = [this.isQuiet, this.#pools.holdsProgram];
    return { alone, held, stuck: alone && held ? this.#stuckText() : '' };
  }

  released(): void {
    this.#run.news();
  }

  /** Who waits for what, where nobody is left who could bring it about. */
  #stuckText(): string {
    const lines = new ProgramLines(this.#run.program());
    return stuckText(this.#standing.values(), {
      lane: (id) => this.#nameOf(id),
      line: (line) => {
        const { fileName, line: within } = lines.at(line);
        return lines.needsFile ? `${within} of ${fileName}` : `${line}`;
      },
    });
  }

  #nameOf(id: number): string {
    for (const lane of this.#askers.keys()) if (lane.id === id) return lane.name;
    return id === 0 ? 'MainThread' : 'a thread that has ended';
  }

  /** Lets happen what is due, and lets time pass where nobody is left who could do anything before. */
  settle(): void {
    while (!this.#isOver) {
      while (this.clock.keepDue());
      if (!this.clock.isBusy) this.#run.othersRest();
      const next = this.clock.next();
      if (this.clock.isBusy || (!this.#mainRests && !this.#standing.has(this.main)) || this.clock.kind === 'real')
        return this.#setAlarm(next);
      // Whoever drives the program's own thread knows how far time may go.
      if (this.#mainRests) return;
      if (next === null) {
        // A real wait of a real thread: only the alarm of its own could end it.
        return this.#standing.get(this.main)?.deadlocked(this.#stuckText());
      }
      if (next > this.#run.furthest) return this.#tooMuch('virtual seconds', this.#run.furthest, 'timeout');
      if (next > this.#run.horizon()) return this.clock.reach(this.#run.horizon());
      this.clock.reach(next);
    }
  }

  #setAlarm(next: number | null): void {
    if (this.#alarm !== null) clearTimeout(this.#alarm);
    this.#alarm = null;
    if (next === null || this.clock.kind === 'virtual') return;
    const ms = Math.min(2 ** 30, Math.max(0, (next - this.clock.now()) * 1000));
    this.#alarm = setTimeout(() => this.settle(), ms);
  }

  // Who asks.

  #hear(asker: Asker, payload: string): void {
    if (this.#isOver) return;
    const question = readQuestion(payload);
    if (question === null) return this.broken('a question that is none');
    const { id, at, mark, ask } = question;
    this.#askedAt = markedPlace(mark);
    if (asker === this.main && this.#askedAt !== null) this.#run.reached(this.#askedAt);
    // What it has computed since it was heard of last.
    if (asker === this.main && this.clock.kind !== 'real') this.clock.reach(Math.min(at, this.#run.furthest));
    if (++this.#questions > MOST_QUESTIONS) return this.#tooMuch('messages', MOST_QUESTIONS, 'output');
    if (id === 0) this.#block(asker, mark, ask);
    else this.#begin(asker, id, ask);
    this.#askedAt = null;
  }

  /** Somebody stands still until the answer is there. */
  #block(asker: Asker, mark: number, ask: Question['ask']): void {
    if (this.#standing.has(asker)) return this.broken('a question before the answer');
    const standing = new Standstill(this, asker);
    this.#standing.set(asker, standing);
    if (this.#isReleased && asker === this.main) return standing.halt();
    const until = (timeout: number | null): number | null => (timeout === null ? null : this.clock.now() + timeout);
    const late = (): void => standing.answer({ is: 'late' });
    switch (ask.op) {
      case 'sleep':
        return standing.begin(mark, 'sleep', until(ask.seconds), () => standing.answer({ is: 'over' }));
      case 'exit':
        return asker === this.main
          ? this.#run.exited(ask.code, markedPlace(mark))
          : this.#run.broken('an end of a thread');
      case 'idle':
        if (this.#told.has(asker)) return standing.answer({ is: 'over' });
        return standing.begin(mark, 'idle', ask.until, () => standing.answer({ is: 'over' }));
      case 'poll':
        return standing.answer({ is: 'over' });
      case 'cancel':
        return standing.answer({ is: 'value', value: this.#pools.cancel(ask.call) || this.#cancelCoroutine(ask.call) });
      case 'result':
        return this.#standFor(standing, [ask.call], mark, 'result', until(ask.timeout));
      case 'waitAny':
        return this.#standFor(standing, ask.calls, mark, 'futures', until(ask.timeout));
      case 'join':
        return this.#standFor(standing, [ask.thread], mark, 'thread', until(ask.timeout));
      case 'drain':
        this.#pools.drained(ask.pool, () => standing.answer({ is: 'over' }));
        return standing.begin(mark, 'pool', null, late);
      case 'demo':
        this.#demo.askWhole(ask.question, (parts) => standing.answer(...parts));
        return standing.begin(mark, ask.what, null, late);
      case 'act':
        return this.#act(standing, mark, ask, until(ask.timeout));
      default:
        return this.broken('a question that nobody can stand still for');
    }
  }

  #standFor(standing: Standstill, numbers: readonly number[], mark: number, what: string, until: number | null): void {
    const isOver = numbers.length === 0 || numbers.some((number) => !this.#pools.isPending(number));
    if (isOver) return standing.answer({ is: 'over' });
    const unwatch = this.#pools.watch(numbers, () => {
      unwatch();
      standing.answer({ is: 'over' });
    });
    standing.withdraw = unwatch;
    standing.begin(mark, what, until, () => {
      unwatch();
      standing.answer({ is: 'late' });
    });
  }

  #act(standing: Standstill, mark: number, ask: Ask<'act'>, until: number | null): void {
    const primitive = this.#primitives.get(ask.primitive);
    const refused = (error: string, message: string): void => standing.answer({ is: 'refused', error, message });
    if (primitive === undefined) return refused('RuntimeError', 'there is no such thing here');
    const party: Party = {
      lane: standing.asker.id,
      done: (value) => standing.answer({ is: 'value', value }),
      refused: (message) => refused('RuntimeError', message),
    };
    standing.holder = () => primitive.owner;
    standing.withdraw = () => primitive.leave(party);
    primitive.act(ask.method, party, ask.count);
    standing.begin(mark, ask.method === 'acquire' ? 'lock' : ask.method, until, () => primitive.giveUp(party));
  }

  #begin(asker: Asker, id: number, ask: Question['ask']): void {
    switch (ask.op) {
      case 'pool':
        return this.#pools.open(ask);
      case 'submit':
        return this.#pools.submit(asker, id, ask);
      case 'thread':
        return this.#pools.start(asker, id, ask);
      case 'shutdown':
        return this.#pools.shutDown(ask, () => this.tell(asker, id, { is: 'over' }));
      case 'join':
        return this.#join(asker, id, ask);
      case 'demo':
        return this.#demo.listen(listener(asker, id), ask.question, (answer) => this.tell(asker, id, answer));
      case 'drop':
        return this.#demo.drop(listener(asker, ask.id));
      case 'make':
        return this.#make(ask);
      case 'callSoon':
        return this.#callSoon(ask);
      case 'coroutine':
        this.#pools.expect(asker, id, ask.call, ask);
        return this.tell(this.main, 0, {
          is: 'called',
          loop: ask.loop,
          future: 0,
          call: ask.call,
          fn: ask.fn,
          args: ask.args,
        });
      case 'outcome':
        return asker === this.main ? this.#pools.deliver(ask.call, ask.answer) : undefined;
      default:
        return this.broken('a question that must be waited for');
    }
  }

  #join(asker: Asker, id: number, { thread, timeout }: Ask<'join'>): void {
    if (!this.#pools.isPending(thread)) return this.tell(asker, id, { is: 'over' });
    const unwatch = this.#pools.watch([thread], () => {
      deadline?.cancel();
      this.tell(asker, id, { is: 'over' });
    });
    const deadline =
      timeout === null
        ? null
        : this.clock.meet(this.clock.now() + timeout, () => {
            unwatch();
            this.tell(asker, id, { is: 'late' });
          });
  }

  #make({ primitive: number, kind, value, lock }: Ask<'make'>): void {
    if (this.#primitives.has(number)) return;
    if (this.#primitives.size >= MOST_PRIMITIVES) return this.#tooMuch('locks', MOST_PRIMITIVES, 'memory');
    const made = makePrimitive(kind, value, this.#primitives.get(lock) ?? null);
    if (made === null) return this.broken('a condition without a lock');
    this.#primitives.set(number, made);
  }

  #callSoon({ loop, future, wakes, fn, args }: Ask<'callSoon'>): void {
    this.tell(this.main, 0, { is: 'called', loop, future, call: 0, fn, args }, wakes);
  }

  /** A coroutine that one thread runs in the loop of another. */
  #cancelCoroutine(call: number): boolean {
    if (!this.#pools.cancelExpected(call)) return false;
    this.tell(this.main, 0, { is: 'cancels', call });
    return true;
  }

  /** An answer to somebody who goes on meanwhile. */
  tell(asker: Asker, id: number, answer: OutsideAnswer, wakes = true): void {
    if (this.#isOver) return;
    asker.send({ op: 'tell', text: JSON.stringify({ at: this.clock.now(), id, wakes, answer }) });
    if (asker.unread() > MOST_UNREAD) return this.#tooMuch('message text', MOST_UNREAD, 'memory');
    const standing = this.#standing.get(asker);
    // A lane that only waits for whatever comes next.
    if (standing !== undefined && this.#idle.has(standing)) standing.answer({ is: 'over' });
    else if (asker.lane !== null) this.#told.add(asker);
    if (asker === this.main) this.#run.news();
  }

  // Who stands still.

  stopped(asker: Asker, mark: number, what: string, until: number | null): void {
    const standing = this.#standing.get(asker);
    if (what === 'idle' && standing !== undefined) this.#idle.add(standing);
    const { lane } = asker;
    if (lane === null) return;
    this.#setBusy(lane, false);
    if (what !== 'idle') this.#suspend(lane, mark, what, until);
  }

  #suspend(lane: Lane, mark: number, what: string, until: number | null): void {
    this.#run.record({
      type: 'taskSuspended',
      task: lane.task,
      place: markedPlace(mark),
      wait: { what, until, task: null },
    });
  }

  continued(asker: Asker): void {
    const standing = this.#standing.get(asker);
    this.#standing.delete(asker);
    // The answer that follows comes after all that it was told.
    this.#told.delete(asker);
    const { lane } = asker;
    if (lane === null || standing === undefined || standing.place === null) return;
    this.#setBusy(lane, true);
    if (!this.#idle.has(standing)) this.#runs(lane);
  }

  #hasStarted(lane: Lane): void {
    if (this.#starting.delete(lane)) this.clock.startEnds();
  }

  /** Whether it computes: then time passes as it does on the wall, or not at all. */
  #setBusy(lane: Lane, isBusy: boolean): void {
    if (isBusy === this.#busy.has(lane)) return;
    if (isBusy) {
      this.#busy.add(lane);
      this.clock.busyBegins();
    } else {
      this.#busy.delete(lane);
      this.clock.busyEnds();
    }
  }

  #runs(lane: Lane): void {
    this.#run.record({ type: 'taskRuns', task: lane.task, label: this.#callLabels.get(lane) ?? '' });
  }

  // Threads and processes.

  hire(kind: PoolKind, name: string, coroutine: string, parent: number | null, mark: number): Lane | null {
    const lane = this.#crew.hire(kind, shortText(name));
    if (lane === null) return null;
    this.#askers.set(lane, { id: lane.id, lane, send: (order) => lane.send(order), unread: () => lane.unread });
    this.#starting.add(lane);
    this.clock.startBegins();
    this.#run.record({
      type: 'taskCreated',
      task: lane.task,
      kind,
      name: lane.name,
      coroutine: shortText(coroutine),
      parent,
      place: markedPlace(mark),
    });
    return lane;
  }

  loadOrder(lane: Lane): Order {
    return this.#run.loadOrder(this.settings(lane));
  }

  /** It has been busy starting, and is now as busy as what it is given makes it. */
  laneReady(lane: Lane): void {
    this.#hasStarted(lane);
    this.#pools.ready(lane);
    this.settle();
  }

  give(lane: Lane, call: LaneCall): void {
    this.#setBusy(lane, true);
    this.#callLabels.set(lane, shortText(call.fn.name));
    this.#runs(lane);
    const budgetMs = Math.max(1, this.#run.budgetMs());
    this.#crew.give(lane, { op: 'call', call: JSON.stringify(call), budgetMs, now: this.clock.now() });
  }

  rests(lane: Lane): void {
    this.#suspend(lane, 0, NEXT_CALL, null);
  }

  dismiss(lane: Lane, error: ErrorText | null): void {
    this.#hasStarted(lane);
    this.#forgetStanding(lane);
    this.#setBusy(lane, false);
    this.#crew.dismiss(lane);
    this.#told.delete(this.#askers.get(lane)!);
    this.#askers.delete(lane);
    this.#callLabels.delete(lane);
    const outcome = error === null ? 'done' : 'failed';
    this.#run.record({ type: 'taskEnded', task: lane.task, outcome, place: error?.place ?? null, error });
  }

  /** Whatever it stood still for, it does not go on. */
  #forgetStanding(lane: Lane): void {
    const asker = this.#askers.get(lane);
    const standing = asker === undefined ? undefined : this.#standing.get(asker);
    if (standing === undefined) return;
    this.#standing.delete(standing.asker);
    standing.drop();
  }

  laneAsks(lane: Lane, payload: string): void {
    const asker = this.#askers.get(lane);
    if (asker === undefined) return;
    this.#hear(asker, payload);
    this.settle();
  }

  laneTells(lane: Lane, lines: string): void {
    this.#run.recordLines(lines, lane);
  }

  callEnded(lane: Lane, payload: string): void {
    const asker = this.#askers.get(lane);
    const stands = asker !== undefined && this.#standing.has(asker);
    let value: { readonly [name: string]: unknown };
    try {
      value = JSON.parse(payload) as typeof value;
    } catch {
      return this.broken('an outcome that is none');
    }
    const stopped = readStopped(value);
    // Where its time was over, it may have stood still.
    if (stopped !== null) return this.#run.laneStopped(stopped.status, stopped.error);
    if (stands) return this.broken('an answer before its question');
    this.#setBusy(lane, false);
    const outcome = typeof value === 'object' && value !== null ? readOutcome(value) : null;
    if (outcome === null) return this.broken('an outcome that is none');
    const error = readError(value['error'] ?? null) ?? null;
    this.#pools.ended(lane, outcome, error);
    this.settle();
  }

  laneGone(lane: Lane, complaints: string): void {
    this.#forgetStanding(lane);
    this.#setBusy(lane, false);
    const isTooLarge = /out of memory|Allocation failed|invalid size error/i.test(complaints);
    const message = isTooLarge ? 'it used up its memory' : 'it ended abruptly';
    const error = { name: 'Terminated', message, place: null };
    if (this.#pools.gone(lane, error)) return this.settle();
    if (isTooLarge) this.#tooMuch('memory', this.#run.memoryMb, 'memory');
    else this.broken('a thread that ended');
  }

  broken(what: string): void {
    this.#run.broken(what);
  }

  limit(name: string, value: number): void {
    this.#tooMuch(name, value, 'memory');
  }

  #tooMuch(name: string, value: number, status: RunStatus): void {
    this.#run.limit(name, value, status, this.#askedAt);
  }
}

function listener(asker: Asker, id: number): string {
  return `${asker.id}/${id}`;
}

/** That a call was cut off, or a limit passed in it; null: it was not. */
function readStopped(value: {
  readonly [name: string]: unknown;
}): { readonly status: RunStatus; readonly error: ErrorText | null } | null {
  if (value?.['is'] === 'limit') {
    const { status } = value;
    return status === 'memory' || status === 'timeout' || status === 'output' ? { status, error: null } : null;
  }
  if (value?.['is'] !== 'cut') return null;
  const report = value['report'] as { readonly [name: string]: unknown } | null;
  return {
    status: 'timeout',
    error: (typeof report === 'object' ? readError(report?.['error'] ?? null) : null) ?? null,
  };
}
