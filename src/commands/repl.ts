/** `async-tutor repl`: a live session on a screen, or piped. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { ReplPorts, Signature } from '../app/ports.ts';
import { MOST_ENTRIES } from '../app/repl/history.ts';
import { ReplProgram } from '../app/repl/program.ts';
import { UNAWAITED_SECONDS } from '../app/repl/sayings.ts';
import { type ReplState, startRepl } from '../app/repl/state.ts';
import { lastLines } from '../app/repl/transcript.ts';
import { isReplMoving } from '../app/repl/update.ts';
import type { Language } from '../course/course.ts';
import { dataFolder } from '../disk/data-folder.ts';
import { openHistory } from '../disk/history-file.ts';
import { entryState } from '../sandbox/entry-state.ts';
import { openSession, runCode } from '../sandbox/run-code.ts';
import { type Looks, openScreen, type ScreenTerminal } from '../ui/open-screen.tsx';
import { plainReplRows, replRows } from '../ui/screens/repl.ts';
import { editorOf, inEditor } from './external-editor.ts';
import { languageOf } from './language.ts';
import { onTerminal } from './on-terminal.ts';
import { listFiles, readSource, withOwnFiles, writeSource, writeTrace } from './repl-files.ts';
import { replPiped } from './repl-piped.ts';
import { REPL_COMMAND_WORDS } from './repl-words.ts';
import { readNumber } from './run.ts';
import { RUN_WORDS } from './run-words.ts';
import { UsageError } from './usage.ts';

export async function repl(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      timeout: { type: 'string' },
      memory: { type: 'string', default: '64' },
      data: { type: 'string' },
      course: { type: 'string' },
      lang: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const language = languageOf(values.lang, process.env);
  const words = REPL_COMMAND_WORDS[language];
  if (values.help) {
    process.stdout.write(`${words.help}\n`);
    return 0;
  }
  if (positionals.length > 0) throw new UsageError(words.noArguments);
  const runWords = RUN_WORDS[language];
  const seconds = values.timeout === undefined ? null : readNumber('--timeout', values.timeout, 0.1, 3600, runWords);
  const memoryMb = readNumber('--memory', values.memory, 16, 4096, runWords);
  if (process.stdin.isTTY && process.stdout.isTTY) {
    await replOnScreen({ language, memoryMb, data: values.data });
    return 0;
  }
  const limits = { ...(seconds === null ? {} : { seconds }), memoryMb };
  return replPiped(createInterface({ input: process.stdin, crlfDelay: Infinity }), limits, language);
}

interface Options {
  readonly language: Language;
  readonly memoryMb: number;
  readonly data: string | undefined;
}

/** An entry may wait as long as it likes; what holds the loop is cut. */
const INTERACTIVE_SECONDS = 86_400;

async function replOnScreen({ language, memoryMb, data }: Options): Promise<void> {
  const folder = data === undefined ? await dataFolder() : resolve(data);
  const kept = folder === null ? { entries: [], append() {} } : openHistory(folder, MOST_ENTRIES);
  const size = { columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 };
  const limits = { seconds: INTERACTIVE_SECONDS, unawaitedSeconds: UNAWAITED_SECONDS, memoryMb };
  const start = startRepl({ language, size, history: kept.entries, signatures: new Map(asyncioSignatures()) });
  const ports = (terminal: ScreenTerminal): ReplPorts => ({
    terminal,
    sessions: { open: (start) => openSession({ clock: 'auto', limits, interactive: true, ...start }) },
    programs: { start: (file, source) => runCode(withOwnFiles(file, source), { clock: 'auto', limits: { memoryMb } }) },
    reader: { state: entryState },
    history: { remember: (entry) => kept.append(entry) },
    files: { read: readSource, write: writeSource, writeTrace, list: listFiles },
    // Not `spawn`: while we wait for that, we would read keys that are for the editor.
    editor: {
      edit: (text) =>
        terminal.lend(() => inEditor({ fileName: 'entry.ts', source: text }, editorOf(process.env).command)),
    },
  });
  const open: ReplProgram[] = [];
  try {
    await onTerminal(
      (terminal) => {
        const program = new ReplProgram(start, ports(terminal));
        open.push(program);
        return program;
      },
      (screen) => openScreen(screen, REPL_LOOKS),
    );
  } finally {
    // The screen is gone, as of any program that has one; what was said stays, as a shell's would.
    for (const { state } of open)
      process.stdout.write(
        lastLines(state.transcript, LINES_THAT_STAY)
          .map((line) => `${line}\n`)
          .join(''),
      );
  }
}

const LINES_THAT_STAY = 200;

const REPL_LOOKS: Looks<ReplState> = {
  isMoving: isReplMoving,
  rows: (state, paintIn) => replRows(state).map(paintIn((process.env['NO_COLOR'] ?? '') === '' ? 'dark' : 'none')),
  plainRows: plainReplRows,
};

/** Written by the build; without it nothing is said of parameters. */
function asyncioSignatures(): readonly Signature[] {
  try {
    return JSON.parse(readFileSync(new URL('./signatures.json', import.meta.url), 'utf8')) as Signature[];
  } catch {
    return [];
  }
}
