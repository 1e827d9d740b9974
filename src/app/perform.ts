/** Carries out effects through the ports and reports back in messages. */
import type { Source } from '../course/questions/question.ts';
import type { Replay } from '../trace/replay.ts';
import type { Effect } from './effect.ts';
import type { Message } from './message.ts';
import type { SliceOrder } from '../trace/slice.ts';
import type { LiveRun, Ports } from './ports.ts';

interface Started {
  readonly live: LiveRun;
  readonly replay: Replay;
}

export class Performer {
  readonly #ports: Ports;
  readonly #dispatch: (message: Message) => void;
  readonly #started = new Map<number, Started>();
  /** What has still to answer. */
  readonly #pending = new Set<Promise<void>>();

  constructor(ports: Ports, dispatch: (message: Message) => void) {
    this.#ports = ports;
    this.#dispatch = dispatch;
  }

  perform(effect: Effect): void {
    switch (effect.type) {
      case 'startRun': {
        this.#endRuns();
        const live = this.#ports.runner.start(effect.program, { clock: effect.clock });
        this.#started.set(effect.runId, { live, replay: effect.replay });
        return;
      }
      case 'sliceRun':
        return this.#slice(effect.runId, effect.order);
      case 'remember':
        return this.#dispatch({ type: 'progressed', progress: this.#ports.progress.remember(effect.fact) });
      case 'checkSyntax':
        return this.#checkSyntax(effect.program);
      case 'editOutside':
        return this.#editOutside(effect.program, effect.command);
      case 'saveTrace':
        return this.#saveTrace(effect);
      case 'quit':
        this.#endRuns();
        return this.#ports.terminal.quit();
      case 'suspend':
        return this.#ports.terminal.suspend();
    }
  }

  /** Resolves when nothing is under way any more, what follows from it included. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  #slice(runId: number, order: SliceOrder): void {
    const started = this.#started.get(runId);
    if (started === undefined) throw new Error(`perform: run ${runId} was never started`);
    const pending = started.live.slice(order).then(({ events, report }) => {
      started.replay.append(events);
      this.#pending.delete(pending);
      this.#dispatch({ type: 'sliceEnded', runId, report });
    });
    this.#pending.add(pending);
  }

  #checkSyntax(program: Source): void {
    const pending = this.#ports.syntax.check(program).then((read) => {
      this.#pending.delete(pending);
      if (read !== null) this.#dispatch({ type: 'syntaxChecked', source: program.source, problem: read.problem });
    });
    this.#pending.add(pending);
  }

  #editOutside(program: Source, command: string): void {
    const pending = this.#ports.editor.edit(program, command).then((edited) => {
      this.#pending.delete(pending);
      this.#dispatch({ type: 'editorClosed', edited });
    });
    this.#pending.add(pending);
  }

  #saveTrace({ trace, language }: Extract<Effect, { type: 'saveTrace' }>): void {
    const pending = this.#ports.traces.save(trace, language).then((saved) => {
      this.#pending.delete(pending);
      this.#dispatch({ type: 'traceSaved', saved });
    });
    this.#pending.add(pending);
  }

  /** A run that is ended still answers its slices, so that its trace gets an end; what was asked is kept. */
  #endRuns(): void {
    for (const { live } of this.#started.values()) live.kill();
  }
}
