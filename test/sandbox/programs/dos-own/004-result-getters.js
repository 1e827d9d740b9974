// expect: timeout limit: seconds line: 4
import { coroutine, createTask, run } from 'asyncio';
const result = {
  get [Symbol.for('nodejs.util.inspect.custom')]() { for (;;); },
};
await run(coroutine(async () => { const task = createTask(coroutine(async () => result)()); await task; console.log(task.result()); })());
