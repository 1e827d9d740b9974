/** Test support: an editor that answers at once with what the test lets it answer, else with the program as it was. */
import type { Edited, EditorPort } from '../../src/app/ports.ts';
import type { Source } from '../../src/course/questions/question.ts';

export class FakeEditor implements EditorPort {
  readonly opened: { readonly program: Source; readonly command: string }[] = [];
  /** What it is closed with; null: it stays open. */
  next: Edited | null | 'unchanged' = 'unchanged';

  edit(program: Source, command: string): Promise<Edited> {
    this.opened.push({ program, command });
    if (this.next === null) return new Promise(() => {});
    return Promise.resolve(this.next === 'unchanged' ? { is: 'saved', text: program.source } : this.next);
  }
}
