// Topics with wildcards, subscribers that come and go, and what a subscriber missed while it was away.
import { coroutine, gather, run, sleep, taskGroup } from 'asyncio';
import { Broker } from './broker.ts';
import type { Subscription } from './subscription.ts';

const listen = coroutine(async (name: string, subscription: Subscription, most: number) => {
  let heard = 0;
  for await (const { topic, payload, number } of subscription) {
    console.log(`${name}: #${number} ${topic} ${JSON.stringify(payload)}`);
    if (++heard === most) break;
  }
  return heard;
});

const sensors = coroutine(async (broker: Broker) => {
  for (let minute = 0; minute < 4; minute++) {
    broker.publish('sensors/kitchen/temperature', 20 + minute);
    await sleep(1);
    broker.publish('sensors/cellar/humidity', 60 - minute);
    await sleep(0.5);
  }
});

const doorbell = coroutine(async (broker: Broker) => {
  await sleep(2.2);
  broker.publish('door/front', 'ring');
  await sleep(0.1);
  broker.publish('door/front', 'ring', { keep: true });
});

const main = coroutine(async () => {
  const broker = new Broker();
  const [kitchen, everything, door] = await taskGroup(async (group) => {
    const listeners = [
      group.createTask(listen('kitchen', broker.subscribe('sensors/kitchen/+'), 4), { name: 'kitchen' }),
      group.createTask(listen('everything', broker.subscribe('#'), 5), { name: 'everything' }),
      group.createTask(listen('door', broker.subscribe('door/#'), 2), { name: 'door' }),
    ] as const;
    await sleep(0);
    await gather(sensors(broker), doorbell(broker));
    return listeners;
  });
  console.log(`heard ${kitchen.result()}, ${everything.result()}, ${door.result()}`);
  // Whoever comes late still gets the last message that was to be kept.
  await listen('late', broker.subscribe('door/front'), 1);
  console.log(`subscribers left: ${broker.subscriberCount}`);
});

await run(main());
