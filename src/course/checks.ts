/**
 * What a learner's program must do: conditions over the output, the clock and the trace of its run, never over how it is
 * written, but for `keeps`, `uses` and `avoids`. `lessons/README.md` says the same to authors.
 */
import * as v from 'valibot';
import type { RunStatus } from '../trace/event.ts';
import { TOLERANCE } from './compare.ts';
import type { Localized } from './course.ts';
import type { RunFacts, TaskFacts, Warned } from './run-facts.ts';

const TEXT = 'Write a text.';
const NAMES = 'List the names of tasks or of their coroutines: `[say hello, say world]`.';
const SECONDS = 'Write seconds of the loop’s clock: `2`, or `{ atLeast: 1, atMost: 2 }`.';
const COUNT = 'Write a whole number.';
const AT_MOST =
  'Write `{ coroutine: fetch, n: 3 }`, or `{ from: "start", to: "end", n: 3 }` with what the lines contain that are printed at the beginning and at the end of each.';
const TASKS = 'Write `{ atLeast: 2 }`, `{ atMost: 4 }` or both.';
const KEEPS =
  'Write `{ lines: "…", prints: [a, b] }`: given lines that stay, and, if you like, lines of the output that these alone print.';
const WORDS = 'List words as they stand in the program: `[createTask]`.';

const text = v.pipe(v.string(TEXT), v.nonEmpty(TEXT));
const texts = (mend: string, least: number) =>
  v.pipe(v.array(v.pipe(v.string(mend), v.nonEmpty(mend)), mend), v.minLength(least, mend));
const number = v.pipe(v.number(SECONDS), v.finite(SECONDS), v.minValue(0, SECONDS));
const count = v.pipe(v.number(COUNT), v.integer(COUNT), v.minValue(0, COUNT));

/** Of one check, exactly one of these. */
const CHECKS = {
  /** Standard output, exactly. */
  output: v.string(TEXT),
  /** Each of these lines is printed, wherever. */
  prints: texts('List lines that it prints, wherever: `[done]`.', 1),
  /** These lines are printed in this order; others may come between. */
  order: texts('List lines in the order in which they must be printed: `[start, end]`.', 2),
  /** The clock at the end, within 0.05 s. */
  seconds: v.union(
    [
      number,
      v.pipe(
        v.strictObject({ atLeast: v.optional(number), atMost: v.optional(number) }, SECONDS),
        v.minEntries(1, SECONDS),
      ),
    ],
    SECONDS,
  ),
  status: v.picklist(['done', 'failed', 'deadlock'], 'Write `done`, `failed` or `deadlock`.'),
  /** The uncaught error contains this. */
  error: text,
  /** At some moment all of them are under way: begun, and not over. */
  overlap: texts(NAMES, 2),
  /** No two of them are ever under way together. */
  neverOverlap: texts(NAMES, 1),
  /** Never more than `n` under way: tasks of a coroutine, or stretches between two kinds of printed lines. */
  atMostAtOnce: v.union(
    [
      v.strictObject({ coroutine: text, n: count }, AT_MOST),
      v.strictObject({ from: text, to: text, n: count }, AT_MOST),
    ],
    AT_MOST,
  ),
  /** So many tasks of their own, all in all. */
  tasks: v.pipe(
    v.strictObject({ atLeast: v.optional(count), atMost: v.optional(count) }, TASKS),
    v.minEntries(1, TASKS),
  ),
  /** So many tasks, or more, were made by a task group, and have ended. */
  grouped: v.pipe(count, v.minValue(1, COUNT)),
  /** So many tasks are left over when the program is through. */
  pending: count,
  /** `true`: nothing is warned of. */
  noWarning: v.literal(true, 'Write `noWarning: true`.'),
  /** Lines that were given still stand in the program, one behind the other, and they alone print what `prints` lists. */
  keeps: v.strictObject(
    { lines: v.pipe(v.string(KEEPS), v.regex(/\S/, KEEPS)), prints: v.optional(texts(KEEPS, 1)) },
    KEEPS,
  ),
  /** Words that must stand in the program; comments and texts do not count. */
  uses: texts(WORDS, 1),
  /** Words that must not. */
  avoids: texts(WORDS, 1),
};

type Checks = { readonly [K in keyof typeof CHECKS]: v.InferOutput<(typeof CHECKS)[K]> };
type CheckName = keyof Checks;
/** One condition, as it is written: `{ seconds: { atMost: 2 } }`. */
export type Check = { [K in CheckName]: { readonly [N in K]: Checks[K] } }[CheckName];

const CHECK = `Write one condition: ${Object.keys(CHECKS).join(', ')}.`;

export const checkNames = Object.keys(CHECKS) as readonly CheckName[];

export const checkSchema = v.pipe(
  v.strictObject(
    Object.fromEntries(Object.entries(CHECKS).map(([name, schema]) => [name, v.optional(schema as v.GenericSchema)])),
    CHECK,
  ),
  v.minEntries(1, CHECK),
  v.maxEntries(1, `${CHECK} One each.`),
);

export const checksSchema = v.pipe(
  v.array(
    checkSchema as unknown as v.GenericSchema<unknown, Check>,
    'List conditions: `[{ seconds: 2 }, { pending: 0 }]`.',
  ),
  v.minLength(1, 'List at least one condition: `[{ seconds: 2 }]`.'),
);

/** What a check found, for whoever says it to the learner; null: it holds. */
export type Finding =
  | { readonly is: 'output'; readonly wanted: string; readonly found: string }
  | { readonly is: 'missing'; readonly wanted: string }
  | { readonly is: 'disorder'; readonly first: string; readonly then: string }
  | { readonly is: 'tooQuick' | 'tooSlow'; readonly wanted: number; readonly found: number }
  | { readonly is: 'status'; readonly wanted: RunStatus; readonly found: RunStatus; readonly error: string | null }
  | { readonly is: 'noError'; readonly wanted: string; readonly found: string | null }
  | { readonly is: 'noSuchTask'; readonly name: string }
  | { readonly is: 'noOverlap'; readonly names: readonly string[] }
  | { readonly is: 'overlap'; readonly names: readonly [string, string] }
  | { readonly is: 'crowd'; readonly of: string; readonly most: number; readonly found: number }
  | { readonly is: 'tooFewTasks' | 'tooManyTasks' | 'tooFewGrouped'; readonly wanted: number; readonly found: number }
  | { readonly is: 'pending'; readonly wanted: number; readonly names: readonly string[] }
  | { readonly is: 'warning'; readonly warning: Warned }
  /** A line that is to be kept is no more there. */
  | { readonly is: 'changed'; readonly line: string }
  /** It is there, but not right behind the one that it belongs to. */
  | { readonly is: 'parted'; readonly before: string; readonly line: string }
  | { readonly is: 'printedElsewhere'; readonly wanted: string }
  /** What the exercise's own judge said, in its author's words. */
  | { readonly is: 'judged'; readonly says: Localized<string> }
  | { readonly is: 'unused' | 'used'; readonly word: string };

/**
 * The first thing that is not as the checks say, or null. A program has to end well too, unless a check asks for another
 * end. `source` is the program that ran.
 */
export function firstFinding(checks: readonly Check[], facts: RunFacts, source: string): Finding | null {
  const { status, error } = facts;
  const endsOtherwise = checks.some((check) => 'status' in check || 'error' in check);
  if (status !== 'done' && !endsOtherwise) return { is: 'status', wanted: 'done', found: status, error };
  for (const check of checks) {
    const finding = findingOf(check, facts, source);
    if (finding !== null) return finding;
  }
  return null;
}

function findingOf(check: Check, facts: RunFacts, source: string): Finding | null {
  if ('output' in check) {
    const isSame = check.output.trimEnd() === facts.output.trimEnd();
    return isSame ? null : { is: 'output', wanted: check.output, found: facts.output };
  }
  if ('prints' in check) {
    const printed = new Set(facts.lines.map(({ text }) => text));
    const wanted = check.prints.find((line) => !printed.has(line));
    return wanted === undefined ? null : { is: 'missing', wanted };
  }
  if ('order' in check) return orderFinding(check.order, facts);
  if ('seconds' in check) return secondsFinding(check.seconds, facts.seconds);
  if ('status' in check) {
    const { status, error } = facts;
    return status === check.status ? null : { is: 'status', wanted: check.status, found: status, error };
  }
  if ('error' in check) {
    const isThere = facts.error?.includes(check.error) ?? false;
    return isThere ? null : { is: 'noError', wanted: check.error, found: facts.error };
  }
  if ('overlap' in check) return overlapFinding(check.overlap, facts);
  if ('neverOverlap' in check) return apartFinding(check.neverOverlap, facts);
  if ('atMostAtOnce' in check) return crowdFinding(check.atMostAtOnce, facts);
  if ('tasks' in check) {
    const found = facts.tasks.filter(({ kind }) => kind === 'task' || kind === 'async').length;
    const { atLeast = 0, atMost = Infinity } = check.tasks;
    if (found < atLeast) return { is: 'tooFewTasks', wanted: atLeast, found };
    return found > atMost ? { is: 'tooManyTasks', wanted: atMost, found } : null;
  }
  if ('pending' in check) {
    const left = facts.tasks.filter(({ leftOver }) => leftOver);
    if (left.length === check.pending) return null;
    const names = left.map(nameOf);
    const isTwice = (name: string): boolean => names.indexOf(name) !== names.lastIndexOf(name);
    // Two of the same coroutine are told apart by the names that the panel shows.
    const told = left.map((task, index) => (isTwice(names[index]!) ? `${names[index]!} ${task.name}` : names[index]!));
    return { is: 'pending', wanted: check.pending, names: told };
  }
  if ('grouped' in check) {
    const found = facts.tasks.filter(({ grouped }) => grouped).length;
    return found < check.grouped ? { is: 'tooFewGrouped', wanted: check.grouped, found } : null;
  }
  if ('noWarning' in check) {
    return facts.warned === null ? null : { is: 'warning', warning: facts.warned };
  }
  if ('keeps' in check) return keptFinding(check.keeps, facts, source);
  const code = withoutTexts(source);
  if ('uses' in check) {
    const word = check.uses.find((each) => !hasWord(code, each));
    return word === undefined ? null : { is: 'unused', word };
  }
  const word = check.avoids.find((each) => hasWord(code, each));
  return word === undefined ? null : { is: 'used', word };
}

function orderFinding(wanted: readonly string[], { lines }: RunFacts): Finding | null {
  let from = 0;
  for (const [index, text] of wanted.entries()) {
    const at = lines.findIndex((line, position) => position >= from && line.text === text);
    if (at === -1) {
      const isThere = lines.some((line) => line.text === text);
      return isThere ? { is: 'disorder', first: wanted[index - 1]!, then: text } : { is: 'missing', wanted: text };
    }
    from = at + 1;
  }
  return null;
}

function secondsFinding(wanted: Checks['seconds'], found: number): Finding | null {
  const { atLeast = 0, atMost = Infinity } = typeof wanted === 'number' ? { atLeast: wanted, atMost: wanted } : wanted;
  if (found < atLeast - TOLERANCE) return { is: 'tooQuick', wanted: atLeast, found };
  return found > atMost + TOLERANCE ? { is: 'tooSlow', wanted: atMost, found } : null;
}

function nameOf({ name, coroutine }: TaskFacts): string {
  return /^Task-\d+$/.test(name) ? coroutine : name;
}

/** When tasks of that name, or of that coroutine, were under way: from their first step to their end. */
function stretchesOf(name: string, { tasks }: RunFacts): readonly (readonly [number, number])[] {
  return tasks
    .filter((task) => task.name === name || task.coroutine === name)
    .flatMap(({ began, ended }) => (began === null ? [] : [[began, ended] as const]));
}

function overlapFinding(names: readonly string[], facts: RunFacts): Finding | null {
  const stretches = names.map((name) => stretchesOf(name, facts));
  const missing = stretches.findIndex((each) => each.length === 0);
  if (missing !== -1) return { is: 'noSuchTask', name: names[missing]! };
  const begins = stretches.flat().map(([began]) => began);
  const together = begins.some((moment) =>
    stretches.every((each) => each.some(([began, ended]) => began <= moment && moment < ended)),
  );
  return together ? null : { is: 'noOverlap', names };
}

function apartFinding(names: readonly string[], facts: RunFacts): Finding | null {
  const stretches = names.flatMap((name) => stretchesOf(name, facts).map(([began, ended]) => ({ name, began, ended })));
  const inOrder = stretches.toSorted((one, other) => one.began - other.began);
  let last = inOrder[0];
  if (last === undefined) return { is: 'noSuchTask', name: names[0]! };
  for (const next of inOrder.slice(1)) {
    if (next.began < last.ended) return { is: 'overlap', names: [last.name, next.name] };
    last = next;
  }
  return null;
}

function crowdFinding(limit: Checks['atMostAtOnce'], facts: RunFacts): Finding | null {
  const isOfTasks = 'coroutine' in limit;
  const marks = isOfTasks
    ? stretchesOf(limit.coroutine, facts).flatMap(([began, ended]) => [
        { moment: began, by: 1 },
        { moment: ended, by: -1 },
      ])
    : facts.lines.flatMap(({ text, moment }) => {
        const by = (text.includes(limit.from) ? 1 : 0) - (text.includes(limit.to) ? 1 : 0);
        return by === 0 ? [] : [{ moment, by }];
      });
  const of = isOfTasks ? limit.coroutine : limit.from;
  if (marks.length === 0) return isOfTasks ? { is: 'noSuchTask', name: of } : { is: 'missing', wanted: of };
  let now = 0;
  let found = 0;
  for (const { by } of marks.toSorted((one, other) => one.moment - other.moment || one.by - other.by)) {
    now += by;
    found = Math.max(found, now);
  }
  return found <= limit.n ? null : { is: 'crowd', of, most: limit.n, found };
}

function keptFinding({ lines, prints = [] }: Checks['keeps'], facts: RunFacts, source: string): Finding | null {
  const kept = keptIn(source, lines);
  if (kept.is !== 'kept') return kept;
  for (const wanted of prints) {
    const printed = facts.lines.filter(({ text }) => text === wanted);
    if (printed.length === 0) return { is: 'missing', wanted };
    if (printed.some(({ by }) => by === null || !kept.numbers.has(by))) return { is: 'printedElsewhere', wanted };
  }
  return null;
}

/** Where the lines stand in the program, one behind the other, from 1; spaces, empty lines and comments do not count. */
export function keptIn(
  source: string,
  lines: string,
): { readonly is: 'kept'; readonly numbers: ReadonlySet<number> } | Extract<Finding, { is: 'changed' | 'parted' }> {
  const own = codeLines(source);
  const wanted = codeLines(lines);
  const numbers = new Set<number>();
  let longest = 0;
  for (let start = 0; start < own.length; start++) {
    let length = 0;
    while (length < wanted.length && own[start + length]?.code === wanted[length]!.code) length++;
    longest = Math.max(longest, length);
    if (length === wanted.length) for (const { number } of own.slice(start, start + length)) numbers.add(number);
  }
  if (longest === wanted.length) return { is: 'kept', numbers };
  const { code, text: line } = wanted[longest]!;
  const before = wanted[longest - 1];
  const isParted = before !== undefined && own.some((each) => each.code === code);
  return isParted ? { is: 'parted', before: before.text, line } : { is: 'changed', line };
}

function codeLines(text: string): readonly { readonly code: string; readonly text: string; readonly number: number }[] {
  return text
    .split('\n')
    .map((line, index) => ({ code: line.replace(/\s+/g, ''), text: line.trim(), number: index + 1 }))
    .filter(({ code }) => code !== '' && !code.startsWith('//'));
}

/** The program without its comments and without what stands between quotes. */
function withoutTexts(source: string): string {
  return source.replace(/\/\*[^]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, ' ');
}

function hasWord(code: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const left = /^\w/.test(word) ? '(?<![\\w$])' : '';
  const right = /\w$/.test(word) ? '(?![\\w$])' : '';
  return new RegExp(left + escaped + right).test(code);
}
