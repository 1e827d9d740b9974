/** Which file of the program a line is of, for what the realm itself says; a program of one file needs no name for it. */
import type { FileStart } from '../trace/program-lines.ts';
import { markedPlace } from '../trace/wire.ts';

class ProgramFiles {
  #files: readonly FileStart[] = [];

  name(files: readonly FileStart[]): void {
    this.#files = files;
  }

  /** `3`, or `3 of lib/queue.ts`; null: nobody noted where. */
  lineText(mark: number): string | null {
    const place = markedPlace(mark);
    if (place === null) return null;
    const file = this.#at(place.line);
    return file === null ? `${place.line}` : `${place.line - file[1] + 1} of ${file[0]}`;
  }

  /** `line 3, column 5`, and the file. */
  frame(mark: number): string | null {
    const place = markedPlace(mark);
    return place === null ? null : `line ${this.lineText(mark)}, column ${place.column}`;
  }

  /** They need not come in the order of their lines. */
  #at(line: number): FileStart | null {
    let found: FileStart | null = null;
    for (let index = 0; index < this.#files.length; index++) {
      const file = this.#files[index]!;
      if (file[1] <= line && (found === null || file[1] > found[1])) found = file;
    }
    return found;
  }
}

export const programFiles = new ProgramFiles();
