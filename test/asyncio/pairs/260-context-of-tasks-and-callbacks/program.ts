import { Context, ContextVar, coroutine, createTask, getRunningLoop, run, sleep } from 'asyncio';

const variable = new ContextVar('var', { default: 'outside' });

function show(label: string) {
  console.log(label, variable.get());
}

const child = coroutine(async () => {
  show('child begins:');
  variable.set("child's");
  await sleep(0);
  show('child ends:');
});

const main = coroutine(async () => {
  const loop = getRunningLoop();
  variable.set('main 1');
  loop.callSoon(show, 'call_soon:');
  loop.callLater(0.1, show, 'call_later:');
  const task = createTask(child());
  variable.set('main 2');
  const fut = loop.createFuture<void>();
  fut.addDoneCallback(() => show('done callback:'));
  variable.set('main 3');
  fut.setResult();
  await task;
  const own = new Context();
  fut.addDoneCallback(() => show('own context:'), { context: own });
  await sleep(1);
  show('main:');
  console.log(task.getContext().get(variable), own.get(variable));
});

await run(main());
show('program:');
