/**
 * Programs that learners may hand in for the shipped exercises: wrong ones that print the right lines, which must be refused,
 * and right ones that look otherwise than the solution, which must not.
 */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findingText } from '../../src/app/finding-words.ts';
import type { Finding } from '../../src/course/checks.ts';
import { LANGUAGES } from '../../src/course/course.ts';
import { findingOn, judgedProgram } from '../../src/course/judge.ts';
import { clockOf } from '../../src/course/questions/question.ts';
import { judge, toRun } from '../../src/course/questions/kinds.ts';
import { factsOf } from '../../src/course/run-facts.ts';
import { readCourse } from '../../src/disk/read-course.ts';
import { runInSandbox } from '../sandbox/run-in-sandbox.ts';

const { value: course } = readCourse(fileURLToPath(new URL('../..', import.meta.url)));
const exercises = Object.assign(
  {},
  ...course.chapters.map((chapter) => chapter.exercises),
) as (typeof course.chapters)[0]['exercises'];
const questions = course.chapters.flatMap((chapter) => chapter.questions);

/** The solution of an exercise or question, with something put in the place of something else. */
function changed(id: string, ...changes: readonly (readonly [from: string, to: string])[]): string {
  const question = questions.find((each) => each.id === id);
  const { source } = exercises[id]?.solution ?? (question as { solution: { source: string } }).solution;
  return changes.reduce((text, [from, to]) => {
    expect(text, id).toContain(from);
    return text.replace(from, () => to);
  }, source);
}

/** The same with other lines in the place of all from one line on to the end of the block that it begins. */
function withFunction(id: string, head: string, body: string): string {
  const { source } = exercises[id]!.solution;
  const start = source.indexOf(head);
  const end = source.indexOf('\n}', start);
  expect([start, end]).not.toContain(-1);
  return source.slice(0, start) + head + body + source.slice(end);
}

function printing(id: string): string {
  const { checks } = exercises[id]!;
  const output = checks.flatMap((check) => ('output' in check ? [check.output] : []))[0]!;
  return `console.log(${JSON.stringify(output.trimEnd())});\n`;
}

async function findingFor(id: string, text: string): Promise<Finding | null> {
  const exercise = exercises[id];
  if (exercise !== undefined) {
    const program = judgedProgram(exercise, text);
    const { events } = await runInSandbox(program.source, { clock: clockOf(program) });
    return findingOn(exercise, text, factsOf(events));
  }
  const question = questions.find((each) => each.id === id)!;
  const { events } = await runInSandbox(toRun(question, { is: 'typed', text })!.source);
  return judge(question, { is: 'typed', text }, factsOf(events)).finding;
}

const MAKE = `const make = coroutine(async (what: string, s: number) => {
  console.log(\`\${what}: on\`);
  await sleep(s);
  console.log(\`\${what}: done\`);
});
`;
const IN_MAIN = (body: string): string => `import { coroutine, createTask, run, sleep } from "asyncio";
${MAKE}const main = coroutine(async () => {
${body}
});
await run(main());
`;
const GROUP = (body: string): string => IN_MAIN(body).replace('sleep }', 'sleep, taskGroup }');

const COLLECT = `  while (timers[0] && timers[0].when <= now)
    callSoon(timers.shift()!.callback);
`;
const BATCH = `  const batch = ready;
  ready = [];
  for (const callback of batch) callback();`;
const JUMP = '  if (ready.length === 0) now = timers[0]!.when;\n';

const WRONG: readonly (readonly [id: string, what: string, program: () => string, is: Finding['is']])[] = [
  ['whole-sentences', 'prints the lines', () => printing('whole-sentences'), 'changed'],
  [
    'added-up',
    'asks one after the other',
    () =>
      changed(
        'added-up',
        ['  const bob = createTask(pledge("bob", 20));\n  await ada;\n', '  await ada;\n'],
        ['await bob;', 'await createTask(pledge("bob", 20));'],
      ),
    'tooSlow',
  ],
  [
    'on-time',
    'hands on after ten pages',
    () => changed('on-time', ['await sleep(0);', 'if (page % 10 === 0) await sleep(0);']),
    'missing',
  ],
  ['on-time', 'rests after each page', () => changed('on-time', ['await sleep(0);', 'await sleep(0.1);']), 'tooSlow'],
  ['last-chair', 'takes no time', () => changed('last-chair', ['  await sleep(1); // goes there\n', '']), 'tooQuick'],
  ['let-it-ring', 'rests for a moment', () => 'await sleep(0.1);', 'tooSlow'],
  ['let-it-ring', 'lets nobody in', () => 'await null;', 'output'],
  ['queue', 'prints the lines', () => printing('queue'), 'judged'],
  [
    'queue',
    'prints the lines in a turn',
    () => withFunction('queue', 'function turn() {', '\n  if (ready.length++ === 2) console.log("tea\\ntoast");'),
    'judged',
  ],
  ['turns', 'prints the lines', () => printing('turns'), 'judged'],
  [
    'turns',
    'runs two and no more',
    () => withFunction('turns', 'function turn() {', '\n  for (let n = 0; n < 2; n++) ready.shift()?.();'),
    'judged',
  ],
  ['timers', 'prints the lines', () => printing('timers'), 'judged'],
  [
    'timers',
    'calls due timers itself',
    () => changed('timers', ['callSoon(timers.shift()!.callback)', 'timers.shift()!.callback()']),
    'judged',
  ],
  [
    'timers',
    'calls due timers itself, behind the batch',
    () =>
      changed('timers', [
        COLLECT + BATCH,
        `${BATCH}\n${COLLECT.replace('callSoon(timers.shift()!.callback)', 'timers.shift()!.callback()')}`,
      ]),
    'judged',
  ],
  [
    'timers',
    'drains the queue',
    () => changed('timers', [BATCH, '  let next;\n  while ((next = ready.shift())) next();']),
    'judged',
  ],
  [
    'timers',
    'collects only when nothing is ready',
    () => changed('timers', [JUMP + COLLECT, `  if (ready.length === 0) {\n  now = timers[0]!.when;\n${COLLECT}  }\n`]),
    'judged',
  ],
  [
    'timers',
    'collects only the first',
    () => changed('timers', ['while (timers[0]', 'if (timers[0]']).replace('n <= 4', 'n <= 5'),
    'judged',
  ],
  [
    'timers',
    'keeps them as they come',
    () =>
      changed('timers', [
        '  timers.sort((a, b) => a.when - b.when);\n',
        '  timers.sort((a, b) => a.when - b.when || 0);\n  if (now >= 3) timers.reverse();\n',
      ]),
    'judged',
  ],
  ['future', 'prints the lines', () => printing('future'), 'judged'],
  [
    'future',
    'remembers one alone',
    () => changed('future', ['else this.waiting.push(callback);', 'else this.waiting = [callback];']),
    'judged',
  ],
  ['task', 'prints the lines', () => printing('task'), 'judged'],
  [
    'task',
    'goes on at once behind the first wait',
    () =>
      changed('task', [
        'value.addDoneCallback(() => step(task, value.result));',
        'if (sent === null) value.addDoneCallback(() => step(task, value.result));\n  else step(task, value.result);',
      ]),
    'judged',
  ],
  ['run', 'prints the lines', () => printing('run'), 'judged'],
  [
    'run',
    'prints the lines in run',
    () =>
      withFunction(
        'run',
        'function run(coroutine: Coroutine) {',
        '\n  console.log("tea: on\\ntoast: on\\ntea: done\\ntoast: done");\n  now = 2;\n  return "served";',
      ),
    'output',
  ],
  [
    'run',
    'turns until nothing is left',
    () => changed('run', ['while (!task.isDone) turn();', 'while (ready.length + timers.length > 0) turn();']),
    'judged',
  ],
  [
    'overlap',
    'prints the lines',
    () =>
      IN_MAIN(
        '  console.log("tea: on\\ntoast: on");\n  await sleep(1);\n  console.log("tea: done");\n  await sleep(1);\n  console.log("toast: done\\nserved");',
      ),
    'printedElsewhere',
  ],
  ['overlap', 'has another make', () => changed('overlap', ['await sleep(s);', 'await sleep(s / 1);']), 'changed'],
  [
    'nobody-forgotten',
    'has only the egg in the group',
    () =>
      GROUP(`  createTask(make("tea", 1));
  createTask(make("toast", 2));
  await taskGroup(async (group) => {
    group.createTask(make("egg", 3));
  });
  console.log("served");`),
    'tooFewGrouped',
  ],
  [
    'nobody-forgotten',
    'groups what waits for the others',
    () =>
      GROUP(`  const all = [make("tea", 1), make("toast", 2), make("egg", 3)].map((each) => createTask(each));
  await taskGroup(async (group) => {
    for (const each of all) group.createTask(coroutine(async () => { await each; })());
  });
  console.log("served");`),
    'tooManyTasks',
  ],
  [
    'serve-last',
    'prints the lines',
    () =>
      changed('serve-last', [
        'await Promise.all(["tea", "toast"].map(make));',
        'await sleep(1);\nconsole.log("tea: done\\ntoast: done");',
      ]),
    'printedElsewhere',
  ],
  [
    'tick-tock',
    'prints the lines',
    () =>
      changed(
        'tick-tock',
        [
          'await sleep(3.5)',
          'for (const n of [1, 2, 3]) { await sleep(1); console.log("tick " + n); }\n  await sleep(0.5)',
        ],
        ['callLater(1, tick, 1)', 'callLater(9, tick, 1)'],
      ),
    'printedElsewhere',
  ],
  [
    'burnt-toast',
    'has toast that does not burn',
    () =>
      changed('burnt-toast', ['throw new Error("burnt");', '']).replace(
        '    console.log("toast: done");\n',
        '    console.log("one more toast");\n',
      ),
    'changed',
  ],
  [
    'burnt-toast',
    'has an empty burn',
    () =>
      'const burn = () => {};\nsetTimeout(() => { burn(); console.log("one more toast"); }, 1000);\nsetTimeout(() => console.log("closed"), 2000);\n',
    'changed',
  ],
  [
    'meanwhile',
    'prints the lines',
    () => '  await sleep(1); console.log("toast: on"); await sleep(1); console.log("toast: done");',
    'printedElsewhere',
  ],
  [
    'no-tea',
    'prints the lines',
    () => changed('no-tea', ['await make("tea", 1);', 'await sleep(1);\n  console.log("tea: on\\ntea: done");']),
    'printedElsewhere',
  ],
  [
    'no-courier',
    'waits for the courier first',
    () =>
      changed('no-courier', ['  console.log(await box);\n  await trip;', '  await trip;\n  console.log(await box);']),
    'disorder',
  ],
  [
    'old-oven',
    'bakes without the oven',
    () =>
      changed('old-oven', [
        'oven(what, s, (baked) => box.setResult(baked));',
        'console.log(`${what}: in`);\n  getRunningLoop().callLater(s, () => box.setResult(`a ${what}`));',
      ]),
    'printedElsewhere',
  ],
  [
    'old-oven',
    'sleeps while it bakes',
    () =>
      changed(
        'old-oven',
        ['{ coroutine, getRunningLoop, run }', '{ coroutine, getRunningLoop, run, sleep }'],
        ['oven(what, s, (baked) => box.setResult(baked));', 'oven(what, s, () => {});\n  await sleep(s);'],
        ['return await box;', 'return `a ${what}`;'],
      ),
    'used',
  ],
  [
    'old-oven',
    'bakes with a promise',
    () =>
      changed('old-oven', [
        'const box = getRunningLoop().createFuture<string>();\n  oven(what, s, (baked) => box.setResult(baked));\n  return await box;',
        'return await new Promise<string>((resolve) => oven(what, s, resolve));',
      ]),
    'unused',
  ],
  [
    'two-mills',
    'grinds without keeping a thread',
    () =>
      changed(
        'two-mills',
        [
          'function grind(what: string, s: number) {\n  time.sleep(s);\n  console.log(`${what}: ground`);\n}',
          'const grind = coroutine(async (what: string, s: number) => {\n  await sleep(s);\n  console.log(`${what}: ground`);\n});',
        ],
        ['toThread(grind, "coffee", 1.5)', 'grind("coffee", 1.5)'],
        ['toThread(grind, "sugar", 2.5)', 'grind("sugar", 2.5)'],
      ),
    'changed',
  ],
  [
    'ring',
    'has a timer that wakes the loop',
    () =>
      changed(
        'ring',
        ['loop.callSoonThreadsafe(first.setResult, "first coffee")', 'first.setResult("first coffee")'],
        ['  console.log(await first', '  loop.callLater(1, () => {});\n  console.log(await first'],
      ),
    'warning',
  ],
  ['tick-on', 'grinds in the loop', () => 'grind("coffee");', 'output'],
];

describe.concurrent('a wrong program is refused', () => {
  test.each(WRONG)('%s: one that %s', async (id, _, program, is) => {
    const finding = await findingFor(id, program());
    expect(finding).toMatchObject({ is });
    for (const language of LANGUAGES) expect(findingText(finding!, language)).not.toMatch(/^$|…$/);
  });
});

const RIGHT: readonly (readonly [id: string, what: string, program: () => string])[] = [
  ...Object.keys(exercises).map((id) => [id, 'is the solution', () => exercises[id]!.solution.source] as const),
  [
    'added-up',
    'reads the board behind the await, in one line',
    () =>
      changed('added-up', [
        '  const pledged = await ask(who, n);\n  board[0] = board[0]! + pledged;',
        '  board[0] = (await ask(who, n)) + board[0]!;',
      ]),
  ],
  [
    'on-time',
    'hands on after every second page',
    () => changed('on-time', ['await sleep(0);', 'if (page % 2 === 0) await sleep(0);']),
  ],
  [
    'nobody-forgotten',
    'imports asyncio whole',
    () =>
      changed(
        'nobody-forgotten',
        [
          'import { coroutine, run, sleep, taskGroup } from "asyncio";',
          'import * as asyncio from "asyncio";\nconst { coroutine, run, sleep } = asyncio;',
        ],
        ['await taskGroup', 'await asyncio.taskGroup'],
      ),
  ],
  [
    'nobody-forgotten',
    'breaks the line',
    () => changed('nobody-forgotten', ['await taskGroup', 'await\n    taskGroup']),
  ],
  [
    'nobody-forgotten',
    'keeps the group’s promise',
    () =>
      changed(
        'nobody-forgotten',
        ['await taskGroup', 'const all = taskGroup'],
        ['  console.log("served")', '  await all;\n  console.log("served")'],
      ),
  ],
  [
    'overlap',
    'awaits one of the two',
    () =>
      IN_MAIN(
        '  const tea = createTask(make("tea", 1));\n  await make("toast", 2);\n  await tea;\n  console.log("served");',
      ),
  ],
  [
    'overlap',
    'has comments and other spaces',
    () => changed('overlap', ['  await sleep(s);', '    // here\n\n    await sleep( s );']),
  ],
  ['queue', 'runs a batch', () => withFunction('queue', 'function turn() {', `\n${BATCH}`)],
  [
    'timers',
    'has no semicolon and a comment at its end',
    () => `${exercises['timers']!.solution.source.trimEnd().slice(0, -1)} // done`,
  ],
  [
    'timers',
    'finds its place in the list',
    () =>
      changed('timers', [
        '  timers.push({ when: now + seconds, callback });\n  timers.sort((a, b) => a.when - b.when);',
        '  const when = now + seconds;\n  const at = timers.findIndex((each) => each.when > when);\n  timers.splice(at === -1 ? timers.length : at, 0, { when, callback });',
      ]),
  ],
  [
    'no-courier',
    'prints in a callback of the box',
    () => changed('no-courier', ['console.log(await box);', 'box.addDoneCallback(() => console.log(box.result()));']),
  ],
  [
    'two-mills',
    'takes the other door',
    () =>
      changed(
        'two-mills',
        ['{ coroutine, gather, run }', '{ coroutine, gather, getRunningLoop, run }'],
        ['  await gather', '  const loop = getRunningLoop();\n  await gather'],
        ['toThread(grind, "coffee"', 'loop.runInExecutor(null, grind, "coffee"'],
      ),
  ],
  [
    'ring',
    'takes the other door',
    () =>
      changed(
        'ring',
        ['{ coroutine, getRunningLoop, run }', '{ coroutine, createTask, getRunningLoop, run, toThread }'],
        ['loop.runInExecutor(null, roast, loop, first)', 'createTask(toThread(roast, loop, first))'],
      ),
  ],
];

describe.concurrent('a right program is not refused', () => {
  test.each(RIGHT)('%s: one that %s', async (id, _, program) => {
    expect(await findingFor(id, program())).toBeNull();
  });
});

test('what a judge prints is told in words, and in each language', async () => {
  const finding = await findingFor('timers', WRONG.find(([, what]) => what === 'drains the queue')![2]());
  expect(findingText(finding!, 'en')).toMatch(/^In a test that you do not see, a turn ran what came only while it ran/);
  expect(findingText(finding!, 'zh')).toMatch(/^在一段你看不到的测试里/);
});

test('a deadlock is told in words, and in each language', async () => {
  const finding = await findingFor('no-courier', exercises['no-courier']!.starter.source);
  expect(findingText(finding!, 'en')).toBe('It should come to its end, and ended in a deadlock.');
  expect(findingText(finding!, 'zh')).toBe('应该正常结束，实际死锁了。');
});

test('an error in the learner’s own lines keeps its line while the judge runs', async () => {
  const exercise = exercises['timers']!;
  const text = changed('timers', ['  timers.push(', '  if (now >= 3) null.x;\n  timers.push(']);
  const ran = await runInSandbox(judgedProgram(exercise, text).source);
  const finding = findingOn(exercise, text, factsOf(ran.events));
  expect(finding).toMatchObject({ is: 'judged' });
  const thrown = await runInSandbox(judgedProgram(exercise, `null.x;\n${text}`).source);
  expect(thrown.end.error).toMatchObject({ place: { line: 1 } });
});
