/** Traces and pictures from and to files, as the commands name them: what is checked before, and what is said of a failure. */
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Language } from '../course/course.ts';
import type { NoFile } from '../disk/plain-file.ts';
import { textOf } from '../disk/plain-file.ts';
import { MOST_TRACE_BYTES, MOST_WHOLE_BYTES, type TraceFile, withTraceFile, writePieces } from '../disk/trace-file.ts';
import { chromeTrace } from '../export/chrome-trace.ts';
import type { KeptTrace } from '../export/kept-trace.ts';
import { FIRST_LINE, type Kept, type KeptProblem, KeptReader, readKeptText } from '../export/read-kept.ts';
import { SVG_THEMES, type SvgTheme, timelineSvg } from '../export/svg.ts';
import { systemWords } from '../text/progress-words.ts';
import { TRACE_WORDS } from './trace-words.ts';
import { UsageError } from './usage.ts';

export type TraceProblem = NoFile | KeptProblem | { readonly is: 'tooLarge'; readonly most: number };

/** Throws a `UsageError` that says what is wrong with the file, and what to do. */
export function openTrace(file: string, language: Language): KeptTrace {
  const found = withTraceFile<Kept | TraceProblem>(file, readTrace);
  if (found.is === 'read') return found.kept;
  // Each problem has words of its own kind.
  const words = TRACE_WORDS[language].problem[found.is] as (file: string, problem: TraceProblem) => string;
  throw new UsageError(words(file, found));
}

function readTrace(file: TraceFile): Kept | TraceProblem {
  if (file.size > MOST_TRACE_BYTES) return { is: 'tooLarge', most: MOST_TRACE_BYTES };
  const reader = new KeptReader();
  let isFirst = true;
  let broken: TraceProblem | null = null;
  for (const line of file.lines()) {
    if (broken !== null) return broken;
    if (isFirst && line.bytes.toString('latin1') !== FIRST_LINE) return readOther(file, line.bytes);
    isFirst = false;
    // The events for Chrome need not be read: they begin with a brace, our part begins with a quote.
    if (!reader.isInside && line.bytes[0] !== QUOTE) reader.skip();
    else {
      const problem = reader.take(textOf(line));
      // Half a line at the end is one that was cut.
      if (problem?.is === 'broken') broken = problem;
      else if (problem !== null) return problem;
    }
  }
  return isFirst ? { is: 'notATrace' } : wholeOrCut(reader.result());
}

const QUOTE = 0x22;

/** A file that begins as ours and has not come to our part has lost its end. */
function wholeOrCut(result: Kept): Kept {
  return result.is === 'notATrace' ? { is: 'cut', events: 0 } : result;
}

/** Another program may have read it and written it anew. */
function readOther(file: TraceFile, start: Buffer): Kept | TraceProblem {
  const isJson = /^\s*\{/.test(start.toString('latin1', 0, 64));
  return isJson && file.size <= MOST_WHOLE_BYTES ? readKeptText(file.text()) : { is: 'notATrace' };
}

/** What is to be written of a run. */
export interface Exports {
  readonly trace: string | null;
  readonly svg: string | null;
  readonly theme: SvgTheme;
}

interface Options {
  readonly trace?: string | undefined;
  readonly svg?: string | undefined;
  readonly 'svg-theme'?: string | undefined;
}

/** A file that is not to be overwritten, and as what. */
export interface Precious {
  readonly file: string;
  readonly as: 'isProgram' | 'isOwnFile' | 'isInput' | 'isTrace';
}

/** Before anything runs: whatever could not be written at the end. */
export function readExports(options: Options, precious: readonly Precious[], language: Language): Exports {
  const words = TRACE_WORDS[language];
  const { trace = null, svg = null, 'svg-theme': given } = options;
  const theme = SVG_THEMES.find((name) => name === (given ?? 'light'));
  if (theme === undefined) throw new UsageError(words.badTheme(given!));
  if (given !== undefined && svg === null) throw new UsageError(words.themeWithout);
  if (trace !== null && svg !== null && (resolve(trace) === resolve(svg) || isSame(trace, svg)))
    throw new UsageError(words.sameFile(svg));
  for (const file of [trace, svg]) {
    if (file === null) continue;
    const hit = precious.find((each) => isSame(file, each.file));
    if (hit !== undefined) throw new UsageError(words[hit.as](file));
    const why = whyNot(file, language);
    if (why !== null) throw new UsageError(why);
  }
  return { trace, svg, theme };
}

function isSame(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}

function whyNot(file: string, language: Language): string | null {
  const words = TRACE_WORDS[language];
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return words.isFolder(file);
  if (found !== undefined && !found.isFile()) return words.special(file);
  try {
    accessSync(dirname(resolve(file)), constants.W_OK);
    if (found !== undefined) accessSync(file, constants.W_OK);
    return null;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? words.noFolder(file) : words.unwritten(file, systemWords(code, language));
  }
}

/** Writes them; what could not be written is told on stderr. */
export async function writeExports(exports: Exports, kept: KeptTrace, language: Language): Promise<boolean> {
  const { trace, svg, theme } = exports;
  const files = [
    ...(trace === null ? [] : [{ file: trace, pieces: () => chromeTrace(kept, language) }]),
    ...(svg === null ? [] : [{ file: svg, pieces: () => [timelineSvg(kept, language, theme)] }]),
  ];
  let isWhole = true;
  for (const { file, pieces } of files) {
    const why = await writePieces(followed(file), pieces(), true);
    if (why === null) continue;
    isWhole = false;
    process.stderr.write(`async-tutor: ${TRACE_WORDS[language].unwritten(file, systemWords(why, language))}\n`);
  }
  return isWhole;
}

/** A link stays one: the file that it leads to is written. */
function followed(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
