/** A trace with its program: what is kept of a run in a file, and what all exports are made of. */
import type { WholeProgram } from '../trace/program-lines.ts';
import type { Replay } from '../trace/replay.ts';

export interface KeptTrace extends WholeProgram {
  readonly replay: Replay;
  /** So many of its events are meant: a run that goes on may add to the replay meanwhile. */
  readonly length: number;
}
