/** The Python twins of the shipped snippets, run by the machine's own CPython where it is new enough. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { hasPython, provePython, runTwin } from '../../src/commands/prove-python.ts';
import { readCourse } from '../../src/disk/read-course.ts';

const { value: course } = readCourse(fileURLToPath(new URL('../..', import.meta.url)));

test.skipIf(!hasPython())('the Python twins do what their TypeScript snippets must do', async () => {
  const { ran, problems } = await provePython(course);
  expect(problems).toEqual([]);
  const twins = course.chapters.flatMap((chapter) => Object.values(chapter.programs).flatMap(({ twins: all }) => all));
  expect(ran).toBe(twins.filter(({ language }) => language === 'python').length);
  expect(ran).toBeGreaterThanOrEqual(10);
});

test.skipIf(!hasPython())('a twin that does something else is told of', async () => {
  const wrong = {
    ...course,
    chapters: course.chapters.map((chapter) => ({
      ...chapter,
      programs: Object.fromEntries(
        Object.entries(chapter.programs).map(([name, program]) => {
          return [
            name,
            { ...program, measured: undefined, expected: { ...program.expected, output: 'other', seconds: 99 } },
          ];
        }),
      ),
    })),
  };
  const { ran, problems } = await provePython(wrong);
  expect(problems).toHaveLength(2 * ran);
  expect(problems[0]).toMatchObject({
    line: 1,
    what: expect.stringContaining('Under Python its output is') as unknown,
  });
});

test.skipIf(!hasPython())('a request to the demo service takes its time on that clock', async () => {
  const { output, errors } = await runTwin(`
import requests

answer = requests.get("http://demo.test/delay/2.5")
print(answer.status_code, answer.json())
`);
  expect(output).toBe("200 {'seconds': 2.5}\n");
  expect(errors).toContain('seconds 2.500');
});

test.skipIf(!hasPython())('threads of a pool sleep on the clock of the loop, and the loop waits for them', async () => {
  const { output, errors } = await runTwin(`
import asyncio
import time


def errand(who, s):
    time.sleep(s)
    print(who, time.monotonic())
    time.sleep(s)
    print(who, time.monotonic())


async def main():
    for who, s in [("a", 1), ("b", 0.75)]:
        asyncio.create_task(asyncio.to_thread(errand, who, s))
    await asyncio.sleep(1.25)
    time.sleep(0.5)
    print("main", time.monotonic())


asyncio.run(main())
print("closed", time.monotonic())
`);
  expect(output).toBe('b 0.75\na 1.0\nb 1.5\nmain 1.75\na 2.0\nclosed 2.0\n');
  expect(errors).toContain('seconds 2.000');
});

test.skipIf(!hasPython())('what a thread sets behind the back of a loop does not wake it', async () => {
  const { output } = await runTwin(`
import asyncio
import time


def work(future):
    time.sleep(1)
    future.set_result("set")
    time.sleep(2)


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    call = loop.run_in_executor(None, work, future)
    print(await future, time.monotonic())
    await call


asyncio.run(main())
`);
  expect(output).toBe('set 3.0\n');
});

test.skipIf(!hasPython())('what a thread tells the loop right before it ends is heard', async () => {
  const { output, errors } = await runTwin(`
import asyncio
import threading

threads = threading.enumerate
looked = threading.Event()


def tell(loop, future):
    looked.wait()
    loop.call_soon_threadsafe(future.set_result, "told")


def threads_after_it():
    looked.set()
    thread.join()
    return threads()


async def main():
    global thread
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    thread = threading.Thread(target=tell, args=(loop, future))
    thread.start()
    threading.enumerate = threads_after_it
    print(await future)


asyncio.run(main())
`);
  expect(errors).not.toContain('nothing will ever wake this loop');
  expect(output).toBe('told\n');
});

test.skipIf(!hasPython())('a loop that nothing will ever wake is told of, also beside an idle pool', async () => {
  const { failed, errors } = await runTwin(`
import asyncio


async def main():
    await asyncio.to_thread(print, "here")
    await asyncio.get_running_loop().create_future()


asyncio.run(main())
`);
  expect(failed).toBe(true);
  expect(errors).toContain('nothing will ever wake this loop');
});

test.skipIf(!hasPython())('a twin that runs a loop in a loop is refused in the words of CPython', async () => {
  const { failed, errors } = await runTwin(`
import asyncio


async def main():
    asyncio.run(asyncio.sleep(1))


asyncio.run(main())
`);
  expect(failed).toBe(true);
  expect(errors).toContain('RuntimeError: asyncio.run() cannot be called from a running event loop');
});
