/**
 * A child's frames, handed on at a pace: at most so much in one turn of the parent's event loop, however much has come, so
 * that no flood keeps the screen waiting. Meanwhile the pipe is not read, and a child that goes on writing waits for it.
 */
import type { Readable } from 'node:stream';
import type { Frame } from './protocol.ts';

/** Characters of frames that are read in one turn: at most some 7,000 events. The last frame may pass it, by its longest line. */
export const MOST_IN_A_TURN = 64 * 1024;
/** What a frame costs besides its payload. */
const FRAME_COST = 16;

export class PacedFrames {
  readonly #pipe: Pick<Readable, 'pause' | 'resume'>;
  readonly #hear: (frame: Frame) => void;
  #queue: Frame[] = [];
  #next = 0;
  #spent = 0;
  #isWaiting = false;
  #whenHeard: (() => void) | null = null;

  constructor(pipe: Pick<Readable, 'pause' | 'resume'>, hear: (frame: Frame) => void) {
    this.#pipe = pipe;
    this.#hear = hear;
  }

  add(frames: readonly Frame[]): void {
    for (const frame of frames) this.#queue.push(...piecesOf(frame));
    this.#handOn();
  }

  /** Calls back when everything that has come is handed on: at once, if it is. */
  whenHeard(done: () => void): void {
    if (this.#next === this.#queue.length) done();
    else this.#whenHeard = done;
  }

  #handOn(): void {
    while (this.#next < this.#queue.length) {
      if (this.#spent >= MOST_IN_A_TURN) return void this.#pipe.pause();
      const frame = this.#queue[this.#next++]!;
      this.#spend(frame.payload.length + FRAME_COST);
      this.#hear(frame);
    }
    this.#queue = [];
    this.#next = 0;
    this.#pipe.resume();
    this.#whenHeard?.();
  }

  #spend(characters: number): void {
    this.#spent += characters;
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    setImmediate(() => {
      this.#isWaiting = false;
      this.#spent = 0;
      this.#handOn();
    });
  }
}

/** Events are lines, and each line stands for itself. */
function* piecesOf(frame: Frame): Generator<Frame> {
  const { kind, payload } = frame;
  if (kind !== 'E' || payload.length <= MOST_IN_A_TURN) return yield frame;
  for (let start = 0; start < payload.length;) {
    const end = payload.indexOf('\n', start + MOST_IN_A_TURN / 2) + 1 || payload.length;
    yield { kind, payload: payload.slice(start, end) };
    start = end;
  }
}
