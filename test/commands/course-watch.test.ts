/** A course is watched as far as it can be: what the system does not let one watch is said once, and the rest goes on. */
import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CourseWatch } from '../../src/commands/course-watch.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'async-tutor-watch-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));
for (const chapter of ['01-open', '02-locked', '03-late'])
  mkdirSync(join(ROOT, 'lessons', chapter), { recursive: true });

test.each(['EACCES', 'ENOSPC', 'EMFILE'])(
  'a folder that cannot be watched (%s) is said once, and the others are watched',
  async (code) => {
    const heard = new Map<string, () => void>();
    const said: string[] = [];
    const watched = new CourseWatch(
      ROOT,
      (path, why) => said.push(`${path} ${why}`),
      (path, listen) => {
        if (path.endsWith('02-locked')) throw Object.assign(new Error(code), { code });
        heard.set(path, () => listen('change', 'a.ts'));
        return Object.assign(new EventEmitter(), { close() {} }) as never;
      },
    );
    for (let time = 0; time < 2; time++) {
      heard.get(join(ROOT, 'lessons', '03-late'))!();
      // It looks at all folders again.
      await watched.changed();
    }
    expect(said).toEqual([`${join(ROOT, 'lessons', '02-locked')} ${code}`]);
  },
);
