import { LookupError, ValueError, coroutine, getRunningLoop, run, sleep } from 'asyncio';

const fail = (text: string) => {
  throw new ValueError(text);
};

const main = coroutine(async () => {
  const loop = getRunningLoop();
  console.log(loop.getExceptionHandler() ?? undefined);
  const handler = (_loop: unknown, context: { message: string; exception?: unknown }) => {
    const error = context.exception as Error;
    console.log('handler:', context.message.split('(')[0], '|', error.message);
    if (error.message === 'second') throw new TypeError('in the handler');
  };
  loop.setExceptionHandler(handler);
  console.log(loop.getExceptionHandler() === handler);
  const failing = () => fail('first');
  const failingTwice = () => fail('second');
  Object.defineProperty(failing, 'name', { value: 'main.<locals>.failing' });
  Object.defineProperty(failingTwice, 'name', { value: 'main.<locals>.failing_twice' });
  loop.callSoon(failing);
  loop.callSoon(failingTwice);
  loop.callLater(1, failing);
  loop.callSoon(() => console.log('the loop goes on'));
  loop.callExceptionHandler({ message: 'told by hand', exception: new LookupError('k') });
  await sleep(2);
  const fut = loop.createFuture<void>();
  const callback = () => fail('in a done callback');
  Object.defineProperty(callback, 'name', { value: 'main.<locals>.<lambda>' });
  fut.addDoneCallback(callback);
  fut.setResult();
  await fut;
  await sleep(0);
  try {
    loop.setExceptionHandler(5 as never);
  } catch (e) {
    console.log((e as Error).name);
  }
  loop.setExceptionHandler(null);
  console.log(loop.getExceptionHandler() ?? undefined);
});

await run(main());
