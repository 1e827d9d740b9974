/**
 * Which file of a program a line is of. Places are lines and columns of the whole program: the lines of its files count through,
 * those of the file that was named first, then those of the others in their order. Whoever shows a place asks here.
 */

/**
 * A file, by the path from the program's folder, and the line of the whole program on which it begins, from 1. The entries of a
 * session are files, too: `[2]`.
 */
export type FileStart = readonly [fileName: string, firstLine: number];

/** A program as one text. */
export interface WholeProgram {
  readonly fileName: string;
  readonly source: string;
  /** In the order of their lines; none: a place needs no more than its line. */
  readonly files?: readonly FileStart[];
}

/** The program alone, of whatever has one. */
export function programOf({ fileName, source, files }: WholeProgram): WholeProgram {
  return { fileName, source, ...(files !== undefined && { files }) };
}

export interface ProgramLine {
  readonly fileName: string;
  /** Within the file, from 1. */
  readonly line: number;
  readonly text: string;
}

/** A program may have so many files besides its first. */
export const MOST_FILES = 200;

/** As JavaScript counts them. */
const LINE_END = /\r\n?|[\n\u2028\u2029]/;

export function linesOf(source: string): readonly string[] {
  return source.split(LINE_END);
}

/** A file, or (null) the lack of one: it takes a line all the same. */
interface MaybeFile {
  readonly fileName: string;
  readonly source: string | null;
}

/** On which line of the program each file begins, from 1. */
export function firstLines(files: readonly MaybeFile[]): readonly number[] {
  let next = 1;
  return files.map(({ source }) => {
    const first = next;
    next += linesOf(source ?? '').length;
    return first;
  });
}

/** `files`: the first is the one that the program is called by. All line ends become the same. */
export function wholeProgram(files: readonly MaybeFile[]): WholeProgram {
  const { fileName } = files[0]!;
  const read = files.slice(0, files.findLastIndex(({ source }) => source !== null) + 1);
  const source = read.map((file) => linesOf(file.source ?? '').join('\n')).join('\n');
  const first = firstLines(read);
  const starts = read.flatMap((file, index): readonly FileStart[] =>
    file.source === null ? [] : [[file.fileName, first[index]!]],
  );
  return { fileName, source, ...(starts.length > 1 ? { files: starts } : {}) };
}

export class ProgramLines {
  readonly #files: readonly FileStart[];
  readonly #isNamed: boolean;
  readonly #source: string;
  #lines: readonly string[] | null = null;

  constructor({ fileName, source, files }: WholeProgram) {
    this.#files = files ?? [[fileName, 1]];
    this.#isNamed = files !== undefined;
    this.#source = source;
  }

  /** Whether a line needs its file's name to be found. */
  get needsFile(): boolean {
    return this.#isNamed;
  }

  /** The file that begins with this line. */
  beginningAt(line: number): string | null {
    const [fileName, firstLine] = this.#fileOf(line);
    return firstLine === line ? fileName : null;
  }

  /** A line of no file counts as one of the first. */
  at(line: number): ProgramLine {
    const [fileName, firstLine] = this.#fileOf(line);
    this.#lines ??= linesOf(this.#source);
    return { fileName, line: Math.max(1, line - firstLine + 1), text: this.#lines[line - 1] ?? '' };
  }

  #fileOf(line: number): FileStart {
    let [low, high] = [0, this.#files.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#files[middle]![1] <= line) low = middle + 1;
      else high = middle;
    }
    return this.#files[Math.max(0, low - 1)]!;
  }
}
