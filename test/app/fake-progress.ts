/** Test support: keeps facts in memory, a millisecond apart; a reader of programs that finds nothing wrong; traces that go nowhere. */
import type { Undated } from '../../src/app/effect.ts';
import type { ProgressPort, SyntaxPort, TracePort } from '../../src/app/ports.ts';
import type { Fact } from '../../src/progress/fact.ts';
import { type Progress, summarize } from '../../src/progress/progress.ts';

export class FakeProgress implements ProgressPort {
  readonly facts: Fact[] = [];

  remember(fact: Undated): Progress {
    this.facts.push({ ...fact, at: this.facts.length + 1 });
    return summarize(this.facts);
  }
}

export const NO_SYNTAX: SyntaxPort = { check: () => Promise.resolve(null) };

export const NO_TRACES: TracePort = {
  save: ({ fileName }) => Promise.resolve({ is: 'saved', trace: `${fileName}.trace.json`, picture: `${fileName}.svg` }),
};
