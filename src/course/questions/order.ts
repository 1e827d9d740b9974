/**
 * Putting things in order: the lines that a program prints, what happens in its run, or the lines of the program itself
 * (a Parsons problem, which may have lines that do not belong there).
 */
import * as v from 'valibot';
import type { Expectation, Localized } from '../course.ts';
import type { RunFacts } from '../run-facts.ts';
import { type Mistake, mistakeFields, misconceptionsOf, readMistake, verdictOn } from './mistake.ts';
import type { Answer, AskedBase, QuestionKind, QuizReader, Source, Text } from './question.ts';
import { misconceptions, program, words } from './written.ts';

/** What happens in a run, for the key to be proved: what a task of that name does, or a line that is printed. */
export type Happening =
  | { readonly task: string; readonly does: 'starts' | 'ends' | 'is created' }
  | { readonly prints: string };

export interface Order extends AskedBase {
  readonly kind: 'order';
  readonly program: Source;
  /** In the right order; behind them those that do not belong there. */
  readonly items: readonly Localized<Text>[];
  readonly belonging: number;
  readonly of:
    | { readonly is: 'output' }
    | { readonly is: 'events'; readonly happenings: readonly Happening[] }
    /** `texts`: the lines, with their indentation. `output` and `seconds`: what any right program does. */
    | { readonly is: 'lines'; readonly texts: readonly string[]; readonly output: string; readonly seconds: number };
  readonly why: Localized<Text>;
  /** By positions in `items`: `later`, which comes later, put before `earlier`; or one that does not belong there, used. */
  readonly mistakes: readonly (Mistake &
    ({ readonly later: number; readonly earlier: number } | { readonly uses: number }))[];
}

const OF = 'Write `of: output`, `of: events` with a list of `events`, or `of: lines`.';
const EVENTS =
  'List what happens, in its order: `{ text: { en: …, zh: … }, task: say hello, does: starts }` or `{ text: …, prints: hello }`; `does` is starts, ends or is created.';
const SPARE = 'List lines that do not belong in the program.';
const MISTAKES =
  'List orders that people expect, by the numbers of items in the right order: `[{ puts: 3, before: 1, why: { en: …, zh: … } }]`; of a line that does not belong there, `{ uses: "  const toast = …", why: … }`.';

const event = v.strictObject(
  {
    text: words,
    task: v.optional(v.string(EVENTS)),
    does: v.optional(v.picklist(['starts', 'ends', 'is created'], EVENTS)),
    prints: v.optional(v.string(EVENTS)),
  },
  EVENTS,
);

const place = v.optional(v.pipe(v.number(MISTAKES), v.integer(MISTAKES), v.minValue(1, MISTAKES)));
const mistake = v.strictObject(
  { puts: place, before: place, uses: v.optional(v.string(MISTAKES)), ...mistakeFields },
  MISTAKES,
);

const fields = {
  program,
  of: v.picklist(['output', 'events', 'lines'], OF),
  events: v.optional(v.pipe(v.array(event, EVENTS), v.minLength(3, EVENTS), v.maxLength(9, EVENTS))),
  spare: v.optional(v.array(v.string(SPARE), SPARE), []),
  why: words,
  misconceptions,
  mistakes: v.optional(v.array(mistake, MISTAKES), []),
};

type Written = v.InferOutput<v.ObjectSchema<typeof fields, undefined>>;

export const order: QuestionKind<Written, Order> = {
  kind: 'order',
  fields,
  read(written, base, reader) {
    const expected = reader.program(written.program, ['program'])?.expected;
    const why = reader.text(written.why, ['why']);
    const shown = base.program;
    if (expected === undefined || shown === null) return null;
    const read = readItems(written, shown, expected, reader);
    if (read === null) return null;
    const mistakes = written.mistakes.flatMap((each, index) => readMisorder(each, index, read, reader) ?? []);
    const meets = misconceptionsOf(written.misconceptions, mistakes);
    return { ...base, kind: 'order', program: shown, ...read, why, mistakes, misconceptions: meets };
  },
  form({ items, belonging, of }) {
    return { is: 'arrange', items, spare: belonging < items.length, isCode: of.is === 'lines' };
  },
  runs(question, answer) {
    const { of, program: own } = question;
    if (of.is !== 'lines' || isInOrder(question, answer)) return null;
    return { fileName: own.fileName, source: programOf(of.texts, itemsOf(answer)) };
  },
  judge(question, answer, facts) {
    const { of, mistakes } = question;
    const right = isInOrder(question, answer) || (of.is === 'lines' && facts !== null && doesTheSame(of, facts));
    const arranged = itemsOf(answer);
    const made = mistakes.filter((each) => isMade(each, arranged));
    const alone = made.find((each) => isAllThatIsWrong(each, arranged, question.belonging));
    return verdictOn(right, question, alone ?? (made[0] === undefined ? null : { ...made[0], misconception: null }));
  },
  foretells({ of, items }, answer) {
    const arranged = itemsOf(answer);
    if (of.is === 'output') return { is: 'output', text: arranged.map((item) => plainText(items[item]!)).join('\n') };
    const at = arranged.findIndex((item, position) => item !== position);
    if (of.is === 'lines' || at === -1) return null;
    const moment = (facts: RunFacts): number | null => momentsOf(of.happenings, facts)[at] ?? null;
    return { is: 'event', number: at + 1, said: items[arranged[at]!]!, happened: items[at]!, moment };
  },
  key({ belonging }) {
    return { is: 'arranged', items: Array.from({ length: belonging }, (_, index) => index) };
  },
  trials(question) {
    if (question.of.is !== 'lines') return [];
    const backwards = Array.from({ length: question.belonging }, (_, index) => question.belonging - 1 - index);
    return [{ what: 'the lines from last to first', answer: { is: 'arranged', items: backwards }, right: false }];
  },
  contradiction({ of, items, belonging }, facts) {
    if (of.is === 'lines') return doesTheSame(of, facts) ? null : 'the program as it stands does something else';
    if (of.is === 'output') {
      const printed = facts.lines.map(({ text }) => text);
      const told = items.slice(0, belonging).map(plainText);
      return JSON.stringify(printed) === JSON.stringify(told) ? null : `it printed ${JSON.stringify(facts.output)}`;
    }
    return contradictionOf(of.happenings, facts);
  },
};

function fault(reader: QuizReader, path: readonly string[], what: string): null {
  reader.report(path, what, 'Take another program, or say more of it in chapter.yaml.');
  return null;
}

function asItem(text: string): Localized<Text> {
  const spans: Text = [{ kind: 'code', text }];
  return { en: spans, zh: spans };
}

function plainText(item: Localized<Text>): string {
  return (item.en ?? item.zh ?? []).map((span) => ('text' in span ? span.text : '')).join('');
}

/** The lines of a program that are worth ordering. */
function linesOf(source: string): readonly string[] {
  return source.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('//'));
}

function programOf(texts: readonly string[], items: readonly number[]): string {
  return `${items.map((item) => texts[item] ?? '').join('\n')}\n`;
}

function itemsOf(answer: Answer): readonly number[] {
  return answer.is === 'arranged' ? answer.items : [];
}

/** Items that look alike may stand for one another. */
function isInOrder({ items, belonging }: Order, answer: Answer): boolean {
  const arranged = itemsOf(answer);
  const look = (item: number): string => (items[item] === undefined ? '' : plainText(items[item]));
  return arranged.length === belonging && arranged.every((item, place) => look(item) === look(place));
}

function doesTheSame(
  { output, seconds }: { readonly output: string; readonly seconds: number },
  facts: RunFacts,
): boolean {
  return facts.status === 'done' && facts.output === output && Math.abs(facts.seconds - seconds) < 1e-9;
}

type Misorder = Order['mistakes'][number];

function isMade(mistake: Misorder, arranged: readonly number[]): boolean {
  if ('uses' in mistake) return arranged.includes(mistake.uses);
  const [later, earlier] = [arranged.indexOf(mistake.later), arranged.indexOf(mistake.earlier)];
  return later !== -1 && later < earlier;
}

/** Without the one thing, all the others belong there and are in their order: only then does the mistake show what somebody believes. */
function isAllThatIsWrong(mistake: Misorder, arranged: readonly number[], belonging: number): boolean {
  const things = 'uses' in mistake ? [mistake.uses] : [mistake.later, mistake.earlier];
  return things.some((thing) => {
    const others = arranged.filter((item) => item !== thing);
    return others.every((item, place) => item < belonging && (place === 0 || others[place - 1]! < item));
  });
}

type Items = Pick<Order, 'items' | 'belonging' | 'of'>;

function readItems(written: Written, shown: Source, expected: Expectation, reader: QuizReader): Items | null {
  switch (written.of) {
    case 'output': {
      const lines = (expected.output ?? '').trimEnd().split('\n');
      if (lines.length < 3) return fault(reader, ['program'], 'It prints fewer than three lines.');
      return { items: lines.map(asItem), belonging: lines.length, of: { is: 'output' } };
    }
    case 'events':
      return readEvents(written, reader);
    case 'lines': {
      const own = linesOf(shown.source);
      const { output, seconds } = expected;
      if (output === undefined || seconds === undefined)
        return fault(reader, ['program'], 'The chapter does not say what this program prints and how long it takes.');
      const texts = [...own, ...written.spare];
      return { items: texts.map(asItem), belonging: own.length, of: { is: 'lines', texts, output, seconds } };
    }
  }
}

type WrittenMisorder = v.InferOutput<typeof mistake>;

/** Null where it says nothing that can be wrong; that is reported. */
function readMisorder(
  written: WrittenMisorder,
  index: number,
  { items, belonging }: Items,
  reader: QuizReader,
): Order['mistakes'][number] | null {
  const { puts, before, uses } = written;
  const own = readMistake(written, ['mistakes', index], reader);
  if (uses !== undefined && puts === undefined && before === undefined) {
    const spare = items.findIndex((item, position) => position >= belonging && plainText(item) === uses);
    if (spare !== -1) return { ...own, uses: spare };
    reader.report(['mistakes', index, 'uses'], 'This is none of the `spare` lines.', 'Write it as it stands there.');
    return null;
  }
  const isMisorder = uses === undefined && puts !== undefined && before !== undefined;
  if (isMisorder && before < puts && puts <= belonging) return { ...own, later: puts - 1, earlier: before - 1 };
  reader.report(['mistakes', index], 'This is no wrong order.', MISTAKES);
  return null;
}

function readEvents(written: Written, reader: QuizReader): Items | null {
  const happenings = (written.events ?? []).map(({ task, does, prints }): Happening | null => {
    if (prints !== undefined && task === undefined && does === undefined) return { prints };
    return task !== undefined && does !== undefined && prints === undefined ? { task, does } : null;
  });
  const odd = happenings.indexOf(null);
  if (happenings.length === 0 || odd !== -1) {
    reader.report(['events', Math.max(0, odd)], 'This does not say what happens.', EVENTS);
    return null;
  }
  const items = written.events!.map(({ text }, index) => reader.text(text, ['events', index, 'text']));
  const of = { is: 'events', happenings: happenings as readonly Happening[] } as const;
  return { items, belonging: items.length, of };
}

function contradictionOf(happenings: readonly Happening[], facts: RunFacts): string | null {
  const at = momentsOf(happenings, facts).length;
  const happening = happenings[at];
  if (happening === undefined) return null;
  const what = 'prints' in happening ? happening.prints : `${happening.task} ${happening.does}`;
  return `event ${at + 1} (${what}) does not happen after the ones before it`;
}

/** When each happens, one after another, as far as they do. */
function momentsOf(happenings: readonly Happening[], facts: RunFacts): readonly number[] {
  const moments: number[] = [];
  for (const happening of happenings) {
    const moment = momentOf(happening, facts, moments.at(-1) ?? -1);
    if (moment === null) return moments;
    moments.push(moment);
  }
  return moments;
}

/** After how many events it happens, for the first time after `last`; null: it does not. */
function momentOf(happening: Happening, { lines, tasks }: RunFacts, last: number): number | null {
  if ('prints' in happening)
    return lines.find(({ text, moment }) => text === happening.prints && moment > last)?.moment ?? null;
  const moments = tasks
    .filter(({ name, coroutine }) => name === happening.task || coroutine === happening.task)
    .map(({ born, began, ended }) => ({ 'is created': born, starts: began ?? Infinity, ends: ended })[happening.does])
    .filter((moment) => moment > last && moment < Infinity);
  return moments.length === 0 ? null : Math.min(...moments);
}
