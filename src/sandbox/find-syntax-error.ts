/**
 * Where a file can't be read, asked while it is being typed. Takes the types off as the compile step does, and runs
 * nothing. It does so in the tutor's own process, which must outlive any text: hence a limit of time, which the compile
 * step leaves to its child's parent.
 */
import { Script, createContext } from 'node:vm';
import type { Saying } from '../trace/saying.ts';
import {
  blankHashbang,
  isStripperAlive,
  loadStripper,
  orProblem,
  placeAt,
  Refusal,
  refuseUncounted,
  refuseUnreadable,
  say,
  type Source,
  withoutTypes,
} from './strip-types.ts';

/** `line` and `column` (UTF-16 units) count from 1; a fault of the file as a whole is said of its first place. */
interface SyntaxProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** `message` for other languages; none where the words are a parser's. */
  readonly saying?: Saying;
}

/**
 * Hundreds of times what a lesson's file takes, as the machine may be busy. Some texts of a single line take far longer: the
 * stripper needs seconds for `a ? (b) : c => ` twenty times over, and exponentially more beyond.
 */
const TIME_LIMIT_MS = 500;

/** Null: nothing was found, or the time was up before. */
export function findSyntaxError(source: string, fileName: string): SyntaxProblem | null {
  const found = withinTime(() => readingProblem({ fileName, source }));
  if (found?.saying?.code === 'tooDeep' && !isStripperAlive()) stripper = 'broken';
  return found;
}

function readingProblem(file: Source): SyntaxProblem | null {
  const result = orProblem(file, () => ({ ok: true, javascript: read(file) }));
  if (result.ok) return null;
  const { line, column, ...said } = result.problem;
  return { ...said, line: line ?? 1, column: column ?? 1 };
}

/** The longest stretch without the end of a statement or a block, characters: a longer one may bring the stripper down for good. */
const LONGEST_STATEMENT = 10_000;

function refuseLongStatement(source: string): void {
  let start = 0;
  for (const part of source.split(/[;{}]/)) {
    if (part.length > LONGEST_STATEMENT) {
      const place = placeAt(source, start);
      throw new Refusal('This statement is too long to be read.', place, say('statementTooLong'));
    }
    start += part.length + 1;
  }
}

/** The stripper reads plain JavaScript as well, and finds what a parser of it would. */
function read(file: Source): string {
  refuseUnreadable(file.source);
  const source = blankHashbang(file.source.replace(/^\ufeff/, ''));
  refuseUncounted(source, 0, 0);
  refuseLongStatement(source);
  return withoutTypes(source);
}

let stripper: 'unloaded' | 'ready' | 'broken' = 'unloaded';

/** Loaded outside of the limit: it takes a while, once. A broken one would find an error in every text. */
function isStripperReady(): boolean {
  if (stripper === 'unloaded') {
    loadQuietly();
    stripper = 'ready';
  }
  return stripper === 'ready';
}

/** Node says once, in the middle of our screen, that its stripper is experimental; children are started without warnings. */
function loadQuietly(): void {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    loadStripper();
  } finally {
    process.emitWarning = emitWarning;
  }
}

type Reading = () => unknown;

let context: { read: Reading | null } | null = null;
const call = new Script('read()');

/** Node stops what is called from a script of `node:vm` when its time is up, WebAssembly too; null then. */
export function withinTime<T>(read: () => T): T | null {
  if (!isStripperReady()) return null;
  context ??= createContext({ read: null } as { read: Reading | null }) as { read: Reading | null };
  context.read = read;
  try {
    return call.runInContext(context, { timeout: TIME_LIMIT_MS }) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null;
    throw error;
  } finally {
    context.read = null;
  }
}
