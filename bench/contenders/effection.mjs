/** The rows in Effection: `node effection.mjs ROW N ROUNDS`. Its queue has no bound. */
import { all, createQueue, run, sleep, spawn, until } from 'effection';
import { printBest } from './best.ts';

function* nothing() {}

function* turns(n) {
  for (let i = 0; i < n; i++) yield* until(Promise.resolve());
}

const ROWS = {
  *spawn(n) {
    for (let i = 0; i < n; i++) yield* yield* spawn(nothing);
  },
  *switch(n) {
    const a = yield* spawn(() => turns(n / 2));
    const b = yield* spawn(() => turns(n / 2));
    yield* a;
    yield* b;
  },
  *sleeps(n) {
    yield* all(Array.from({ length: n }, (_, i) => sleep(i % 10)));
  },
  *gather(n) {
    for (let i = 0; i < 10; i++) yield* all(Array.from({ length: n / 10 }, nothing));
  },
  *queue(n) {
    const queue = createQueue();
    const producer = yield* spawn(function* () {
      for (let i = 0; i < n; i++) queue.add(i);
    });
    for (let i = 0; i < n; i++) yield* queue.next();
    yield* producer;
  },
  *call(n) {
    for (let i = 0; i < n; i++) yield* nothing();
  },
};

await printBest(async (row, n) => {
  await run(() => ROWS[row](n));
});
