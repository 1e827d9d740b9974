/** Test support: keeps facts in memory, a millisecond apart. */
import type { Undated } from '../../src/app/effect.ts';
import type { ProgressPort } from '../../src/app/ports.ts';
import type { Fact } from '../../src/progress/fact.ts';
import { type Progress, summarize } from '../../src/progress/progress.ts';

export class FakeProgress implements ProgressPort {
  readonly facts: Fact[] = [];

  remember(fact: Undated): Progress {
    this.facts.push({ ...fact, at: this.facts.length + 1 });
    return summarize(this.facts);
  }
}
