/** What the parts of a lesson's parser share: where they are, what exists, and where problems go. */
import type { Problem } from './problem.ts';

/** What of a chapter a lesson may name, by file name and by id. */
export interface Named {
  readonly programs: ReadonlySet<string>;
  readonly questions: ReadonlySet<string>;
  readonly exercises: ReadonlySet<string>;
}

export class LessonReader {
  readonly file: string;
  readonly problems: Problem[] = [];
  /** Snippets that the lesson uses, in the order they come. */
  readonly used = new Set<string>();
  /** Exercises that it asks for. */
  readonly exercised = new Set<string>();
  /** A text that is shown where no run was seen, such as a question, has none. */
  readonly mayHaveFigures: boolean;
  private readonly named: Named;

  /** `named` null: a text by itself, which names nothing. */
  constructor(file: string, named: Named | null) {
    this.file = file;
    this.mayHaveFigures = named !== null;
    this.named = named ?? { programs: new Set(), questions: new Set(), exercises: new Set() };
  }

  report(line: number, what: string, mend: string): void {
    this.problems.push({ file: this.file, line, what, mend });
  }

  /** Whether the chapter has the snippet; it is a problem if not. */
  hasProgram(program: string, line: number): boolean {
    if (this.named.programs.has(program)) {
      this.used.add(program);
      return true;
    }
    const known = listed(this.named.programs);
    this.report(
      line,
      `There is no snippet \`${program}\`.`,
      `Put the file beside the lesson and name it in chapter.yaml; named there: ${known}.`,
    );
    return false;
  }

  hasQuestion(question: string, line: number): boolean {
    if (this.named.questions.has(question)) return true;
    const mend = `Write it into the chapter’s file in quizzes/; there are: ${listed(this.named.questions)}.`;
    this.report(line, `There is no question \`${question}\`.`, mend);
    return false;
  }

  hasExercise(exercise: string, line: number): boolean {
    this.exercised.add(exercise);
    if (this.named.exercises.has(exercise)) return true;
    const mend = `Write it under \`exercises\` in chapter.yaml; there are: ${listed(this.named.exercises)}.`;
    this.report(line, `There is no exercise \`${exercise}\`.`, mend);
    return false;
  }
}

function listed(names: ReadonlySet<string>): string {
  return [...names].join(', ') || 'none';
}
