/** Carries out the effects of a live session through its ports, and reports back in messages. */
import type { Replay } from '../../trace/replay.ts';
import type { SliceOrder } from '../../trace/slice.ts';
import type { Performs } from '../message-loop.ts';
import type { LiveRun, LiveSession, ReplPorts } from '../ports.ts';
import type { ReplEffect, ReplMessage } from './message.ts';

interface Started {
  readonly live: LiveRun;
  readonly replay: Replay;
}

export class ReplPerformer implements Performs<ReplEffect> {
  readonly #ports: ReplPorts;
  readonly #dispatch: (message: ReplMessage) => void;
  #session: (Started & { readonly id: number; readonly live: LiveSession }) | null = null;
  #program: (Started & { readonly id: number }) | null = null;
  readonly #pending = new Set<Promise<void>>();
  #hasQuit = false;

  constructor(ports: ReplPorts, dispatch: (message: ReplMessage) => void) {
    this.#ports = ports;
    this.#dispatch = dispatch;
  }

  /** After `quit` nothing is begun any more: the end of the session is no accident then. */
  perform(effect: ReplEffect): void {
    if (this.#hasQuit) return;
    const { files, reader, programs, sessions, terminal } = this.#ports;
    switch (effect.type) {
      case 'openSession':
        this.#session?.live.kill();
        this.#session = { id: effect.runId, live: sessions.open(effect.start), replay: effect.replay };
        return;
      case 'startProgram': {
        const live = programs.start(effect.file, effect.source);
        this.#program = { id: effect.runId, live, replay: effect.replay };
        return;
      }
      case 'killRun':
        return this.#started(effect.runId)?.live.kill();
      case 'sliceRun':
        return this.#slice(effect.runId, effect.order);
      case 'enterEntry': {
        const { runId, source, at, number } = effect;
        return this.#await(this.#sessionOf(runId)?.enter(source, at, number), (entered) => ({
          type: 'entryTaken',
          runId,
          entered,
        }));
      }
      case 'cancelTask':
        return this.#sessionOf(effect.runId)?.cancel(effect.task);
      case 'readEntry':
        return this.#dispatch({ type: 'entryRead', source: effect.source, state: reader.state(effect.source) });
      case 'rememberEntry':
        return this.#ports.history.remember(effect.source);
      case 'askNames': {
        const { ask } = effect;
        return this.#await(this.#sessionOf(effect.runId)?.complete(effect.path), (names) => ({
          type: 'namesCame',
          ask,
          names,
        }));
      }
      case 'listFiles':
        return this.#dispatch({ type: 'filesListed', ask: effect.ask, files: files.list(effect.prefix) });
      case 'readFile':
        return this.#dispatch({ type: 'fileRead', file: effect.file, read: files.read(effect.file, effect.language) });
      case 'writeFile': {
        const { file, text, entries } = effect;
        return this.#dispatch({ type: 'fileWritten', file, entries, why: files.write(file, text) });
      }
      case 'writeTrace': {
        const { file, trace, language } = effect;
        return this.#await(files.writeTrace(file, trace, language), (why) => ({
          type: 'fileWritten',
          file,
          entries: null,
          why,
        }));
      }
      case 'editText':
        return this.#await(this.#ports.editor.edit(effect.text), (edited) => ({ type: 'textEdited', edited }));
      case 'quit':
        this.#hasQuit = true;
        this.#session?.live.kill();
        this.#program?.live.kill();
        return terminal.quit();
      case 'suspend':
        return terminal.suspend();
    }
  }

  /** Resolves when nothing is under way any more, what follows from it included. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  #started(runId: number): Started | null {
    if (this.#session?.id === runId) return this.#session;
    return this.#program?.id === runId ? this.#program : null;
  }

  #sessionOf(runId: number): LiveSession | null {
    return this.#session?.id === runId ? this.#session.live : null;
  }

  #slice(runId: number, order: SliceOrder): void {
    const started = this.#started(runId);
    this.#await(started?.live.slice(order), ({ events, report }) => {
      started!.replay.append(events);
      return { type: 'sliceEnded', runId, report };
    });
  }

  /** Of a session that is no longer there, nothing is told. */
  #await<T>(answer: Promise<T> | undefined, told: (given: T) => ReplMessage): void {
    if (answer === undefined) return;
    const pending = answer.then((given) => {
      this.#pending.delete(pending);
      this.#dispatch(told(given));
    });
    this.#pending.add(pending);
  }
}
