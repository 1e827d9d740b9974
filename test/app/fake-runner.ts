/** A runner that plays scripted traces in slices, as the sandbox would, and a small course whose programs they are. */
import type { LiveRun, RunnerPort } from '../../src/app/ports.ts';
import type { Slice, SliceOrder, SliceReport } from '../../src/trace/slice.ts';
import type { Block, Course, Lesson, LessonScreen, Localized, Program, Step } from '../../src/course/course.ts';
import type { Clock, Event } from '../../src/trace/event.ts';
import type { Act, Script } from './scripted-trace.ts';
import { scriptedTrace } from './scripted-trace.ts';

const SEQUENCE = `import { coroutine, run, sleep } from "asyncio";

const sayAfter = coroutine(async (what: string, s: number) => {
  await sleep(s);
  console.log(what);
});

const main = coroutine(async () => {
  await sayAfter("hello", 1);
  await sayAfter("world", 2);
});

await run(main());
`;
const TASKS = `import { coroutine, createTask, run, sleep } from "asyncio";

const sayAfter = coroutine(async (what: string, s: number) => {
  await sleep(s);
  console.log(what);
});

const main = coroutine(async () => {
  const hello = createTask(sayAfter("hello", 1));
  const world = createTask(sayAfter("world", 2));
  await hello;
  await world;
});

await run(main());
`;
const FAILING = TASKS.replace('console.log(what);', 'if (s > 1) throw new Error(what);\n  console.log(what);');
const TWIN = 'import asyncio\n\nasync def say_after(what, s):\n    await asyncio.sleep(s)\n    print(what)\n';

function* sayAfter(what: string, seconds: number): Generator<Act, void, number> {
  yield { does: 'sleep', line: 4, seconds };
  yield { does: 'print', line: 5, text: what };
}

function* fallOver(what: string, seconds: number): Generator<Act, void, number> {
  yield { does: 'sleep', line: 4, seconds };
  yield { does: 'fail', line: 5, name: 'Error', message: what };
}

function twoTasks(second: Script): Script {
  return function* main() {
    const hello = yield { does: 'create', line: 9, coroutine: 'sayAfter', body: () => sayAfter('hello', 1) };
    const world = yield { does: 'create', line: 10, coroutine: 'sayAfter', body: second };
    yield { does: 'await', line: 11, task: hello };
    yield { does: 'await', line: 12, task: world };
  };
}

export const TRACES: { readonly [fileName: string]: readonly Event[] } = {
  'in-sequence.ts': scriptedTrace(function* main() {
    yield* sayAfter('hello', 1);
    yield* sayAfter('world', 2);
  }),
  'as-tasks.ts': scriptedTrace(twoTasks(() => sayAfter('world', 2))),
  'failing.ts': scriptedTrace(twoTasks(() => fallOver('world', 2))),
};

/** Hands out a trace as far as an order allows. `orders` is what was asked, `killed` which runs were ended, `clocks` on which all began. */
export class FakeRunner implements RunnerPort {
  readonly orders: SliceOrder[] = [];
  readonly killed: string[] = [];
  readonly clocks: Clock[] = [];
  readonly #traces: { readonly [fileName: string]: readonly Event[] };

  constructor(traces: { readonly [fileName: string]: readonly Event[] } = TRACES) {
    this.#traces = traces;
  }

  start(program: { readonly fileName: string }, { clock }: { readonly clock: Clock }): LiveRun {
    this.clocks.push(clock);
    const trace = this.#traces[program.fileName];
    if (trace === undefined) throw new Error(`fake runner: there is no trace of ${program.fileName}`);
    let given = 0;
    let isKilled = false;
    return {
      slice: (order) => {
        this.orders.push(order);
        const slice = isKilled ? killedSlice(trace[given - 1]?.at ?? 0) : sliceOf(trace, given, order);
        given += slice.events.length;
        return Promise.resolve(slice);
      },
      kill: () => {
        if (isKilled || given >= trace.length) return;
        isKilled = true;
        this.killed.push(program.fileName);
      },
    };
  }
}

function killedSlice(clock: number): Slice {
  const events: Event[] = [{ type: 'runEnded', at: clock, status: 'killed', error: null }];
  return { events, report: { state: 'ended', clock, nextDue: null } };
}

function sliceOf(trace: readonly Event[], given: number, { until, handles }: SliceOrder): Slice {
  let end = given;
  let left = handles ?? Infinity;
  for (; end < trace.length && left > 0; end++) {
    const event = trace[end]!;
    if (event.at > until) break;
    if (event.type === 'handleEnded') left--;
  }
  // The program's last words follow its last handle at once.
  if (trace.slice(end).every((event) => ['loopStopped', 'loopClosed', 'runEnded'].includes(event.type)))
    end = trace.length;
  const next = trace[end];
  const clock = trace[end - 1]?.at ?? 0;
  const state: SliceReport['state'] = next === undefined ? 'ended' : next.at > clock ? 'idle' : 'ready';
  return { events: trace.slice(given, end), report: { state, clock, nextDue: next?.at ?? null } };
}

function program(fileName: string, source: string, seconds: number): Program {
  const twins = [{ language: 'python', fileName: fileName.replace('.ts', '.py'), source: TWIN }] as const;
  return { fileName, source, twins, expected: { seconds } };
}

/** The same course, in which every program is to be stepped through. */
export function stepwise(course: Course): Course {
  const paused = (block: Block): Block =>
    block.kind === 'step' && block.step.kind === 'run' ? step({ ...block.step, paused: true }) : block;
  const screens = (all: readonly LessonScreen[] = []) =>
    all.map((each) => ({ ...each, blocks: each.blocks.map(paused) }));
  const lessons = (all: readonly Lesson[]) =>
    all.map((each) => ({ ...each, screens: both(screens(each.screens.en), screens(each.screens.zh)) }));
  return { ...course, chapters: course.chapters.map((each) => ({ ...each, lessons: lessons(each.lessons) })) };
}

const both = <T>(en: T, zh: T): Localized<T> => ({ en, zh });
const prose = (text: string): Block => ({ kind: 'paragraph', spans: [{ kind: 'text', text }] });
const step = (each: Step): Block => ({ kind: 'step', step: each });

function screen(
  heading: string,
  text: string,
  fileName: string,
  why: string,
  ask: readonly ('output' | 'seconds')[],
): LessonScreen {
  const steps = [step({ kind: 'predict', program: fileName, ask, why }), step({ kind: 'run', program: fileName })];
  return { heading, blocks: [prose(text), ...steps] };
}

const plain = (heading: string, text: string): LessonScreen => ({ heading, blocks: [prose(text)] });

function lesson(id: string, title: Localized<string>, screens: Lesson['screens']): Lesson {
  return { id, title, minutes: 8, objectives: both(['See it'], ['看见它']), screens };
}

const ADD_UP = 'main goes no further than its first await until that is over, so the two waits never overlap.';
const LONGEST = 'Both tasks wait during the same seconds, so only the longer wait counts.';

export const COURSE: Course = {
  title: both('Asynchronous programming', '异步编程'),
  languages: ['en', 'zh'],
  misconceptions: [],
  chapters: [
    {
      id: 'running-a-coroutine',
      number: 7,
      folder: '07-running-a-coroutine',
      title: both('Running a coroutine', '运行协程'),
      programs: {
        'in-sequence.ts': program('in-sequence.ts', SEQUENCE, 3),
        'as-tasks.ts': program('as-tasks.ts', TASKS, 2),
        'failing.ts': program('failing.ts', FAILING, 2),
      },
      exercises: {},
      questions: [],
      lessons: [
        lesson(
          'in-sequence',
          both('One after the other', '一个接一个'),
          both(
            [
              screen(
                'Two waits in a row',
                'Here two waits stand in a row. The second begins when the first is over.',
                'in-sequence.ts',
                ADD_UP,
                ['output', 'seconds'],
              ),
              plain('What it shows', 'An await adds no concurrency: the waits add up.'),
            ],
            [
              screen(
                '连着的两次等待',
                '这里有两次连着的等待。第一次结束之后，第二次才开始。',
                'in-sequence.ts',
                'main 在第一个 await 处停下，直到它结束；两次等待从不重叠。',
                ['output', 'seconds'],
              ),
              plain('它说明了什么', 'await 不会带来并发：等待的时间会相加。'),
            ],
          ),
        ),
        lesson(
          'as-tasks',
          both('Two tasks, two seconds', '两个任务，两秒'),
          both(
            [
              screen(
                'Start both, then wait',
                'createTask hands a coroutine to the loop and goes on.',
                'as-tasks.ts',
                LONGEST,
                ['output', 'seconds'],
              ),
              {
                heading: 'When one fails',
                blocks: [prose('One of the two tasks throws.'), step({ kind: 'run', program: 'failing.ts' })],
              },
            ],
            [
              screen(
                '先都启动，再等待',
                'createTask 把协程交给循环，然后继续往下走。',
                'as-tasks.ts',
                '两个任务在同一段时间里等待，所以只有较长的等待才算数。',
                ['output', 'seconds'],
              ),
              {
                heading: '其中一个失败',
                blocks: [prose('两个任务中有一个抛出错误。'), step({ kind: 'run', program: 'failing.ts' })],
              },
            ],
          ),
        ),
      ],
    },
  ],
};
