import { Semaphore, sleep } from 'asyncio';

export class Server {
  readonly name: string;
  isUp = true;
  /** What the balancer believes. */
  isHealthy = true;
  served = 0;
  mostQueued = 0;
  #load = 0;
  readonly #slots: Semaphore;
  readonly #size: number;
  readonly #speed: number;

  constructor(name: string, size: number, speed: number) {
    this.name = name;
    this.#slots = new Semaphore(size);
    this.#size = size;
    this.#speed = speed;
  }

  /** Requests that it has, for each that it can work on. */
  get busyness(): number {
    return this.#load / this.#size;
  }

  async serve(work: number): Promise<void> {
    if (!this.isUp) throw new Error(`${this.name} is down`);
    this.#load++;
    this.mostQueued = Math.max(this.mostQueued, this.#load - this.#size);
    try {
      await this.#slots.with(async () => {
        await sleep(work / this.#speed);
        if (!this.isUp) throw new Error(`${this.name} went down`);
      });
      this.served++;
    } finally {
      this.#load--;
    }
  }
}
