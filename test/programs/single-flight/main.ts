// A cache in front of a slow service: many ask for the same at once, and the service is asked once.
import { coroutine, createTask, gather, getRunningLoop, isException, run, shield, sleep, type Task } from 'asyncio';

interface Kept<V> {
  readonly value: V;
  readonly until: number;
}

interface Statistics {
  hits: number;
  misses: number;
  stale: number;
  failures: number;
}

class Cache<K, V> {
  readonly statistics: Statistics = { hits: 0, misses: 0, stale: 0, failures: 0 };
  readonly #load: (key: K) => Promise<V>;
  readonly #freshSeconds: number;
  readonly #staleSeconds: number;
  readonly #capacity: number;
  readonly #kept = new Map<K, Kept<V>>();
  readonly #flights = new Map<K, Task<V>>();

  constructor(load: (key: K) => Promise<V>, { fresh = 10, stale = 30, capacity = 3 } = {}) {
    this.#load = load;
    this.#freshSeconds = fresh;
    this.#staleSeconds = stale;
    this.#capacity = capacity;
  }

  async get(key: K): Promise<V> {
    const now = getRunningLoop().time();
    const kept = this.#kept.get(key);
    if (kept !== undefined && now < kept.until) {
      this.statistics.hits++;
      this.#touch(key, kept);
      return kept.value;
    }
    const flight = this.#flights.get(key) ?? this.#begin(key);
    if (kept !== undefined && now < kept.until + this.#staleSeconds) {
      // Good enough for now: the new one comes in the background.
      this.statistics.stale++;
      return kept.value;
    }
    // One who is cancelled takes nothing away from the others.
    return await shield(flight);
  }

  #begin(key: K): Task<V> {
    this.statistics.misses++;
    const flight = createTask(this.#fly(key), { name: `load ${String(key)}` });
    this.#flights.set(key, flight);
    return flight;
  }

  readonly #fly = coroutine(async (key: K): Promise<V> => {
    try {
      const value = await this.#load(key);
      this.#touch(key, { value, until: getRunningLoop().time() + this.#freshSeconds });
      return value;
    } catch (error) {
      if (isException(error)) this.statistics.failures++;
      throw error;
    } finally {
      this.#flights.delete(key);
    }
  }, 'fly');

  /** What was used last stands last; what was used least goes. */
  #touch(key: K, kept: Kept<V>): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    if (this.#kept.size > this.#capacity) this.#kept.delete(this.#kept.keys().next().value!);
  }
}

let asked = 0;

const answer = async (path: string): Promise<number> => {
  asked++;
  const response = await fetch(`http://demo.test${path}`);
  await response.text();
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.status;
};

const ask = coroutine(async (cache: Cache<string, number>, path: string): Promise<string> => {
  try {
    return `${path} ${await cache.get(path)}`;
  } catch (error) {
    if (!isException(error)) throw error;
    return `${path} ${error instanceof Error ? error.message : 'failed'}`;
  }
});

const main = coroutine(async () => {
  const cache = new Cache(answer, { fresh: 10, stale: 5, capacity: 3 });
  console.log(
    (await gather(Array.from({ length: 20 }, () => ask(cache, '/delay/2')))).length,
    'answers,',
    asked,
    'request',
  );
  console.log(await ask(cache, '/delay/2'), 'at once');

  const impatient = createTask(ask(cache, '/delay/3'));
  const patient = createTask(ask(cache, '/delay/3'));
  await sleep(1);
  impatient.cancel();
  console.log(await patient, `though the other was cancelled: ${impatient.cancelled() || impatient.cancelling() > 0}`);

  await sleep(9);
  console.log(await ask(cache, '/delay/2'), 'is stale, and good enough');
  await sleep(3);
  console.log((await gather(ask(cache, '/status/503'), ask(cache, '/status/503'))).join(' and '));
  await gather(['/delay/0.1', '/delay/0.2', '/delay/0.3'].map((path) => ask(cache, path)));
  const before = asked;
  await ask(cache, '/delay/2');
  console.log(`what was used least is asked for again: ${asked - before} request`);
  console.log(cache.statistics);
});

await run(main());
