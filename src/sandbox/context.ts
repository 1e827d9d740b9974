/**
 * The first wall: a `node:vm` context that holds nothing of the host. The realm's own text is evaluated inside it; the host
 * runs tiny scripts against a door whose name no program can guess, and takes back numbers and strings only.
 *
 * Runs in the child. It never looks into an object of the context: even reading a property could run a stranger's code here.
 */
import { randomBytes } from 'node:crypto';
import { types } from 'node:util';
import vm from 'node:vm';
import type { LaneSettings } from '../trace/pool-question.ts';
import { type EnginePeek, enginePeekInto } from './engine-peek.ts';
import type { HookNames } from './instrument.ts';
import type { Order, Others } from './protocol.ts';

/** What one step came to; the numbers are `realm/door.ts`'s. */
export const STEP = { ran: 0, idle: 1, ended: 2, flush: 3, between: 4, collect: 5 } as const;

const QUIET = { displayErrors: false } as const;

/** `realm/door.ts`, as the host sees it. Calling a function of the context runs no microtasks; evaluating a script does. */
interface Door {
  readonly modules: () => unknown;
  readonly configure: (clock: string, seed: number, dateMs: number, furthest: number) => void;
  readonly give: (input: string, argv: string) => void;
  readonly peekThrough: (peek: EnginePeek) => void;
  readonly peeked: (value: unknown) => void;
  readonly cancel: (task: number) => void;
  readonly finish: () => void;
  readonly complete: (path: string) => unknown;
  readonly connect: (host: HostCall, settings: string) => void;
  readonly shareMemory: () => void;
  readonly deliver: (text: string) => void;
  readonly call: (text: string) => void;
  readonly takeOutcome: () => unknown;
  readonly sharedId: () => unknown;
  readonly sharedBuffer: (id: number) => unknown;
  readonly keepShared: (id: number, buffer: unknown) => void;
  readonly begin: (until: number, now: number, alone: boolean, held: boolean, stuck: string) => void;
  readonly flush: () => unknown;
  readonly charge: (seconds: number) => void;
  readonly report: () => unknown;
  readonly cutOff: (status: string) => void;
  readonly tellLast: () => void;
  readonly hasTicks: () => unknown;
  readonly noteRejection: (reason: unknown) => void;
}

type LoadOrder = Order & { readonly op: 'load' };
type RunStart = Pick<LoadOrder, 'clock' | 'seed' | 'dateMs' | 'furthest'> &
  Partial<Pick<LoadOrder, 'fileName' | 'input' | 'args'>>;

/** With `EnginePeek` the one thing of the host's that comes in: the realm keeps it to itself. Text in, text out, never an error. */
export type HostCall = (events: unknown, question: unknown, blocks: unknown) => string;

export class RealmContext {
  readonly hooks: HookNames;
  readonly #context: vm.Context;
  readonly #door: Door;
  readonly #step: vm.Script;

  constructor(realmText: string) {
    this.hooks = randomHookNames();
    const { door } = this.hooks;
    this.#context = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
      microtaskMode: 'afterEvaluate',
      codeGeneration: { strings: false, wasm: false },
    });
    scriptOf(realmText).runInContext(this.#context, QUIET);
    this.#door = this.#script(`const ${door}=${HANDOVER};delete globalThis.${HANDOVER};${door}`).runInContext(
      this.#context,
      QUIET,
    ) as Door;
    this.#door.peekThrough(enginePeekInto(this.#door.peeked));
    this.#step = this.#script(`${door}.step()`);
  }

  /** The names that each module exports. */
  modules(): { readonly [module: string]: readonly string[] } {
    return JSON.parse(text(this.#door.modules())) as { [module: string]: string[] };
  }

  /** V8's own opinion of a program's text; throws a SyntaxError of the host's. */
  parse(script: string): vm.Script {
    return this.#script(script);
  }

  /** What the run begins with. */
  configure(order: RunStart): void {
    const { clock, seed, dateMs, furthest, fileName = 'program', input = '', args = [] } = order;
    // No path of the host's: a program has its name only.
    this.#door.give(input, JSON.stringify(['node', fileName, ...args]));
    this.#door.configure(clock, seed, dateMs, furthest);
  }

  /** Gives the program to the realm, which keeps it for the first step. */
  load(script: vm.Script): void {
    script.runInContext(this.#context, QUIET);
  }

  /** Begins a session. Its hooks are constants of the context's, so that all entries share them. */
  open(interactive: boolean): void {
    const { door, line, parameters } = this.hooks;
    const names = parameters.join(',');
    const script = `let ${line}=0;const [${names}]=${door}.open(()=>${line},($m)=>{${line}=$m},${interactive});`;
    this.#script(script).runInContext(this.#context, QUIET);
  }

  /** From this entry on there is shared memory. */
  shareMemory(): void {
    this.#door.shareMemory();
  }

  /** Gives an entry to the realm, which keeps it for the next step. */
  enter(script: vm.Script): void {
    script.runInContext(this.#context, QUIET);
  }

  /** Of a session: asks the task to end, or (0) the entries that are not over. */
  cancel(task: number): void {
    this.#door.cancel(task);
  }

  /** No more entries will come. */
  finish(): void {
    this.#door.finish();
  }

  /** What a chain of names may be continued with: JSON in, JSON out. */
  complete(path: string): string {
    return text(this.#door.complete(path));
  }

  /** How far the clock may go, what it says now (seconds), and what there is besides this isolate. */
  begin(until: number, now: number, { alone, held, stuck }: Others): void {
    this.#door.begin(until, now, alone, held, stuck);
  }

  /** Lends the realm a way to the parent. */
  connect(host: HostCall, settings: LaneSettings): void {
    // Whoever got hold of it after all would find no way from it to the host's realm.
    Object.setPrototypeOf(host, null);
    this.#door.connect(Object.freeze(host), JSON.stringify(settings));
  }

  /** An answer to a question. Only kept until the next step. */
  deliver(text: string): void {
    this.#door.deliver(text);
  }

  /** What a thread or process is to do; only kept until the next step. */
  call(text: string): void {
    this.#door.call(text);
  }

  /** What that came to, as JSON; '' while it is not over. */
  takeOutcome(): string {
    return text(this.#door.takeOutcome());
  }

  /** The shared buffers that other threads do not have yet. Buffers are objects of the context: only to be posted. */
  takeShared(): readonly (readonly [number, SharedArrayBuffer])[] {
    const taken: (readonly [number, SharedArrayBuffer])[] = [];
    for (;;) {
      const id = Number(this.#door.sharedId());
      const buffer = id > 0 ? this.#door.sharedBuffer(id) : null;
      if (!types.isSharedArrayBuffer(buffer)) return taken;
      taken.push([id, buffer]);
    }
  }

  /** `buffer`: of another context than this one, and in nobody else's hands. */
  keepShared(id: number, buffer: unknown): void {
    this.#door.keepShared(id, buffer);
  }

  /** One handle of the program's loop and every microtask it leaves behind. To be called under a watchdog. */
  step(): number {
    return Number(this.#step.runInContext(this.#context, QUIET));
  }

  /** Events that were not sent yet, as lines: some of the oldest; empty when there are none. */
  flush(): string {
    return text(this.#door.flush());
  }

  charge(seconds: number): void {
    this.#door.charge(seconds);
  }

  /** JSON of the realm's making: state, clock, next timer, result. */
  report(): string {
    return text(this.#door.report());
  }

  /** The program was cut off in the middle of a step. */
  cutOff(status: 'timeout' | 'killed'): void {
    this.#door.cutOff(status);
  }

  /** The session may be stopped before it is ordered to run again. */
  tellLast(): void {
    this.#door.tellLast();
  }

  /** Whether callbacks of `nextTick` wait: Node runs them, and their microtasks, before it looks for unhandled rejections. */
  hasTicks(): boolean {
    return this.#door.hasTicks() === 1;
  }

  /** Keeps a rejection for the next step to report. Only stores it: no code of the program runs. */
  noteRejection(reason: unknown): void {
    this.#door.noteRejection(reason);
  }

  #script(source: string): vm.Script {
    return new vm.Script(source, { filename: 'program' });
  }
}

/** Not errors, `Date` and buffers: the realm replaces those itself, and uses what it has put there. */
const BUILTINS =
  'Object,Array,Number,Boolean,String,Symbol,BigInt,RegExp,Math,JSON,Reflect,Proxy,Promise,Map,Set,WeakMap,WeakSet,Iterator,' +
  'isNaN,isFinite,parseInt,parseFloat';

/** Where the realm leaves its door for a moment, before any program is there to see it. */
const HANDOVER = 'door';
const scripts = new Map<string, vm.Script>();

/**
 * The realm, compiled once for all contexts of the isolate: it is long, and V8 keeps what it has compiled. `realm` is the only
 * name that the bundle declares, and it stays inside the arrow. So does `URL`, which the library that formats values asks for, and
 * what the language came with: an entry of a session may declare `Object` anew, and the realm goes on with its own.
 */
function scriptOf(realmText: string): vm.Script {
  let script = scripts.get(realmText);
  if (script === undefined) {
    const body = `class URL{}${realmText}\n;return realm.door`;
    script = new vm.Script(`globalThis.${HANDOVER}=(({${BUILTINS}},globalThis)=>{${body}})(globalThis,globalThis);`, {
      filename: 'program',
    });
    scripts.set(realmText, script);
  }
  return script;
}

function text(answer: unknown): string {
  if (typeof answer !== 'string') throw new Error('the realm did not answer with text');
  return answer;
}

function randomHookNames(): HookNames {
  const name = (): string => `$${randomBytes(12).toString('hex')}`;
  const hooks = {
    pre: name(),
    post: name(),
    current: name(),
    restore: name(),
    error: name(),
    forAwait: name(),
    import: name(),
    bind: name(),
    back: name(),
    enter: name(),
    thrown: name(),
    begin: name(),
    end: name(),
    failed: name(),
    called: name(),
    yields: name(),
    functions: name(),
  };
  const locals = { door: name(), line: name(), task: name(), caller: name(), caught: name(), result: name() };
  return { ...hooks, ...locals, parameters: Object.values(hooks) };
}
