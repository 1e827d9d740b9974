/**
 * Test support: programs of ticks, microtasks, async functions, thenables and immediates, the same for the same seed. No rejection
 * is left unhandled, and nothing races: in a program with a timer, of 0 ms, no immediate adds another before the timer ran.
 */
import { createHash } from 'node:crypto';

/** A hash for each program, by its seed. */
export const RECORDED_HASHES = new URL('./order-random.json', import.meta.url);

export const RANDOM_PROGRAMS = 200;
const PROGRAMS_IN_BATCH = 25;
/** So long after each other that Node's timers keep them apart. */
const APART_MS = 20;
const MOST_DEPTH = 4;

interface Batch {
  readonly firstSeed: number;
  readonly source: string;
}

/** Several programs in a file, one after the other: a run of each alone would take too long. */
export function randomBatches(): readonly Batch[] {
  return Array.from({ length: RANDOM_PROGRAMS / PROGRAMS_IN_BATCH }, (_, batch) => {
    const firstSeed = batch * PROGRAMS_IN_BATCH;
    const programs = Array.from({ length: PROGRAMS_IN_BATCH }, (__, index) => {
      const start = `setTimeout(program, ${index * APART_MS}, (value) => console.log(${index}, value))`;
      return `{\n  const program = (log) => {\n${randomProgram(firstSeed + index)}\n  };\n  ${start};\n}\n`;
    });
    return { firstSeed, source: programs.join('') };
  });
}

/** A short hash of what each program of a batch printed. */
export function hashesOf(output: string): readonly string[] {
  const lines = output.split('\n');
  return Array.from({ length: PROGRAMS_IN_BATCH }, (_, index) => {
    const own = lines.filter((line) => line.startsWith(`${index} `)).join('\n');
    return createHash('sha256').update(own).digest('hex').slice(0, 12);
  });
}

function randomProgram(seed: number): string {
  const writer = new Writer(seed);
  return writer.pick(3) === 0
    ? writer.programWithTimer()
    : writer.block({ depth: 0, mayAwait: false, immediates: 'any' });
}

interface Around {
  readonly depth: number;
  readonly mayAwait: boolean;
  /** `calls`: only by a call of `setImmediate`, in whose callback there is none. */
  readonly immediates: 'any' | 'calls' | 'none';
}

class Writer {
  #state: number;
  #logs = 0;

  constructor(seed: number) {
    this.#state = seed * 7919 + 1;
  }

  pick(count: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  }

  programWithTimer(): string {
    const before = this.block({ depth: 0, mayAwait: false, immediates: 'calls' });
    const timer = this.#callback({ depth: 1, mayAwait: false, immediates: 'any' });
    const after = this.block({ depth: 0, mayAwait: false, immediates: 'calls' });
    return `${before}\nsetTimeout(${timer}, 0);\n${after}`;
  }

  block(around: Around): string {
    const count = around.depth === 0 ? 4 : 1 + this.pick(3);
    return Array.from({ length: count }, () => `${this.#statement(around)};`).join('\n');
  }

  #log(): string {
    return `log(${++this.#logs})`;
  }

  #callback(around: Around): string {
    return `() => {\n${this.block({ ...around, depth: around.depth + 1, mayAwait: false })}\n}`;
  }

  #asyncCall(around: Around): string {
    const body = this.block({ ...around, depth: around.depth + 1, mayAwait: true });
    return `(async () => {\n${body}\n${this.#return(around)}\n})()`;
  }

  #return(around: Around): string {
    const value = this.#value(around);
    return [
      '',
      `return ${value};`,
      `return await ${value};`,
      `try { return await ${value}; } finally { ${this.#log()}; }`,
    ][this.pick(4)]!;
  }

  #statement(around: Around): string {
    if (around.depth > MOST_DEPTH) return this.#log();
    if (around.mayAwait && this.pick(3) === 0) return this.#awaiting(around);
    switch (this.pick(10)) {
      case 0:
        return `process.nextTick(${this.#callback(around)})`;
      case 1:
        return `queueMicrotask(${this.#callback(around)})`;
      case 2:
        return `Promise.resolve(${this.#value(around)}).then(${this.#callback(around)}).then(() => ${this.#log()})`;
      case 3:
        return `Promise.resolve().then(() => (${this.#value(around)})).then(() => ${this.#log()})`;
      case 4:
        return `${this.#asyncCall(around)}.then(() => ${this.#log()})`;
      case 5:
        return `new Promise((resolve) => resolve(${this.#value(around)})).then(${this.#callback(around)})`;
      case 6:
        return this.#combined(around);
      case 7:
        if (around.immediates === 'none') return this.#log();
        return `setImmediate(${this.#callback({ ...around, immediates: around.immediates === 'calls' ? 'none' : 'any' })})`;
      case 8:
        return `Promise.reject(${this.#log()}).finally(() => (${this.#value(around)})).catch(${this.#callback(around)})`;
      default:
        return this.#log();
    }
  }

  #combined(around: Around): string {
    const name = ['all', 'allSettled', 'race', 'any'][this.pick(4)];
    return `Promise.${name}([${this.#value(around)}, ${this.#value(around)}]).then(() => ${this.#log()})`;
  }

  #awaiting(around: Around): string {
    switch (this.pick(5)) {
      case 0:
        return `for await (const item of [${this.#value(around)}, ${this.#value(around)}]) ${this.#log()}`;
      case 1: {
        const items = `yield ${this.#value(around)}; ${this.#log()}; yield* [${this.#value(around)}]; return ${this.#value(around)};`;
        const leave = this.pick(2) === 0 ? ' break;' : '';
        return `for await (const item of (async function* () { try { ${items} } finally { await null; ${this.#log()}; } })()) { ${this.#log()};${leave} }`;
      }
      case 2:
        return `try { await (async () => { await ${this.#value(around)}; throw ${this.#log()}; })(); } catch { ${this.#log()}; }`;
      default:
        return `await ${this.#value(around)}; ${this.#log()}`;
    }
  }

  #value(around: Around): string {
    const inner = { ...around, depth: around.depth + 1 };
    switch (this.pick(around.depth < MOST_DEPTH ? 9 : 4)) {
      case 0:
        return 'null';
      case 1:
        return 'Promise.resolve()';
      case 2:
        return `{ then(resolve) { ${this.#log()}; resolve(); } }`;
      case 3:
        return 'new Promise((resolve) => process.nextTick(resolve))';
      case 4:
        return `{ then(resolve) { ${this.#log()}; queueMicrotask(() => resolve(${this.#value(inner)})); } }`;
      case 5:
        return this.#asyncCall(inner);
      case 6:
        return around.immediates === 'any' ? 'new Promise((resolve) => setImmediate(resolve))' : 'Promise.resolve()';
      case 7:
        return `{ get then() { ${this.#log()}; return undefined; } }`;
      default:
        return `Promise.resolve(${this.#value(inner)}).then(() => (${this.#value(inner)}))`;
    }
  }
}
