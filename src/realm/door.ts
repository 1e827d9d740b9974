/**
 * The realm's one entry: everything that the host can ask for. Evaluated inside the vm context before any learner's code.
 *
 * Inside are the asyncio port, the console, the recorder and the hooks; outside is a host that hands in numbers and short
 * strings and takes numbers and strings back. No object of the host ever comes in.
 */
import * as asyncio from '../asyncio/index.ts';
import { closeAllLoops } from '../asyncio/default-loop.ts';
import { warnNeverAwaited } from '../asyncio/coroutines.ts';
import { configure as configureLoops } from '../asyncio/driver.ts';
import { current, numberHandlesFrom } from '../asyncio/events.ts';
import { watcher } from '../asyncio/instrument.ts';
import { inMicrotask, whenSettled } from '../asyncio/native-promises.ts';
import { formatException, saysMore } from '../asyncio/traceback.ts';
import { numberTasksFrom } from '../asyncio/tasks.ts';
import { setWarningHandler } from '../asyncio/warnings.ts';
import type { RunStatus } from '../trace/event.ts';
import { LANE_IDS, type LaneSettings } from '../trace/pool-question.ts';
import { markedPlace, writeError } from '../trace/wire.ts';
import { Calls } from './calls.ts';
import { clock, type ClockKind, installClock } from './clock.ts';
import { installConsole } from './console.ts';
import { Border } from './crossing.ts';
import { lessonFrames } from './describe-error.ts';
import { watchErrors } from './error-places.ts';
import { peekThrough, peeked } from './engine-peek.ts';
import { FunctionTable } from './functions.ts';
import { programHooks } from './hooks.ts';
import { LOST_OUTCOME, Lane } from './lane.ts';
import * as concurrentFutures from './modules/concurrent-futures.ts';
import * as files from './modules/files.ts';
import * as requests from './modules/requests.ts';
import * as threading from './modules/threading.ts';
import * as stdin from './modules/stdin.ts';
import * as time from './modules/time.ts';
import { completions } from './completions.ts';
import { given } from './given.ts';
import { NativeTasks } from './native-tasks.ts';
import { installNodeQueues } from './node/globals.ts';
import * as events from './node/event-emitter.ts';
import * as timersPromises from './node/timers-promises.ts';
import { globalTimers, holdTimers } from './node/timers-promises.ts';
import * as util from './node/util.ts';
import { NodeQueues } from './node/queues.ts';
import { link } from './outside.ts';
import { PlaceKeeper } from './places.ts';
import { DefaultPool, powers } from './pool-client.ts';
import { type Definition, runFiles } from './own-modules.ts';
import type { FileStart } from '../trace/program-lines.ts';
import { programFiles } from './program-files.ts';
import { Recorder } from './recorder.ts';
import { Scheduler } from './scheduler.ts';
import { scrub, shareMemory } from './scrub.ts';
import { type EntryBody, provideAll, Session } from './session.ts';
import { SharedBuffers } from './shared-buffers.ts';
import { installWebGlobals } from './web/globals.ts';

/** What a step came to; `sandbox/context.ts` knows the same numbers. */
const STEP_RAN = 0;
const STEP_IDLE = 1;
const STEP_ENDED = 2;
/** Nothing ran: the events so far should be taken first. */
const STEP_FLUSH = 3;
/** Code ran that is no handle: the program's top level, or what waited for a loop that has stopped. */
const STEP_BETWEEN = 4;
/** Nothing ran: V8's collector should first. */
const STEP_COLLECT = 5;

/** An error, as `writeError` writes it. */
const NOT_DESCRIBED = '["Thrown value","something that cannot be described",0]';

const FLUSH_AT = 48 * 1024;

const stringify = JSON.stringify;
const { defineProperty } = Object;
const apply = Reflect.apply as (fn: unknown, self: unknown, args: readonly unknown[]) => unknown;
/** A program may throw anything, also null. */
const NO_ERROR = Symbol('no error');

scrub();
const clockInstaller = installClock();
const places = new PlaceKeeper();
watchErrors(places);
given.line = () => places.line();
const recorder: Recorder = new Recorder(clock, places, () => current.task ?? natives.current);
const natives = new NativeTasks(recorder, places);
const queues = new NodeQueues(clock, recorder);
const scheduler = new Scheduler(clock, queues);
scheduler.holdsOutside = () => isHeld();
installConsole(recorder, clock);
installNodeQueues(
  queues,
  (stream, text) => recorder.output(stream, text, ''),
  (code) => exit(code),
);
installWebGlobals(queues);
holdTimers();
queues.onUncaught = (error) => void (goesOnAfter(error) || end(statusOf(error), error));
configureLoops({
  driver: scheduler,
  clock,
  framesOf: (error) => lessonFrames(places.noted(error), places.awaited(error)),
  lineOf: (mark) => programFiles.lineText(mark),
});
setWarningHandler((category, message, place) => recorder.warning(category, message, place));
watcher.current = recorder;
recorder.chargeSoFar = () => link.charge();
clock.onReading = () => recorder.chargeDue();
clock.askProcessor = () => link.processorTime();
clock.onBlocking = () => recorder.lineReached();
clock.onBlocked = (seconds) => recorder.blocked(seconds);

const MODULES: { readonly [name: string]: object } = Object.freeze(
  Object.assign(Object.create(null) as object, {
    asyncio: moduleObject(asyncio),
    'concurrent.futures': moduleObject(concurrentFutures),
    files: moduleObject(files),
    requests: moduleObject(requests),
    stdin: moduleObject(stdin),
    threading: moduleObject(threading),
    time: moduleObject(time),
    ...nodeModules(),
  }),
);

/** The names that each exports, as JSON: asked for before every entry, when the program may have replaced what would list them. */
const EXPORTED = stringify(
  Object.fromEntries(Object.entries(MODULES).map(([name, module]) => [name, Object.keys(module)])),
);

function named<F extends object>(name: string, fn: F): F {
  return defineProperty(fn, 'name', { value: name, configurable: true });
}

/** Node's own, under both of their names. */
function nodeModules(): { readonly [name: string]: object } {
  const { EventEmitter, errorMonitor, on, once } = events;
  const { afterTime, nextTurn, everyTime, scheduler } = timersPromises;
  const promises = {
    setTimeout: named('setTimeout', afterTime),
    setImmediate: named('setImmediate', nextTurn),
    setInterval: named('setInterval', everyTime),
    scheduler,
  };
  const timers = { ...globalTimers(), promises };
  const emitter = Object.assign(EventEmitter, { EventEmitter });
  const { callbackify, format, inspect, promisify, types } = util;
  const utilities = { callbackify, format, inspect, promisify, types };
  const given: { readonly [name: string]: object } = {
    events: { EventEmitter, default: emitter, errorMonitor, on, once },
    perf_hooks: { performance, default: { performance } },
    timers: { ...timers, default: timers },
    'timers/promises': { ...promises, default: promises },
    util: { ...utilities, default: utilities },
  };
  const modules: { [name: string]: object } = {};
  for (const [name, exported] of Object.entries(given))
    modules[name] = modules[`node:${name}`] = moduleObject(exported);
  return modules;
}

const functions = new FunctionTable(MODULES);
const sharedBuffers = new SharedBuffers();
const calls = new Calls(link, new Border(functions, sharedBuffers, places), functions);
/** Of a thread or process of the program; null: this is the program's own isolate. */
let lane: Lane | null = null;

/** The whole program: a script's top runs in one go, a module's may wait. */
type Body = (...hooks: readonly unknown[]) => unknown;
type ProgramKind = 'script' | 'module' | 'waiting module';

/** So many microtasks later than the promise of its top Node ends a program that has thrown there. */
const TICKS_TO_END: { readonly [K in ProgramKind]: number } = { script: 0, module: 3, 'waiting module': 4 };

/** The program's function, and how far it has come. */
type Program =
  | { readonly is: 'missing' }
  | { readonly is: 'loaded'; readonly body: Body; readonly kind: ProgramKind }
  | { readonly is: 'running' }
  | { readonly is: 'returned' }
  | { readonly is: 'threw'; readonly error: unknown }
  | { readonly is: 'over'; readonly status: RunStatus; readonly error: string };

let program: Program = { is: 'missing' };
/** Null: this is a program that runs from its start to its end. */
let session: Session | null = null;
let until = Infinity;
let rejection: { readonly reason: unknown } | null = null;

function step(): number {
  try {
    return stepProgram();
  } catch (error) {
    // A limit was passed between two handles, or the program broke a builtin that the loop needs.
    return endBroken(error);
  }
}

/** Ends also where the program has broken what it takes to tell of an end. */
function endBroken(error: unknown): number {
  try {
    return end('failed', error);
  } catch {
    program = { is: 'over', status: 'failed', error: NOT_DESCRIBED };
    lane?.giveUp();
    return STEP_ENDED;
  }
}

/** What the program broke while its host had the word: the error of the next step. */
let breakage: { readonly error: unknown } | null = null;

/** For the host, to which nothing may be thrown: it would have to look into what that is. */
function guarded<A extends readonly unknown[], R>(work: (...args: A) => R, otherwise: R): (...args: A) => R {
  return (...args) => {
    try {
      return apply(work, undefined, args) as R;
    } catch (error) {
      breakage ??= { error };
      return otherwise;
    }
  };
}

function stepProgram(): number {
  if (program.is === 'over') return STEP_ENDED;
  if (breakage !== null) {
    const { error } = breakage;
    breakage = null;
    return end('failed', error);
  }
  scheduler.closeHandle();
  natives.current = null;
  if (recorder.reached !== null) return end(recorder.reached.status, NO_ERROR);
  if (lane !== null && rejection !== null) tellRejection(lane, rejection.reason);
  if (lane?.isOver === true) return callIsOver();
  if (program.is === 'threw') return afterThrow(program.error);
  if (rejection !== null) return unhandled(rejection.reason);
  if (recorder.pending > FLUSH_AT) return STEP_FLUSH;
  if (link.hasMail && !scheduler.isInPhase) return takeMail();
  if (program.is === 'loaded') return startProgram(program.body, program.kind);
  if (session?.tellOfLost(false) === true) return STEP_COLLECT;
  if (session?.takesABreak() === true) return STEP_IDLE;
  for (;;) {
    const came = scheduler.step();
    if (came !== 'idle') return came === 'ran' ? STEP_RAN : STEP_BETWEEN;
    // It came in the middle of a phase that is over by now.
    if (link.hasMail) return takeMail();
    if (session?.tellOfLost(true) === true) return STEP_COLLECT;
    const due = scheduler.nextDue();
    if (lane !== null) return stepLane(lane, due);
    if (due === null) return nothingLeft();
    if (due > until || link.hasAsked) return STEP_IDLE;
    clock.advanceTo(due);
    if (!scheduler.isDue(due)) return STEP_IDLE;
    link.wake();
  }
}

/** Of a session, no error that nobody handles is the end. */
function goesOnAfter(error: unknown): boolean {
  if (session === null || recorder.reached !== null || error instanceof asyncio.SystemExit) return false;
  session.uncaught(error);
  return true;
}

function unhandled(reason: unknown): number {
  rejection = null;
  return goesOnAfter(reason) ? STEP_BETWEEN : end('failed', reason);
}

function startProgram(body: Body, kind: ProgramKind): number {
  program = { is: 'running' };
  clock.handleStarted();
  const hooks = programHooks(places, natives, (name) => MODULES[name]!, functions);
  if (kind === 'script') return runScript(body, hooks);
  // Node evaluates a module in a microtask, and microtasks are drained before the first tick.
  const top = body(...hooks) as Promise<unknown>;
  // Of which kind `then` gives a promise, it asks the promise; nobody else has this one.
  void defineProperty(top, 'constructor', { __proto__: null, value: undefined } as PropertyDescriptor);
  void whenSettled(
    top,
    () => {
      if (program.is === 'running') program = { is: 'returned' };
    },
    (error: unknown) => topThrew(error, TICKS_TO_END[kind]),
  );
  return STEP_BETWEEN;
}

/** What it throws ends the program there and then; else ticks come before microtasks. */
function runScript(body: Body, hooks: readonly unknown[]): number {
  try {
    body(...hooks);
  } catch (error) {
    return end(statusOf(error), error);
  }
  program = { is: 'returned' };
  queues.runTicks();
  return STEP_BETWEEN;
}

/** As in Python, an error of the program's own thread does not end the others: it waits for them, and ends the program then. */
function afterThrow(error: unknown): number {
  if (lane !== null || recorder.reached !== null) return end(statusOf(error), error);
  if (link.hasMail) return takeMail();
  return goesOnAfterThrow() ? STEP_IDLE : end(statusOf(error), error);
}

function goesOnAfterThrow(): boolean {
  return link.hasAsked || (others.held && !others.alone);
}

/** An answer from outside arrives, where Node polls for such. */
function takeMail(): number {
  clock.handleStarted();
  link.takeMail();
  queues.runTicks();
  return STEP_BETWEEN;
}

/** What microtasks print from then on is printed by nobody any more. */
function topThrew(error: unknown, ticks: number): void {
  if (ticks > 0) {
    inMicrotask(() => topThrew(error, ticks - 1));
    return;
  }
  recorder.mute();
  if (program.is === 'running') program = { is: 'threw', error };
}

/** There is no going on from here: the parent ends the run. */
function exit(code: number): never {
  if (lane !== null)
    throw new asyncio.RuntimeError('a thread or process cannot end the program: return, or throw an error');
  link.ask({ op: 'exit', code });
  throw new asyncio.SystemExit(code);
}

/** Nothing is ready in a thread or process of the program. */
function stepLane(here: Lane, due: number | null): number {
  clock.handleStarted();
  if (here.begin()) {
    queues.runTicks();
    return STEP_BETWEEN;
  }
  if (here.hasReturned && due === null && !link.awaitsRequest) {
    here.finish();
    return callIsOver();
  }
  if (!here.isWaiting && !here.hasReturned) return STEP_IDLE;
  if (!here.rest(due) && !scheduler.deadlock()) here.deadlock();
  return STEP_BETWEEN;
}

/** A thread or process is done with its call: of what that made and nobody awaited, it is told now. */
function callIsOver(): number {
  warnNeverAwaited(null);
  return STEP_ENDED;
}

/** Nothing is left to do: `process.exitCode` says how that went. */
function endByItself(): number {
  const code = given.exitCode;
  if (code === 0) return end('done', NO_ERROR);
  const error = new asyncio.SystemExit(code);
  places.arrived(error, given.exitMark);
  return end('failed', error);
}

/** Whether the program goes on for something that is not in this isolate. */
function isHeld(): boolean {
  return link.holdsProgram || others.held;
}

/** Whether that can still come; what was asked since the parent spoke, it does not know of. */
function goesOnOutside(): boolean {
  return link.hasAsked || (isHeld() && !others.alone);
}

/** No handle, no timer, anywhere. */
function nothingLeft(): number {
  if (goesOnOutside()) return STEP_IDLE;
  if (session !== null && program.is === 'running') return nothingToDo(session);
  if (program.is === 'returned' && !isHeld()) return endByItself();
  if (scheduler.deadlock()) return STEP_BETWEEN;
  const nothing = 'the program waits at its top level for something that nothing can bring about';
  return end('deadlock', new asyncio.DeadlockError(others.stuck === '' ? nothing : others.stuck));
}

/** A session waits for its next entry. One whose entries come all by themselves waits for nothing that cannot come. */
function nothingToDo(here: Session): number {
  // What is left waits for promises of JavaScript's own, which nothing settles any more.
  if (here.isFinishing) return end('done', NO_ERROR);
  if (isInteractive || !here.isWaiting) return STEP_IDLE;
  here.deadlock();
  return STEP_BETWEEN;
}

let isInteractive = false;

function statusOf(error: unknown): RunStatus {
  if (error instanceof asyncio.DeadlockError) return 'deadlock';
  if (error instanceof asyncio.SystemExit) return error.args[0] == null || error.args[0] === 0 ? 'done' : 'failed';
  return 'failed';
}

function end(status: RunStatus, error: unknown): number {
  const reached = recorder.reached;
  if (lane !== null) return endCall(lane, error);
  const outcome = reached === null ? status : reached.status;
  recorder.unmute();
  if (outcome !== 'done' && reached === null) printChain(error);
  const text = error === NO_ERROR || reached !== null || outcome === 'done' ? 'null' : describedError(error);
  program = { is: 'over', status: outcome, error: text };
  try {
    if (reached === null) closeAllLoops();
  } catch {
    // The program broke what the warnings need. It is over all the same.
  }
  recorder.close();
  return STEP_ENDED;
}

/** A rejection that nobody handled is of no call: it may come from one that is long over. */
function tellRejection(here: Lane, reason: unknown): void {
  rejection = null;
  here.tellRejection(reason);
}

/** A call ends; the thread or process that made it goes on. */
function endCall(here: Lane, error: unknown): number {
  recorder.unmute();
  if (recorder.reached !== null) here.limitReached(recorder.reached.status);
  else here.fail(error);
  rejection = null;
  return here.isOver ? STEP_ENDED : STEP_BETWEEN;
}

/** A group or a chain of errors is printed as Python prints it, for its last line does not say which errors are in it. */
function printChain(error: unknown): void {
  try {
    if (saysMore(error)) recorder.output('err', formatException(error));
  } catch {
    // Its own getters threw, or the output is full.
  }
}

function describedError(error: unknown): string {
  try {
    return writeError(recorder.describe(error));
  } catch {
    return NOT_DESCRIBED;
  }
}

/** Never throws: what a program throws must not reach the host, which would look into it. */
function report(): string {
  try {
    return honestReport();
  } catch (error) {
    endBroken(error);
    return `{"state":"ended","clock":0,"nextDue":null,"outside":false,"status":"failed","error":${program.is === 'over' ? program.error : 'null'}}`;
  }
}

function honestReport(): string {
  // A limit was passed in the handle that the slice ended with: no later one may take its place.
  if (recorder.reached !== null && program.is !== 'over') end(recorder.reached.status, NO_ERROR);
  const state = program.is === 'over' ? 'ended' : mayGoOn() ? 'ready' : 'idle';
  const due = program.is === 'over' || program.is === 'threw' ? null : scheduler.nextDue();
  const status = program.is === 'over' ? stringify(program.status) : 'null';
  const error = program.is === 'over' ? program.error : 'null';
  // JSON has no Infinity: a timer that never comes is due after everything else, one that is overdue now.
  const nextDue = due === Infinity ? Number.MAX_VALUE : due === -Infinity ? 0 : due;
  return `{"state":"${state}","clock":${clock.now()},"nextDue":${nextDue},"outside":${isHeld() || link.hasAsked || session !== null},"status":${status},"error":${error},"mark":${places.line()}}`;
}

/** Whether a step would find something to do without the clock passing `until`. */
function mayGoOn(): boolean {
  return !lastStepWasIdle;
}

let lastStepWasIdle = false;
/** What the parent says of other threads and processes: `protocol.ts`. */
let others = { alone: true, held: false, stuck: '' };

export const door: object = Object.freeze({
  __proto__: null,
  /** The program's text calls this when it is evaluated. */
  start(body: Body, kind: ProgramKind): void {
    program = { is: 'loaded', body, kind };
  },
  /** A session begins; gives the hooks for its entries. `interactive`: somebody is there to cancel what waits for nothing. */
  open(read: () => number, write: (mark: number) => void, interactive: boolean): readonly unknown[] {
    isInteractive = interactive;
    places.bind(read, write);
    program = { is: 'running' };
    session = new Session(recorder, places, functions, interactive, {
      begins: (entry) => clockInstaller.seedEntry(entry),
      over(ending) {
        if (program.is === 'running')
          program = ending === null ? { is: 'returned' } : { is: 'threw', error: ending.error };
      },
    });
    return programHooks(places, natives, (name) => MODULES[name]!, functions);
  },
  /** The text of an entry calls these. */
  enter: (number: number, body: EntryBody): void => session?.enter(number, body),
  declare: (kept: readonly string[], fresh: readonly string[]): void => session?.declare(kept, fresh),
  keep: (names: readonly string[]): void => session?.keep(names),
  /** 0: all entries that are not over. */
  cancel: guarded((task: number): void => session?.cancel(task === 0 ? null : task), undefined),
  finish: guarded((): void => session?.finish(), undefined),
  complete: guarded((path: string): string => (session === null ? '[]' : completions(session, MODULES, path)), '[]'),
  /** The same of a program of several files: each with the line of the program on which it begins. */
  startFiles(files: readonly FileStart[], define: (...hooks: readonly unknown[]) => readonly Definition[]): void {
    programFiles.name(files);
    program = {
      is: 'loaded',
      body: (...hooks) => runFiles(apply(define, undefined, hooks) as Definition[]),
      kind: 'module',
    };
  },
  modules: (): string => EXPORTED,
  peekThrough,
  peeked: guarded(peeked, undefined),
  configure(kind: ClockKind, seed: number, dateMs: number, furthest: number): void {
    recorder.furthest = furthest;
    clockInstaller.start(kind, seed, dateMs);
  },
  /** What comes on standard input, and `process.argv` as JSON. */
  give(text: string, argv: string): void {
    given.input = text;
    given.argv = JSON.parse(argv) as string[];
  },
  connect(host: (events: string, question: string, blocks: boolean) => unknown, settings: string): void {
    const { lane: number, name, cores, noThreads, shares, provides } = JSON.parse(settings) as LaneSettings;
    link.connect(host, {
      takeEvents() {
        let events = '';
        for (let some = recorder.flush(); some !== ''; some = recorder.flush()) events += some;
        return events;
      },
      line: () => places.line(),
      now: () => clock.now(),
      blocks: () => recorder.lineReached(),
      spent(seconds) {
        const moved = clock.charge(seconds);
        clock.handleStarted();
        recorder.charged(moved, 'cpu');
      },
      passed(at, waited) {
        clock.advanceTo(at);
        if (waited <= 0) return;
        // What has passed on the wall meanwhile is on the clock now.
        clock.handleStarted();
        recorder.waited(waited);
      },
    });
    if (shares) shareMemory();
    if (provides) provideAll(MODULES['asyncio']!, 'asyncio');
    if (number > 0) {
      numberTasksFrom(number * LANE_IDS);
      numberHandlesFrom(number * LANE_IDS);
      sharedBuffers.startAt(number * LANE_IDS);
      calls.startIn(number);
      lane = new Lane(calls, name, describedError);
    }
    // Where others run meanwhile, and where somebody waits to see what was printed until now.
    if (noThreads === null || clock.kind === 'real' || isInteractive)
      clock.blockOutside = (seconds) => void link.ask({ op: 'sleep', seconds });
    if (noThreads !== null) {
      powers.why = noThreads;
      configureLoops({
        makeThreads() {
          throw new asyncio.RuntimeError(noThreads);
        },
      });
      return;
    }
    powers.current = {
      calls,
      cores,
      lane: number,
      laneName: () => name,
      line: () => places.line(),
      now: () => clock.now(),
    };
    configureLoops({ makeThreads: () => new DefaultPool() });
  },
  /** An entry of a session wants it, as a program does that imports `threading`. */
  shareMemory: guarded(shareMemory, undefined),
  deliver: guarded((text: string): void => link.deliver(text), undefined),
  call: guarded((text: string): void => lane?.call(text), undefined),
  takeOutcome: guarded((): string => lane?.takeOutcome() ?? '', LOST_OUTCOME),
  /** The number of a shared buffer that other threads do not have yet; 0: they have all. */
  sharedId: guarded((): number => sharedBuffers.takeSent(), 0),
  sharedBuffer: guarded((id: number): unknown => sharedBuffers.get(id), undefined),
  keepShared: guarded(
    (id: number, buffer: unknown): void => sharedBuffers.arrived(id, buffer as SharedArrayBuffer),
    undefined,
  ),
  begin: guarded((limit: number, now: number, alone: boolean, held: boolean, stuck: string): void => {
    until = limit;
    others = { alone, held, stuck };
    link.hasAsked = false;
    clock.begin(now);
    session?.begin();
    lastStepWasIdle = false;
  }, undefined),
  step(): number {
    const came = step();
    lastStepWasIdle = came === STEP_IDLE;
    return came;
  },
  flush: guarded((): string => {
    try {
      if (program.is !== 'over') scheduler.closeHandle();
    } catch (error) {
      endBroken(error);
    }
    return recorder.flush();
  }, ''),
  charge: guarded((seconds: number): void => {
    try {
      recorder.charged(clock.charge(seconds), 'cpu');
    } catch (error) {
      endBroken(error);
    }
  }, undefined),
  report,
  /** 1: there are ticks, which run before a rejection counts as unhandled. */
  hasTicks: (): number => (queues.hasTicks ? 1 : 0),
  noteRejection(reason: unknown): void {
    rejection ??= { reason };
  },
  tellLast: (): void => tellLast(),
  cutOff(outcome: 'timeout' | 'killed'): void {
    const status = recorder.reached === null ? outcome : recorder.reached.status;
    try {
      recorder.lineReached();
    } catch {
      // A limit was passed just now. The run is over all the same.
    }
    if (session !== null && isInteractive && recorder.reached === null) return survive(session, outcome);
    tellLast();
    program = { is: 'over', status, error: writeError({ ...TIMED_OUT, place: markedPlace(places.line()) }) };
  },
});

/** What was cut off is over, and the session goes on. */
function survive(here: Session, outcome: 'timeout' | 'killed'): void {
  try {
    const [name, message] =
      outcome === 'timeout' ? [TIMED_OUT.name, TIMED_OUT.message] : ['KeyboardInterrupt', 'stopped here'];
    here.survive(name, message, places.line());
    natives.current = null;
    scheduler.recover();
  } catch (error) {
    endBroken(error);
  }
}

/** Of a session that may be stopped soon: of errors that would be told of later. */
const tellLast = guarded((): void => {
  if (session !== null && recorder.reached === null) recorder.tellLast();
}, undefined);

const TIMED_OUT = { name: 'TimeLimit', message: 'the program was stopped here' } as const;

/** A module as `import * as` sees it: its exports and nothing else, not to be changed. */
function moduleObject(exported: object): object {
  const names = Object.keys(exported).sort();
  const module = Object.create(null) as { [name: string]: unknown };
  for (const name of names) module[name] = (exported as { [name: string]: unknown })[name];
  Object.defineProperty(module, Symbol.toStringTag, { value: 'Module' });
  return Object.freeze(module);
}
