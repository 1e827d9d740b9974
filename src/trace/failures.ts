/**
 * In which task an error was raised. An error that nobody catches goes from task to task, each awaiting the one before, and out
 * of the program; the first of them that ended with it is where it was raised.
 */
import type { ErrorText, Event, TaskId } from './event.ts';

export class Failures {
  readonly #parents = new Map<TaskId, TaskId | null>();
  readonly #firstFailed = new Map<string, TaskId>();

  hear(event: Event): void {
    if (event.type === 'taskCreated') this.#parents.set(event.task, event.parent);
    if (event.type !== 'taskEnded' || event.error === null) return;
    const known = textOf(event.error);
    if (!this.#firstFailed.has(known)) this.#firstFailed.set(known, event.task);
  }

  /** Null: outside of all tasks, or in a main task, which no other task made. */
  taskOf(error: ErrorText): TaskId | null {
    const task = this.#firstFailed.get(textOf(error));
    return task === undefined || (this.#parents.get(task) ?? null) === null ? null : task;
  }
}

/** The same error has the same words and the same place each time that it is told. */
function textOf({ name, message, place }: ErrorText): string {
  return JSON.stringify([name, message, place?.line, place?.column]);
}
