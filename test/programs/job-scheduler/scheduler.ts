import {
  type Coroutine,
  coroutine,
  getRunningLoop,
  PriorityQueue,
  sleep,
  taskGroup,
  timeoutAt,
  TimeoutError,
} from 'asyncio';

export interface JobSpec {
  readonly name: string;
  /** When it arrives, what it takes, and when it must be done: seconds. */
  readonly arrives: number;
  readonly seconds: number;
  readonly deadline: number;
  /** Less is more urgent. */
  readonly priority: number;
}

export interface Outcome {
  readonly name: string;
  readonly outcome: 'done' | 'late' | 'too late';
  readonly from: number;
  readonly to: number;
}

interface Queued {
  readonly spec: JobSpec;
  readonly order: number;
}

/** By priority; of equals the one that must be done earlier; then in the order of arrival. */
function isBefore(a: Queued | null, b: Queued | null): boolean {
  if (a === null || b === null) return b === null && a !== null;
  if (a.spec.priority !== b.spec.priority) return a.spec.priority < b.spec.priority;
  if (a.spec.deadline !== b.spec.deadline) return a.spec.deadline < b.spec.deadline;
  return a.order < b.order;
}

export class Scheduler {
  readonly #machines: number;
  readonly #queue = new PriorityQueue<Queued | null>(0, isBefore);
  readonly #outcomes: Outcome[] = [];
  #count = 0;

  constructor(machines: number) {
    this.#machines = machines;
  }

  submit(spec: JobSpec): void {
    console.log(`${getRunningLoop().time().toFixed(1).padStart(5)}  ${spec.name} arrives`);
    this.#queue.putNowait({ spec, order: this.#count++ });
  }

  /** Until everything that `submitting` brings is through. */
  async runAll(submitting: Coroutine<void>): Promise<readonly Outcome[]> {
    await taskGroup(async (group) => {
      for (let index = 0; index < this.#machines; index++)
        group.createTask(this.#machine(`machine ${index + 1}`), { name: `machine ${index + 1}` });
      await group.createTask(submitting, { name: 'submitting' });
      await this.#queue.join();
      for (let index = 0; index < this.#machines; index++) this.#queue.putNowait(null);
    });
    return this.#outcomes;
  }

  readonly #machine = coroutine(async (name: string): Promise<void> => {
    for (;;) {
      const queued = await this.#queue.get();
      if (queued === null) return;
      this.#outcomes.push(await this.#perform(queued.spec, name));
      this.#queue.taskDone();
    }
  }, 'machine');

  async #perform(spec: JobSpec, machine: string): Promise<Outcome> {
    const loop = getRunningLoop();
    const from = loop.time();
    const { name } = spec;
    if (from + spec.seconds > spec.deadline + 2) {
      console.log(`${from.toFixed(1).padStart(5)}  ${name} is not worth beginning`);
      return { name, outcome: 'too late', from, to: from };
    }
    try {
      await timeoutAt(spec.deadline, async () => {
        console.log(`${from.toFixed(1).padStart(5)}  ${machine} begins ${name}`);
        await sleep(spec.seconds);
      });
      return { name, outcome: 'done', from, to: loop.time() };
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      console.log(`${loop.time().toFixed(1).padStart(5)}  ${name} has missed its deadline`);
      return { name, outcome: 'late', from, to: loop.time() };
    }
  }
}
