/**
 * A program of its own for the tests of `progress-file`: it appends facts to a folder and says on stdout which are written.
 * `node progress-writer.ts FOLDER LESSON COUNT`: so many screens of a lesson, as soon as stdin is at its end. A COUNT of 0
 * is without end. Where LESSON is `torn`, it leaves half lines instead, as a killed process does.
 */
import { appendFileSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openProgress } from '../../src/disk/progress-file.ts';

const [folder, lesson, count] = process.argv.slice(2) as [string, string, string];
const progress = openProgress(folder, 0);
writeSync(1, 'ready\n');
readFileSync(0);
for (let screen = 0; screen !== Number(count) || count === '0'; screen++) {
  if (lesson === 'torn') appendFileSync(join(folder, 'progress.jsonl'), '{"v":1,"at":');
  else progress.append({ type: 'screenSeen', at: screen, chapter: 'a', lesson, screen });
  const unwritten = progress.problems.find((problem) => problem.is === 'unwritten');
  if (unwritten !== undefined) {
    writeSync(1, `${unwritten.why}\n`);
    break;
  }
  writeSync(1, `${screen}\n`);
}
