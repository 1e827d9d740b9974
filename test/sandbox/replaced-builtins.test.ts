/** Programs that replace what the language comes with. What the runtime around them needs, it has taken before. */
import { describe, expect, test } from 'vitest';
import { runInSandbox } from './run-in-sandbox.ts';

describe('Promise.prototype.then', () => {
  const COUNTING = `const native = Promise.prototype.then;
    let calls = 0;
    Promise.prototype.then = function (...given) { calls++; return native.apply(this, given); };\n`;

  test('is not called for the program by the runtime', async () => {
    const ran = await runInSandbox(`${COUNTING}await 1; console.log('then calls', calls);`, { fileName: 'a.mjs' });
    expect(ran.output).toBe('then calls 0\n');
  });

  test('is not called for coroutines and queues either', async () => {
    const ran = await runInSandbox(
      `import { run, coroutine, createTask, Queue } from 'asyncio';
      ${COUNTING}
      const queue = new Queue(1);
      const main = coroutine(async () => {
        const task = createTask(coroutine(async () => queue.get())());
        await queue.put(1);
        await queue.put(2);
        return task;
      });
      console.log(await run(main()), calls);`,
      { fileName: 'a.mjs' },
    );
    expect(ran.output).toBe('1 0\n');
  });

  test('may be anything without the program waiting for ever', async () => {
    const source = `Promise.prototype.then = () => {}; delete Promise.prototype.constructor; await 1; console.log('over');`;
    const ran = await runInSandbox(source, { fileName: 'a.mjs' });
    expect([ran.status, ran.output]).toEqual(['done', 'over\n']);
  });

  test('may throw, and the kind that it gives too', async () => {
    const source = `Promise.prototype.then = () => { throw new Error('no') };
      Object.defineProperty(Promise, Symbol.species, { get() { throw new Error('no') } });
      Object.defineProperty(Promise.prototype, 'constructor', { get() { throw new Error('no') } });
      console.log('over');`;
    const ran = await runInSandbox(source, { fileName: 'a.mjs' });
    expect([ran.status, ran.output]).toEqual(['done', 'over\n']);
  });
});
