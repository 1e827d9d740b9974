/**
 * The child process: reads one program, runs it slice by slice as the parent orders, and tells what happened. As a thread of that
 * process, or as a process of a pool, it makes calls of one function of the program after the other.
 */
import { isMainThread } from 'node:worker_threads';
import REALM_TEXT from 'virtual:realm-text';
import { harden } from './harden.ts';
import { NO_OTHERS } from './protocol.ts';
import { Isolate, leave } from './isolate.ts';
import { loadStripper } from './strip-types.ts';
import { PLAIN, WARM } from './words.ts';
import { beThread, openNursery } from './threads.ts';

const ORDERS_FD = 0;
const ANSWERS_FD = 3;
/**
 * Of a child that is kept ready: a stand-in program, run in a context of its own, so that the first real one finds everything compiled; with a little of all
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

const exit = process.exit.bind(process);
const hasThreads = process.execArgv.includes('--allow-worker');

function warmUp(isolate: Isolate): void {
  const order = {
    op: 'load',
    fileName: 'warm-up.ts',
    source: WARM_UP,
    clock: 'auto',
    seed: 1,
    dateMs: 0,
    furthest: 10,
    settings: { lane: 0, name: '', cores: 1, noThreads: '', shares: false, provides: false },
  } as const;
  for (let reading = 1; reading < READINGS; reading++) isolate.read(order);
  const loaded = isolate.load(order);
  if (!loaded.ok) throw new Error(`sandbox: the warm-up program does not compile: ${loaded.problem.message}`);
  isolate.slice(
    { op: 'slice', ms: 1000, until: null, handles: null, budgetMs: 5000, now: 0, others: NO_OTHERS },
    false,
  );
  isolate.renew();
}

/** Obeys until there are no more orders. */
function serve(isolate: Isolate): void {
  isolate.send('H', '');
  for (;;) {
    const order = isolate.nextOrder();
    if (order === null) return;
    switch (order.op) {
      case 'load':
        isolate.send('L', JSON.stringify(isolate.load(order)));
        break;
      case 'open':
        isolate.send('L', JSON.stringify(isolate.open(order)));
        break;
      case 'enter':
        isolate.send('L', JSON.stringify(isolate.enter(order)));
        break;
      case 'complete':
        isolate.send('C', isolate.complete(order));
        break;
      case 'cancel':
        isolate.cancel(order);
        break;
      case 'finish':
        isolate.finish();
        break;
      case 'slice':
        isolate.send('R', isolate.slice(order));
        break;
      case 'call':
        isolate.send('D', isolate.call(order));
        break;
      case 'tell':
        isolate.deliver(order.text);
        break;
      case 'reply':
      case 'halt':
        break;
    }
  }
}

function main(): void {
  const readsTypes = !process.argv.includes(PLAIN);
  const ports = openNursery(readsTypes);
  const isolate = new Isolate(REALM_TEXT, ORDERS_FD, ANSWERS_FD, ports === null ? 'alone' : 'main');
  // Node reads its stripper of types where it is needed first, and soon cannot.
  if (readsTypes) loadStripper();
  if (process.argv.includes(WARM)) warmUp(isolate);
  harden();
  for (const port of ports ?? []) isolate.adopt(port);
  serve(isolate);
  exit(0);
}

try {
  if (isMainThread) main();
  else {
    const isolate = beThread(REALM_TEXT);
    harden();
    serve(isolate);
  }
} catch {
  // Node's own last words would print what was thrown, and so run a stranger's code with the host's objects.
  if (isMainThread && hasThreads) leave();
  exit(70);
}
