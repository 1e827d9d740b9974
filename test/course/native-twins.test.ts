/** What the lessons say of the snippets in plain JavaScript, held against Node itself; only its timers are made to jump. */
import { spawnSync } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { readCourse } from '../../src/disk/read-course.ts';

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/** A script that shows in which order Node itself empties its queues; it sets no timers. */
function runScript(source: string): { readonly output: string; readonly seconds: number } {
  const { stdout } = spawnSync(process.execPath, ['--input-type=commonjs', '--eval', source], { encoding: 'utf8' });
  return { output: stdout, seconds: 0 };
}

/** All that the program prints, with the seconds its timers take to the end, or to an error that nobody catches. */
async function runNative(source: string): Promise<{ readonly output: string; readonly seconds: number }> {
  let output = '';
  let now = 0;
  const timers: Timer[] = [];
  const globals = {
    console: { log: (text: string) => void (output += `${text}\n`) },
    setTimeout: (callback: () => void, delay: number) => void timers.push({ due: now + delay, callback }),
  };
  const program = runInNewContext(`(async () => {\n${source}\n})()`, globals) as Promise<void>;
  for (;;) {
    await setImmediate();
    const next = timers.toSorted((one, other) => one.due - other.due)[0];
    if (next === undefined) break;
    timers.splice(timers.indexOf(next), 1);
    now = next.due;
    try {
      next.callback();
    } catch {
      return { output, seconds: now / 1000 };
    }
  }
  await program;
  return { output, seconds: now / 1000 };
}

const { value: course } = readCourse(fileURLToPath(new URL('../..', import.meta.url)));
const twins = course.chapters
  .flatMap((chapter) => Object.values(chapter.programs))
  .flatMap(({ twins: all, expected }) =>
    all.filter((twin) => twin.language === 'native').map((twin) => ({ ...twin, expected })),
  );

test('there are twins to run', () => {
  expect(twins.length).toBeGreaterThanOrEqual(6);
});

test.each(twins)('$fileName runs in Node as its chapter says', async ({ source, expected }) => {
  const { native, output, seconds } = expected;
  const ran = source.includes('process.nextTick') ? runScript(source) : await runNative(source);
  expect(ran).toEqual({ output: native?.output ?? output, seconds: native?.seconds ?? seconds });
});
