/** `async-tutor open TRACE`: what a program did on another day, in the panel, as text, as sentences, as JSON, as a picture. */
import { parseArgs } from 'node:util';
import type { Ports } from '../app/ports.ts';
import { traceState } from '../app/screens/trace.ts';
import type { Language } from '../course/course.ts';
import type { KeptTrace } from '../export/kept-trace.ts';
import { summarize } from '../progress/progress.ts';
import { Narrator } from '../text/narrate.ts';
import { plainPanel } from '../text/panel-plain.ts';
import { placeNamer } from '../text/place-names.ts';
import type { Event } from '../trace/event.ts';
import { ProgramLines } from '../trace/program-lines.ts';
import { languageOf } from './language.ts';
import { environmentNow, onScreen, sizeNow } from './on-screen.ts';
import { JsonReport } from './run-report.ts';
import { saveTrace } from './save-trace.ts';
import { openTrace, readExports, writeExports } from './trace-files.ts';
import { TRACE_WORDS } from './trace-words.ts';
import { UsageError } from './usage.ts';

/** So many entries of every list stand in the text. */
const MOST_ENTRIES = 1_000;

export async function open(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      plain: { type: 'boolean' },
      narrate: { type: 'boolean' },
      svg: { type: 'string' },
      'svg-theme': { type: 'string' },
      lang: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const language = languageOf(values.lang, process.env);
  const words = TRACE_WORDS[language];
  if (values.help) {
    process.stdout.write(`${words.help}\n`);
    return 0;
  }
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError(words.noFile);
  if (more.length > 0) throw new UsageError(words.oneFile);
  if (values.json && values.narrate) throw new UsageError(words.narrateOrJson);
  const exports = readExports(values, [{ file, as: 'isTrace' }], language);
  const trace = openTrace(file, language);
  const isWritten = await writeExports(exports, trace, language);
  if (values.json) printJson(trace);
  else if (values.narrate) printSentences(trace, language);
  // Who wants a picture and nothing else is not kept by a screen.
  else if (values.plain || exports.svg === null) await show(trace, language, values.plain === true);
  return isWritten ? 0 : 1;
}

function printJson(trace: KeptTrace): void {
  const { replay, length } = trace;
  const report = new JsonReport(trace);
  report.hear(Array.from({ length }, (_, index): Event => replay.event(index)!));
  report.end();
}

/** So many events are told at once. */
const EVENTS_AT_ONCE = 10_000;

function printSentences(trace: KeptTrace, language: Language): void {
  const { replay, length } = trace;
  const narrator = new Narrator(replay, trace, language);
  for (let told = 0; told < length; told += EVENTS_AT_ONCE) process.stdout.write(narrator.tell(EVENTS_AT_ONCE));
}

async function show(trace: KeptTrace, language: Language, isPlain: boolean): Promise<void> {
  const isScreen = !isPlain && process.stdin.isTTY && process.stdout.isTTY;
  if (!isScreen) return void process.stdout.write(asText(trace, language));
  await onScreen(traceState(trace, language, sizeNow(), environmentNow()), (terminal) => ({
    ...NOTHING_RUNS,
    terminal,
  }));
}

/** The panel at the end of the trace. */
function asText(trace: KeptTrace, language: Language): string {
  const { replay, length, fileName } = trace;
  const picture = replay.at(length);
  const view = { replay, picture, now: picture.at, mode: 'paused', speed: 1, firstTask: 0, language } as const;
  const namePlace = placeNamer(new ProgramLines(trace), language);
  const lines = plainPanel({ ...view, fileName: null, namePlace }, MOST_ENTRIES);
  return `${[fileName, ...lines].join('\n')}\n`;
}

function never(what: string): never {
  throw new Error(`open: a trace that is shown again has no ${what}`);
}

const NOTHING_RUNS: Omit<Ports, 'terminal'> = {
  runner: { start: () => never('runner') },
  editor: { edit: () => never('editor') },
  syntax: { check: () => Promise.resolve(null) },
  // What is done to a trace is nothing that a learner did in a course.
  progress: { remember: () => summarize([]) },
  traces: { save: (trace, language) => saveTrace(trace, language, process.cwd()) },
};
