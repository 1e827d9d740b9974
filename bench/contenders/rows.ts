/** What is measured, written with the port. `realm.ts` reads this very text, so it is a program of its own. */
import { coroutine, createTask, gather, Queue, sleep } from '../../src/asyncio/index.ts';

const nothing = coroutine(async () => {}, 'nothing');

const spawn = coroutine(async (n: number) => {
  for (let i = 0; i < n; i++) await createTask(nothing());
}, 'spawn');

const turns = coroutine(async (n: number) => {
  for (let i = 0; i < n; i++) await sleep(0);
}, 'turns');

const twoSwitch = coroutine(async (n: number) => {
  const a = createTask(turns(n / 2));
  const b = createTask(turns(n / 2));
  await a;
  await b;
}, 'twoSwitch');

const sleeps = coroutine(async (n: number) => {
  await gather(Array.from({ length: n }, (_, i) => sleep(0.001 * (i % 10))));
}, 'sleeps');

const gathers = coroutine(async (n: number) => {
  for (let i = 0; i < 10; i++) await gather(Array.from({ length: n / 10 }, () => nothing()));
}, 'gathers');

const producer = coroutine(async (queue: Queue<number>, n: number) => {
  for (let i = 0; i < n; i++) await queue.put(i);
}, 'producer');

const consumer = coroutine(async (queue: Queue<number>, n: number) => {
  for (let i = 0; i < n; i++) await queue.get();
}, 'consumer');

const queueOf = coroutine(async (n: number) => {
  const queue = new Queue<number>(100);
  await gather(producer(queue, n), consumer(queue, n));
}, 'queueOf');

const call = coroutine(async (n: number) => {
  for (let i = 0; i < n; i++) await nothing();
}, 'call');

export const ROWS: { readonly [row: string]: (n: number) => ReturnType<typeof call> } = {
  spawn,
  switch: twoSwitch,
  sleeps,
  gather: gathers,
  queue: queueOf,
  call,
};
