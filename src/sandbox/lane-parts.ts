/**
 * What a session's threads and processes have of its entries: of each name the declaration that stands, on its own line. A name
 * that is declared anew takes the old declaration away.
 */
export interface LanePart {
  readonly names: readonly string[];
  /** Where it begins, both from 1. */
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

export class LaneParts {
  #parts: LanePart[] = [];

  /** `declared`: all names of the entry, also of what threads do not have. */
  add(declared: readonly string[], parts: readonly LanePart[]): void {
    const again = new Set(declared);
    this.#parts = this.#parts.filter(({ names }) => !names.some((name) => again.has(name)));
    this.#parts.push(...parts);
  }

  /** One file, in which every part is where it was. */
  source(): string {
    let text = '';
    let line = 1;
    let column = 1;
    for (const part of this.#parts) {
      if (part.line > line) {
        text += '\n'.repeat(part.line - line);
        line = part.line;
        column = 1;
      } else if (text !== '') {
        text += ';';
        column++;
      }
      text += ' '.repeat(Math.max(0, part.column - column)) + part.text;
      const lines = part.text.split('\n');
      line += lines.length - 1;
      column = lines.length === 1 ? Math.max(column, part.column) + part.text.length : lines.at(-1)!.length + 1;
    }
    return text;
  }
}
