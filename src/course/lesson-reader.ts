/** What the parts of a lesson's parser share: where they are, what exists, and where problems go. */
import type { Problem } from './problem.ts';

export class LessonReader {
  readonly file: string;
  readonly problems: Problem[] = [];
  /** Snippets that the lesson uses, in the order they come. */
  readonly used = new Set<string>();
  private readonly programs: ReadonlySet<string>;

  constructor(file: string, programs: ReadonlySet<string>) {
    this.file = file;
    this.programs = programs;
  }

  report(line: number, what: string, mend: string): void {
    this.problems.push({ file: this.file, line, what, mend });
  }

  /** Whether the chapter has the snippet; it is a problem if not. */
  hasProgram(program: string, line: number): boolean {
    if (this.programs.has(program)) {
      this.used.add(program);
      return true;
    }
    const known = [...this.programs].join(', ') || 'none';
    this.report(
      line,
      `There is no snippet \`${program}\`.`,
      `Put the file beside the lesson and name it in chapter.yaml; named there: ${known}.`,
    );
    return false;
  }
}
