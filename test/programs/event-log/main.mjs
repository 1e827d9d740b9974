// Plain promises, timers and no asyncio: an event log with batches, a writer that fails, and a shutdown that loses nothing.
import { once } from './once.mjs';
import { Store } from './store.mjs';

const BATCH = 5;
const FLUSH_MS = 200;

class EventLog {
  #pending = [];
  #timer = null;
  #writing = Promise.resolve();
  #isClosed = false;

  constructor(store) {
    this.store = store;
  }

  add(event) {
    if (this.#isClosed) throw new Error('the log is closed');
    this.#pending.push(event);
    if (this.#pending.length >= BATCH) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
  }

  /** Batches are written one after another, however quickly they come. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = null;
    const batch = this.#pending.splice(0, BATCH);
    if (batch.length > 0) this.#writing = this.#writing.then(() => this.#write(batch));
    return this.#writing;
  }

  async close() {
    this.#isClosed = true;
    while (this.#pending.length > 0) await this.flush();
    await this.#writing;
  }

  async #write(batch) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.store.write(batch);
      } catch (error) {
        if (attempt === 3) throw new Error(`batch lost after ${attempt} attempts`, { cause: error });
        console.log(`attempt ${attempt}: ${error.message}`);
        await new Promise((resume) => setTimeout(resume, 50 * 2 ** attempt));
      }
    }
  }
}

const pause = (ms) => new Promise((resume) => setTimeout(resume, ms));

async function produce(log, name, count, everyMs) {
  for (let number = 1; number <= count; number++) {
    await pause(everyMs);
    log.add(`${name}${number}`);
  }
}

const store = new Store();
const log = new EventLog(store);
const announce = once(() => console.log('first batch is safe'));
store.onWritten = (batch) => {
  announce();
  console.log(`written: ${batch.join(' ')}`);
};

await Promise.all([produce(log, 'a', 7, 60), produce(log, 'b', 4, 110), produce(log, 'c', 2, 700)]);
await log.close();
try {
  log.add('too late');
} catch (error) {
  console.log(error.message);
}
console.log(`${store.rows.length} rows, ${store.writes} writes, ${store.failures} failures`);
