/**
 * Which file of a program a line is of. Places are lines and columns of the whole program: the lines of its files count through,
 * those of the file that was named first, then those of the others in their order. Whoever shows a place asks here.
 */

/** A program, or one file of it. */
export interface ProgramFile {
  /** Its name; of those that others import, the path from the program's folder. */
  readonly fileName: string;
  readonly source: string;
}

export interface ProgramLine {
  readonly fileName: string;
  /** Within the file, from 1. */
  readonly line: number;
  readonly text: string;
}

/** As JavaScript counts them. */
const LINE_END = /\r\n?|[\n\u2028\u2029]/;

export function linesOf(source: string): readonly string[] {
  return source.split(LINE_END);
}

/** On which line of the program each file begins, from 1. */
export function firstLines(files: readonly ProgramFile[]): readonly number[] {
  let next = 1;
  return files.map(({ source }) => {
    const first = next;
    next += linesOf(source).length;
    return first;
  });
}

export class ProgramLines {
  readonly files: readonly ProgramFile[];
  readonly #first: readonly number[];
  readonly #lines: (readonly string[])[] = [];

  constructor(files: readonly ProgramFile[]) {
    this.files = files;
    this.#first = firstLines(files);
  }

  /** Whether a line needs its file's name to be found. */
  get hasSeveralFiles(): boolean {
    return this.files.length > 1;
  }

  /** The index of the file; that of the first for a line of none. */
  fileAt(line: number): number {
    let index = this.files.length - 1;
    while (index > 0 && this.#first[index]! > line) index--;
    return index;
  }

  firstLine(file: number): number {
    return this.#first[file]!;
  }

  at(line: number): ProgramLine {
    const index = this.fileAt(line);
    const { fileName, source } = this.files[index]!;
    const lines = (this.#lines[index] ??= linesOf(source));
    const within = line - this.#first[index]! + 1;
    return { fileName, line: within, text: lines[within - 1] ?? '' };
  }
}
