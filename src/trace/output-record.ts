/** The lines that a program printed, at every moment. A line may grow over several prints; each stream has its own open line. */
import { countBelow } from './bisect.ts';
import type { EventOf } from './event.ts';
import { LongList } from './long-list.ts';
import type { OutputLine } from './picture.ts';

interface Line {
  readonly first: EventOf<'output'>;
  /** The clock when it began, seconds. */
  readonly at: number;
  readonly moments: LongList<number>;
  readonly pieces: LongList<string>;
  /** The event that printed its line break. */
  completedAt: number;
}

export class OutputRecord {
  readonly #lines = new LongList<Line>();
  /** `#begins[n]`: the event that began line n. */
  readonly #begins = new LongList<number>();
  readonly #open: { out: Line | null; err: Line | null } = { out: null, err: null };

  add(moment: number, event: EventOf<'output'>, at: number): void {
    const { stream } = event;
    const parts = event.text.split('\n');
    parts.forEach((part, index) => {
      const breaks = index < parts.length - 1;
      if (part === '' && !breaks) return;
      const line = this.#open[stream] ?? this.#begin(moment, event, at);
      line.moments.push(moment);
      line.pieces.push(part);
      if (breaks) line.completedAt = moment;
      this.#open[stream] = breaks ? null : line;
    });
  }

  count(moment: number): number {
    return countBelow(this.#begins, moment);
  }

  window(moment: number, from: number, limit: number): OutputLine[] {
    const end = Math.min(this.count(moment), from + limit);
    return this.#lines.slice(from, end).map((line) => {
      const { stream, task, place } = line.first;
      const { at } = line;
      const printed = countBelow(line.moments, moment);
      const text = line.pieces.slice(0, printed).join('');
      const last = line.moments.get(printed - 1)! + 1;
      return { stream, at, task, place, text, complete: line.completedAt < moment, moment: last };
    });
  }

  #begin(moment: number, first: EventOf<'output'>, at: number): Line {
    const line = { first, at, moments: new LongList<number>(), pieces: new LongList<string>(), completedAt: Infinity };
    this.#lines.push(line);
    this.#begins.push(moment);
    return line;
  }
}
