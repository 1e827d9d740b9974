import { OSError, ValueError, asyncWith, coroutine, run } from 'asyncio';

class Step {
  readonly name: string;
  readonly fails: string;
  constructor(name: string, fails = '') {
    this.name = name;
    this.fails = fails;
  }
  async aenter() {
    console.log('enter', this.name);
    if (this.fails === 'enter') throw new OSError(`no ${this.name}`);
    return this.name;
  }
  async aexit(error: unknown, failed: boolean) {
    console.log('exit', this.name, failed ? (error as Error).name : '-');
    if (this.fails === 'exit') throw new OSError(`exit of ${this.name}`);
    return false;
  }
}

const nest = coroutine(async (outer: Step, inner: Step, fail = false) => {
  try {
    await asyncWith(outer, (a) =>
      asyncWith(inner, async (b) => {
        console.log('body', a, b);
        if (fail) throw new ValueError('body');
      }),
    );
  } catch (e) {
    console.log('out comes', (e as Error).name, (e as Error).message);
  }
});

const main = coroutine(async () => {
  await nest(new Step('a'), new Step('b'));
  await nest(new Step('a'), new Step('b', 'enter'));
  await nest(new Step('a'), new Step('b', 'exit'));
  await nest(new Step('a', 'exit'), new Step('b', 'exit'), true);
  await nest(new Step('a', 'enter'), new Step('b'));
});

await run(main());
