/** Where in a program's files its places are, for those who are told of them. */
import type { Source } from '../sandbox/strip-types.ts';
import type { Place } from '../trace/event.ts';
import { harmless } from '../trace/wire.ts';
import { type ProgramLines, type WholeProgram, wholeProgram } from '../trace/program-lines.ts';

/** The names are fit to be shown: a file can be called anything. */
export function shownProgram({ fileName, source, files = [] }: Source): WholeProgram {
  return wholeProgram(
    [{ fileName, source }, ...files].map((file) => ({
      fileName: harmless(file.fileName).replace(/[\n\t]/g, ' '),
      source: file.source,
    })),
  );
}

/** Places as `--json` has them: a line, and before it its file if the program has several. */
export class JsonPlaces {
  readonly #lines: ProgramLines;

  constructor(lines: ProgramLines) {
    this.#lines = lines;
  }

  at(place: Place | null): { readonly file?: string | null; readonly line: number | null } {
    if (place === null) return this.#lines.needsFile ? { file: null, line: null } : { line: null };
    const { fileName, line } = this.#lines.at(place.line);
    return this.#lines.needsFile ? { file: fileName, line } : { line };
  }

  awaited(place: Place): { readonly awaitedFile?: string; readonly awaitedLine: number } {
    const { fileName, line } = this.#lines.at(place.line);
    return this.#lines.needsFile ? { awaitedFile: fileName, awaitedLine: line } : { awaitedLine: line };
  }
}
