/**
 * What V8 itself says of the child's heap: with `--trace-gc` it writes a line to stdout after each collection, from whatever
 * the program is doing. So the parent learns that a heap is too large while there is still room to stop the program in its
 * handle, with its line and what it has printed there; at V8's own limit the process dies on the spot.
 *
 * A program that has broken out can write there too: it ends its own run sooner, and gains nothing.
 */

/** No line of V8's comes near. */
const LONGEST_LINE = 1024;
/** `[pid:isolate] 128 ms: Mark-Compact (reduce) 70.2 (76.6) -> 68.0 (69.6) MB, …`: the fourth number is what is alive. */
const COLLECTED = / ms: (?:Incremental )?Mark-Compact[^>]{0,60}-> (\d{1,7})\.\d \(/;

export class HeapReports {
  #rest = '';

  /** The most that was alive after a full collection which these bytes tell of, MB; 0 when they tell of none. */
  read(chunk: Buffer): number {
    const lines = (this.#rest + chunk.toString('latin1')).split('\n');
    this.#rest = lines.pop()!.slice(-LONGEST_LINE);
    let most = 0;
    for (const line of lines) {
      const match = line.length > LONGEST_LINE ? null : COLLECTED.exec(line);
      if (match !== null) most = Math.max(most, Number(match[1]));
    }
    return most;
  }
}
