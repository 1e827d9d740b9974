/** What is said of an entry of a session, in both languages. */
import type { Language } from '../course/course.ts';
import type { EntryLines } from '../trace/entry-lines.ts';
import { camelCaseHint } from './error-words.ts';

const RUNS_ALREADY = 'asyncio.run() cannot be called from a running event loop';

/** `run` has no place in a loop that runs: what to write instead; null for any other error. `line`: where it was raised. */
export function runHint(message: string, line: string, language: Language): string | null {
  if (!message.includes(RUNS_ALREADY)) return null;
  const call = /\brun\(\s*([\p{L}\p{N}_$.]+\([^()]*\))\s*[,)]/u.exec(line)?.[1] ?? 'main()';
  return language === 'en'
    ? `The event loop of the session runs already: write \`await ${call}\`.`
    : `会话的事件循环已经在运行：请写 \`await ${call}\`。`;
}

/** What may help against an error of an entry. `line`: where it was raised. */
export function entryHint(message: string, line: string, language: Language): string | null {
  return runHint(message, line, language) ?? camelCaseHint(message, language);
}

/** The lines that the sandbox names, in tracebacks, deadlocks and behind errors, count through the session: as lines of its entries. */
export function byEntry(text: string, lines: EntryLines): string {
  return text.replace(NAMED_LINES, (all, ...found: (string | undefined)[]) => {
    const [framed, waiting, inChinese] = found;
    const label = lines.at(Number(framed ?? waiting ?? inChinese))?.label;
    if (label === undefined) return all;
    return inChinese === undefined ? label : ` ${label} `;
  });
}

const NAMED_LINES =
  /(?<=^[ |]{2,40}(?:at )?)line (\d{1,9})(?=, column \d+$)|(?<= waits at )line (\d{1,9})(?= for )|(?<=在)第 (\d{1,9}) 行/gm;
