/**
 * The child process: reads one program, runs it slice by slice as the parent orders, and tells what happened.
 *
 * It is synchronous from end to end: it blocks on its stdin for the next order and never returns to Node's event loop, so
 * there is no turn of that loop in which a program's leftovers could run. It ends when its stdin does.
 */
import { readSync, writeSync } from 'node:fs';
import vm from 'node:vm';
import REALM_TEXT from 'virtual:realm-text';
import { compile } from './compile.ts';
import { RealmContext, STEP } from './context.ts';
import { harden } from './harden.ts';
import type { FrameKind, Loaded, Order } from './protocol.ts';

const ORDERS_FD = 0;
const ANSWERS_FD = 3;
/** A handle that holds the loop for longer is charged to an `auto` clock. */
const CHARGED_FROM_MS = 50;
const MAX_ORDER_BYTES = 4 * 1024 * 1024;
/**
 * A stand-in program, run in a context of its own, so that the first real one finds everything compiled; with a little of all
 * that lessons use. It is read more often than it is run: reading is what a learner waits for most.
 */
const WARM_UP = `import { coroutine, createTask, gather, run, sleep } from "asyncio";
type Name = string;
const work = coroutine(async (name: Name, seconds: number) => {
  try {
    await sleep(seconds);
    if (seconds > 5) throw new RangeError(name);
    for (const each of [1]) console.log(\`\${name} \${each}\`, { seconds }, [name]);
  } finally {
    console.log("end");
  }
  return name;
});
const main = coroutine(async () => {
  const task = createTask(work("a", 1));
  await work("b", 0.5);
  await gather([work("c", 0), work("d", 0)]);
  await task;
  setTimeout(() => console.log("later"), 1);
});
await run(main());
`;
const READINGS = 5;

const now = performance.now.bind(performance);
const cpuUsage = process.cpuUsage.bind(process);
const runTicks = (process as unknown as { _tickCallback(): void })._tickCallback.bind(process);
const exit = process.exit.bind(process);

let realm = new RealmContext(REALM_TEXT);
let chargesCpu = false;
let rejections: unknown[] = [];
/** The realm threw at the host, which an honest one never does. */
let isBroken = false;
process.on('unhandledRejection', (reason) => rejections.push(reason));

/** Runs `body` in a context of the child's own, where a script can be given a time limit. */
const watchdog = { body: (): void => {} };
const watchdogContext = vm.createContext({ run: runBody });
const watchdogScript = new vm.Script('run()');

function runBody(): void {
  try {
    watchdog.body();
  } catch {
    isBroken = true;
  }
}

function main(): void {
  const warmUp = {
    op: 'load',
    fileName: 'warm-up.ts',
    source: WARM_UP,
    clock: 'auto',
    seed: 1,
    dateMs: 0,
    furthest: 10,
  } as const;
  for (let reading = 1; reading < READINGS; reading++) compile(warmUp, realm.hooks, realm.modules());
  answer(load(warmUp));
  slice({ op: 'slice', ms: 1000, until: null, handles: null, budgetMs: 5000, now: 0 }, () => {});
  realm = new RealmContext(REALM_TEXT);
  harden();
  send('H', '');
  for (;;) {
    const order = nextOrder();
    if (order === null) return exit(0);
    if (order.op === 'load') send('L', JSON.stringify(load(order)));
    else send('R', slice(order, sendEvents));
  }
}

function answer(loaded: Loaded): void {
  if (!loaded.ok) throw new Error(`sandbox: the warm-up program does not compile: ${loaded.problem.message}`);
}

function load(order: Order & { op: 'load' }): Loaded {
  const compiled = compile(order, realm.hooks, realm.modules());
  if (!compiled.ok) return compiled;
  let script;
  try {
    script = realm.parse(compiled.script);
  } catch (error) {
    return { ok: false, problem: { message: `SyntaxError: ${(error as Error).message}`, line: null, column: null } };
  }
  chargesCpu = order.clock === 'auto';
  realm.load(script, order);
  return { ok: true, warnings: compiled.warnings };
}

/** Runs handles until the order's bounds, and answers with the realm's report as JSON. */
function slice(order: Order & { op: 'slice' }, sendEvents: (text: string) => void): string {
  const deadline = now() + order.ms;
  let handlesLeft = order.handles ?? Infinity;
  realm.begin(order.until ?? Infinity, order.now);
  watchdog.body = () => {
    let cpuBefore = chargesCpu ? cpuUsage() : null;
    let ended = now();
    for (;;) {
      const started = ended;
      const came = realm.step();
      runTicks();
      ended = now();
      if (cpuBefore !== null && ended - started > CHARGED_FROM_MS) {
        const spent = cpuUsage(cpuBefore);
        const cpuMs = (spent.user + spent.system) / 1000;
        if (cpuMs > CHARGED_FROM_MS) realm.charge(Math.min(ended - started, cpuMs) / 1000);
        cpuBefore = cpuUsage();
      }
      if (rejections.length > 0) {
        realm.noteRejection(rejections[0]);
        rejections = [];
        continue;
      }
      if (came === STEP.flush) sendEvents(realm.flush());
      if (came === STEP.idle || came === STEP.ended) return;
      if (came === STEP.ran && --handlesLeft <= 0) return;
      if (ended >= deadline) return;
    }
  };
  const cutOff = runWatched(order.budgetMs);
  if (isBroken) throw new Error('sandbox: the realm threw at its host');
  if (cutOff !== null) realm.cutOff(cutOff);
  const rest = realm.flush();
  if (rest !== '') sendEvents(rest);
  return realm.report();
}

/** More characters of events travel in several frames: one handle may leave behind more than a frame can hold. */
const MOST_IN_A_FRAME = 256 * 1024;

function sendEvents(lines: string): void {
  for (let start = 0; start < lines.length;) {
    const isLast = lines.length - start <= MOST_IN_A_FRAME;
    const end = isLast ? lines.length : lines.indexOf('\n', start + MOST_IN_A_FRAME) + 1;
    send('E', lines.slice(start, end));
    start = end;
  }
}

/** How the body was ended before its own end, if it was: its termination passes every `catch`, so nothing else throws here. */
function runWatched(budgetMs: number): 'timeout' | 'killed' | null {
  try {
    watchdogScript.runInContext(watchdogContext, {
      timeout: Math.max(1, Math.ceil(budgetMs)),
      breakOnSigint: true,
      displayErrors: false,
    });
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED' ? 'killed' : 'timeout';
  }
}

let unread = Buffer.alloc(0);
const chunk = Buffer.alloc(65_536);

/** Blocks until the parent's next order; null when there will be none. */
function nextOrder(): Order | null {
  for (;;) {
    const end = unread.indexOf(10);
    if (end !== -1) {
      const line = unread.toString('utf8', 0, end);
      unread = unread.subarray(end + 1);
      return JSON.parse(line) as Order;
    }
    const bytes = readSync(ORDERS_FD, chunk, 0, chunk.length, null);
    if (bytes === 0 || unread.length > MAX_ORDER_BYTES) return null;
    unread = Buffer.concat([unread, chunk.subarray(0, bytes)]);
  }
}

function send(kind: FrameKind, payload: string): void {
  const body = Buffer.from(payload, 'utf8');
  const frame = Buffer.concat([Buffer.from(`${kind}${body.length}\n`, 'latin1'), body]);
  for (let sent = 0; sent < frame.length;) sent += writeSync(ANSWERS_FD, frame, sent);
}

try {
  main();
} catch {
  // Node's own last words would print what was thrown, and so run a stranger's code with the host's objects.
  exit(70);
}
