/**
 * Which line runs, and on which line an error was thrown. The compile step keeps a variable of the program's own up to date
 * with a mark for every statement; it is read and set through two functions that the program hands over when it starts.
 */
import { OwnWeakMap } from './own-collections.ts';

export class PlaceKeeper {
  #read: () => number = () => 0;
  #write: (mark: number) => void = () => {};
  readonly #thrown = new OwnWeakMap<object, number>();
  #isBodyStarting = false;
  readonly #made = new OwnWeakMap<object, number>();
  /** Errors that other isolates threw: where they came out here; 0: nowhere yet. */
  readonly #awaited = new OwnWeakMap<object, number>();
  #primitive: { readonly value: unknown; readonly mark: number } | null = null;

  bind(read: () => number, write: (mark: number) => void): void {
    this.#read = read;
    this.#write = write;
  }

  /** The mark of the statement that runs now, or ran last. */
  line(): number {
    return this.#read();
  }

  /** A task goes on at its await; 0: it begins, or awaits where no mark is, and no line of the program is known to run. */
  resume(mark: number): void {
    this.#write(mark);
  }

  /** The loop is about to begin a coroutine's body: nobody called that. */
  bodyStarts(): void {
    this.#isBodyStarting = true;
  }

  /** An async function begins: the mark of its caller, 0 if that is the loop. */
  enter(): number {
    if (!this.#isBodyStarting) return this.#read();
    this.#isBodyStarting = false;
    return 0;
  }

  /** A value is thrown at `mark`. The same number or text may have been thrown before, elsewhere. */
  noteThrown(value: unknown, mark: number): unknown {
    if (!((typeof value === 'object' && value !== null) || typeof value === 'function'))
      this.#primitive = { value, mark };
    return value;
  }

  /** A value was worked out on a line of its own; the statement that it belongs to goes on where it was. */
  back(before: number, value: unknown): unknown {
    this.#write(before);
    return value;
  }

  /** An error was made: where, unless it is thrown somewhere else. */
  noteMade(error: object): object {
    const mark = this.#read();
    if (mark > 0) this.#made.set(error, mark);
    return error;
  }

  /** An error was seen passing through `mark` (0: no line that is known); the first place is where it was thrown. Returns the error. */
  note(error: unknown, mark: number): unknown {
    if (mark <= 0) return error;
    if (typeof error === 'object' && error !== null) {
      if (!this.#thrown.has(error)) this.#thrown.set(error, mark);
      else if (this.#awaited.get(error) === 0) this.#awaited.set(error, mark);
    } else if (this.#primitive === null || this.#primitive.value !== error) {
      this.#primitive = { value: error, mark };
    }
    return error;
  }

  /** Another isolate threw the error, at `mark` of the same file; 0: nobody there noted where. */
  arrived(error: object, mark: number): void {
    if (mark <= 0) return;
    this.#thrown.set(error, mark);
    this.#awaited.set(error, 0);
  }

  /** Where an error of another isolate was waited for; 0 for all others. */
  awaited(error: unknown): number {
    return typeof error === 'object' && error !== null ? (this.#awaited.get(error) ?? 0) : 0;
  }

  /** Where an error was thrown, or 0 if nobody noted it. */
  noted(error: object): number {
    return this.#thrown.get(error) ?? this.#made.get(error) ?? 0;
  }

  /** Where an error was thrown; the running line for one that nobody noted. */
  of(error: unknown): number {
    if (typeof error === 'object' && error !== null)
      return this.#thrown.get(error) ?? this.#made.get(error) ?? this.#read();
    return this.#primitive !== null && this.#primitive.value === error ? this.#primitive.mark : this.#read();
  }
}
