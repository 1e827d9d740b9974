/** What the lessons say of the snippets in plain JavaScript, held against Node itself; only its timers are made to jump. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { withoutNumbers } from '../../src/course/compare.ts';
import { readCourse } from '../../src/disk/read-course.ts';

const JUMPING_TIMERS = fileURLToPath(new URL('jumping-timers.cjs', import.meta.url));

interface Ran {
  readonly output: string;
  readonly seconds: number;
  readonly status: string;
}

/** In which order Node empties its queues is that of a script, which cannot await at its top. */
function runInNode(source: string): Ran {
  const type = source.includes('process.nextTick') ? 'commonjs' : 'module';
  const args = [`--require=${JUMPING_TIMERS}`, `--input-type=${type}`, '--eval', source];
  const stdio = ['ignore', 'pipe', 'ignore', 'pipe'] as const;
  const { output, status } = spawnSync(process.execPath, args, { encoding: 'utf8', stdio: [...stdio] });
  return { output: output[1]!, seconds: Number(output[3]), status: ended(status) };
}

/** Node gives up with 13 on a module that awaits what nothing can settle. */
function ended(status: number | null): string {
  if (status === 0) return 'done';
  return status === 13 ? 'deadlock' : 'failed';
}

const { value: course } = readCourse(fileURLToPath(new URL('../..', import.meta.url)));
const twins = course.chapters
  .flatMap((chapter) => Object.values(chapter.programs))
  .flatMap(({ twins: all, expected, measured }) =>
    all.filter((twin) => twin.language === 'native').map((twin) => ({ ...twin, expected, measured })),
  );

test('there are twins to run', () => {
  expect(twins.length).toBeGreaterThanOrEqual(6);
});

test.each(twins)('$fileName runs in Node as its chapter says', ({ source, expected, measured }) => {
  const { output, seconds, status } = { ...expected, ...expected.native };
  const ran = runInNode(source);
  if (measured) {
    expect(withoutNumbers(ran.output)).toBe(withoutNumbers(output!));
    expect(ran.status).toBe(status);
  } else expect(ran).toEqual({ output, seconds, status });
});
