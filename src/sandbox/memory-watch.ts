/**
 * Watches how much memory one process of a program holds: V8's own reports of its heap, and what the system sees of the whole
 * process, for buffers live outside of the heap.
 */
import { HeapReports } from './heap-reports.ts';
import { residentMb } from './resident-memory.ts';
import type { Child } from './spare.ts';

/** What a child takes before it has read a program, MB: measured 60 to 80. */
const BASELINE_MB = 90;
/** How often the system is asked, ms. */
const POLL_MS = 40;

export class MemoryWatch {
  readonly #pid: number | undefined;
  readonly #heapMb: number;
  readonly #moreMb: () => number;
  readonly #tooLarge: (overMb: number) => void;
  #mostMb: number | null = null;
  #residentMb = 0;
  #poll: NodeJS.Timeout | null = null;

  /**
   * `heapMb`: what V8's heap may hold; the process may hold its baseline, twice that, and `moreMb()`, which may be
   * negative. `tooLarge` is told as long as it
   * is, and by how much the process is over.
   */
  constructor(child: Child, heapMb: number, moreMb: () => number, tooLarge: (overMb: number) => void) {
    this.#pid = child.process.pid;
    this.#heapMb = heapMb;
    this.#moreMb = moreMb;
    this.#tooLarge = tooLarge;
    const reports = new HeapReports();
    child.collections?.on('data', (chunk: Buffer) => {
      if (reports.read(chunk) > this.#heapMb) this.#tooLarge(0);
    });
  }

  /** From now on the system is asked as well, until `stop`. */
  start(): void {
    this.stop();
    const pid = this.#pid;
    if (pid === undefined) return;
    const baseline = this.#mostMb === null ? residentMb(pid) : 0;
    if (baseline === null) return;
    // A child that is still starting has not reached its baseline.
    this.#mostMb ??= Math.max(baseline, BASELINE_MB) + 2 * this.#heapMb;
    this.#poll = setInterval(() => this.#look(pid), POLL_MS).unref();
  }

  /** What the process held beyond its baseline when the system was last asked, MB. */
  get excessMb(): number {
    return this.#mostMb === null ? 0 : Math.max(0, this.#residentMb - (this.#mostMb - 2 * this.#heapMb));
  }

  stop(): void {
    if (this.#poll !== null) clearInterval(this.#poll);
    this.#poll = null;
  }

  #look(pid: number): void {
    const resident = residentMb(pid);
    this.#residentMb = resident ?? this.#residentMb;
    const over = resident === null ? 0 : resident - this.#mostMb! - this.#moreMb();
    if (over > 0) this.#tooLarge(over);
  }
}
