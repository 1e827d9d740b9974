/**
 * What the marks of the compile step cost: the same program as it is and marked, each in a `node:vm` context of its own in
 * this process, turn by turn. `node bench/instrumentation.ts`.
 */
import { NO_OTHERS } from '../src/sandbox/protocol.ts';
import vm from 'node:vm';
import { compile } from '../src/sandbox/compile.ts';
import { RealmContext, STEP } from '../src/sandbox/context.ts';
import { realmText } from './realm-text.ts';
import { printTable, type Row } from './table.ts';

const ROUNDS = 11;

interface Program {
  readonly what: string;
  readonly goal: number;
  readonly source: string;
}

const PROGRAMS: readonly Program[] = [
  {
    what: 'a loop that counts primes',
    goal: 2,
    source: `
let primes = 0;
for (let n = 2; n < 60_000; n++) {
  let isPrime = true;
  for (let d = 2; d * d <= n; d++) {
    if (n % d === 0) {
      isPrime = false;
      break;
    }
  }
  if (isPrime) primes++;
}
console.log(primes);`,
  },
  {
    what: 'a loop that calls functions',
    goal: 2,
    source: `
function collatz(n) {
  let steps = 0;
  while (n !== 1) {
    n = next(n);
    steps++;
  }
  return steps;
}
function next(n) {
  return n % 2 === 0 ? n / 2 : 3 * n + 1;
}
let longest = 0;
for (let n = 1; n < 30_000; n++) longest = Math.max(longest, collatz(n));
console.log(longest);`,
  },
  {
    what: 'a loop of awaits at the top',
    goal: 1.5,
    source: `
let sum = 0;
for (let i = 0; i < 200_000; i++) sum += await i;
console.log(sum);`,
  },
  {
    what: 'a loop of awaits in a coroutine of a task',
    goal: 1.5,
    source: `
const main = coroutine(async () => {
  let sum = 0;
  for (let i = 0; i < 200_000; i++) sum += await i;
  console.log(sum);
});
await run(main());`,
  },
  {
    what: 'a loop of awaits in a plain async function, traced',
    goal: 1.5,
    source: `
async function main() {
  let sum = 0;
  for (let i = 0; i < 60_000; i++) sum += await i;
  console.log(sum);
}
await main();`,
  },
  {
    what: 'a loop of calls of a plain async function, traced',
    goal: 1.5,
    source: `
async function one() {
  return 1;
}
let sum = 0;
for (let i = 0; i < 60_000; i++) sum += await one();
console.log(sum);`,
  },
];

export async function benchInstrumentation(): Promise<readonly Row[]> {
  const realm = await realmText();
  return PROGRAMS.map((program) => {
    const times = Array.from({ length: ROUNDS }, () => [marked(program.source, realm), plain(program.source)] as const);
    const [marks, without] = [0, 1].map((side) => Math.min(...times.map((pair) => pair[side]!)));
    const ratio = marks! / without!;
    return {
      what: program.what,
      figure: `${ratio.toFixed(2)}x the time without marks (${without!.toFixed(1)} ms, best of ${ROUNDS} each)`,
      goal: `at most ${program.goal}x`,
      met: ratio <= program.goal,
    };
  });
}

/** Stands in for what the programs take from the realm: `run` only awaits. */
const PRELUDE = 'const console={log(){}};const coroutine=(f)=>f;const run=(p)=>p;';

/** Milliseconds of the processor: the machine has other work. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function plain(source: string): number {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, { microtaskMode: 'afterEvaluate' });
  const script = new vm.Script(`"use strict";(async()=>{${PRELUDE}${source}\n})()`);
  const started = cpuMs();
  script.runInContext(context);
  return cpuMs() - started;
}

function marked(source: string, text: string): number {
  const realm = new RealmContext(text);
  const imports = 'import { coroutine, run } from "asyncio";';
  const compiled = compile({ fileName: 'bench.mjs', source: imports + source }, realm.hooks, realm.modules());
  if (!compiled.ok) throw new Error(`bench: ${compiled.problem.message}`);
  realm.configure({ clock: 'virtual', seed: 1, dateMs: 0, furthest: 10 });
  realm.load(realm.parse(compiled.script));
  realm.begin(Infinity, 0, NO_OTHERS);
  const started = cpuMs();
  for (let came: number = STEP.ran; came !== STEP.ended;) {
    came = realm.step();
    if (came === STEP.flush) realm.flush();
  }
  const ms = cpuMs() - started;
  if (!realm.report().includes('"done"')) throw new Error(`bench: the program did not end well: ${realm.report()}`);
  return ms;
}

if (import.meta.main) printTable('Marks', await benchInstrumentation());
