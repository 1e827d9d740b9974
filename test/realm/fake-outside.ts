/** An outside whose answers a test gives by hand, or by a table. */
import type { Outside } from '../../src/realm/outside.ts';
import type { OutsideAnswer, OutsideQuestion } from '../../src/trace/outside.ts';

export interface Begun {
  readonly question: OutsideQuestion;
  readonly told: (answer: OutsideAnswer) => void;
  isDropped: boolean;
}

export class FakeOutside implements Outside {
  readonly asked: { readonly question: OutsideQuestion }[] = [];
  readonly begun: Begun[] = [];
  /** What the next `ask` gives. */
  answers: readonly OutsideAnswer[] = [];

  ask(question: OutsideQuestion): readonly OutsideAnswer[] {
    this.asked.push({ question });
    return this.answers;
  }

  begin(question: OutsideQuestion, told: (answer: OutsideAnswer) => void): () => void {
    const begun: Begun = { question, told, isDropped: false };
    this.begun.push(begun);
    return () => {
      begun.isDropped = true;
    };
  }
}

export function head(
  status = 200,
  headers: readonly (readonly [string, string])[] = [],
  statusText = 'OK',
): OutsideAnswer {
  return { is: 'head', status, statusText, headers };
}

export function chunk(text: string): OutsideAnswer {
  return { is: 'chunk', bytes: Buffer.from(text).toString('base64') };
}

export const END: OutsideAnswer = { is: 'end' };

export function failed(code: (OutsideAnswer & { is: 'failed' })['code'], message: string): OutsideAnswer {
  return { is: 'failed', code, message };
}

/** What was sent, decoded. */
export function sentText(question: OutsideQuestion | undefined): string | null {
  if (question?.op !== 'http' || question.body === null) return null;
  return Buffer.from(question.body, 'base64').toString();
}
