/** The Python twins of the shipped snippets, run by the machine's own CPython where it is new enough. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readCourse } from '../../src/disk/read-course.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RUNNER = fileURLToPath(new URL('./fixtures/run_twin.py', import.meta.url));

/** `asyncio.Runner` and `asyncio.TaskGroup` came with 3.11. */
const hasPython = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']).status === 0;

const { value: course } = readCourse(ROOT);
const twins = course.chapters.flatMap((chapter) =>
  Object.values(chapter.programs).flatMap(({ expected, twins: languages }) =>
    languages.filter((twin) => twin.language === 'python').map((twin) => ({ ...twin, expected })),
  ),
);

/** Python shows an object's address where the port has none to show. */
const withoutAddresses = (text: string): string => text.replace(/ at 0x[0-9a-f]+>/g, '>');

describe.skipIf(!hasPython)('a Python twin', () => {
  test.each(twins)('$fileName does what its TypeScript snippet must do', ({ source, expected }) => {
    const run = spawnSync('python3', ['-W', 'default', RUNNER], { input: source, encoding: 'utf8' });
    expect(withoutAddresses(run.stdout)).toBe(expected.output);
    expect(/^seconds (.*)$/m.exec(run.stderr)?.[1]).toBe(expected.seconds?.toFixed(3));
    expect(run.status === 0 ? 'done' : 'failed').toBe(expected.status);
    if (expected.error !== undefined) expect(run.stderr).toContain(expected.error);
    // A code is a warning of ours, from reading the program; Python has none of these.
    const warnings = (expected.warnings ?? []).filter((warning) => !/^[a-zA-Z]+$/.test(warning));
    for (const warning of warnings) expect(run.stderr).toContain(`RuntimeWarning: ${warning}`);
  });
});
