/** The rows in Effect: `node effect.mjs ROW N ROUNDS`. */
import { Effect, Fiber, Queue } from 'effect';
import { printBest } from './best.ts';

const nothing = Effect.gen(function* () {});

const turns = Effect.fnUntraced(function* (n) {
  for (let i = 0; i < n; i++) yield* Effect.yieldNow;
});

const ROWS = {
  spawn: Effect.fnUntraced(function* (n) {
    for (let i = 0; i < n; i++) yield* Fiber.join(yield* Effect.forkChild(nothing));
  }),
  switch: Effect.fnUntraced(function* (n) {
    const a = yield* Effect.forkChild(turns(n / 2));
    const b = yield* Effect.forkChild(turns(n / 2));
    yield* Fiber.join(a);
    yield* Fiber.join(b);
  }),
  sleeps: (n) =>
    Effect.all(
      Array.from({ length: n }, (_, i) => Effect.sleep(i % 10)),
      { concurrency: 'unbounded' },
    ),
  gather: Effect.fnUntraced(function* (n) {
    for (let i = 0; i < 10; i++)
      yield* Effect.all(
        Array.from({ length: n / 10 }, () => nothing),
        { concurrency: 'unbounded' },
      );
  }),
  queue: Effect.fnUntraced(function* (n) {
    const queue = yield* Queue.bounded(100);
    const produce = Effect.gen(function* () {
      for (let i = 0; i < n; i++) yield* Queue.offer(queue, i);
    });
    const consume = Effect.gen(function* () {
      for (let i = 0; i < n; i++) yield* Queue.take(queue);
    });
    yield* Effect.all([produce, consume], { concurrency: 'unbounded' });
  }),
  call: Effect.fnUntraced(function* (n) {
    for (let i = 0; i < n; i++) yield* nothing;
  }),
};

await printBest(async (row, n) => {
  await Effect.runPromise(ROWS[row](n));
});
