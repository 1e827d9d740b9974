/**
 * The Python twins of a course's snippets, run by the machine's own CPython: outside of the sandbox, so only when asked
 * for. A shim gives them a loop whose clock jumps over idle time.
 */
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Chapter, Course, Program } from '../course/course.ts';
import { withoutNumbers } from '../course/compare.ts';
import type { Problem } from '../course/problem.ts';

const SHIM = fileURLToPath(new URL('./run-twin.py', import.meta.url));
/** A twin that runs for longer has lost its way, ms. */
const LONGEST_MS = 20_000;
/** Output beyond this is not read, bytes. */
const MOST_OUTPUT = 1024 * 1024;

/** `asyncio.Runner` and `asyncio.TaskGroup` came with 3.11. */
export function hasPython(): boolean {
  return spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']).status === 0;
}

export async function provePython(
  course: Course,
): Promise<{ readonly ran: number; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  let ran = 0;
  for (const chapter of course.chapters) {
    for (const program of Object.values(chapter.programs)) {
      const twin = program.twins.find(({ language }) => language === 'python');
      if (twin === undefined) continue;
      ran++;
      problems.push(...differences(chapter, twin.fileName, program, await runTwin(twin.source)));
    }
  }
  return { ran, problems };
}

export interface TwinRun {
  readonly failed: boolean;
  readonly output: string;
  readonly errors: string;
}

export function runTwin(source: string): Promise<TwinRun> {
  const child = spawn('python3', ['-W', 'default', SHIM], { timeout: LONGEST_MS });
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (output.length < MOST_OUTPUT) output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (errors.length < MOST_OUTPUT) errors += text;
  });
  // It may end before it has read all.
  child.stdin.on('error', () => {});
  child.stdin.end(source);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ failed: true, output, errors: error.message }));
    child.on('close', (status) => resolve({ failed: status !== 0, output, errors }));
  });
}

function differences(
  chapter: Chapter,
  fileName: string,
  { expected, measured }: Program,
  run: TwinRun,
): readonly Problem[] {
  const file = `lessons/${chapter.folder}/${fileName}`;
  const compared = (output: string | undefined) => (measured && output !== undefined ? withoutNumbers(output) : output);
  const found: readonly (readonly [string, unknown, unknown])[] = [
    ['output', compared(expected.output), compared(withoutAddresses(run.output))],
    ['seconds', measured ? undefined : expected.seconds?.toFixed(3), /^seconds (.*)$/m.exec(run.errors)?.[1]],
    ['status', expected.status, run.failed ? (expected.status === 'deadlock' ? 'deadlock' : 'failed') : 'done'],
  ];
  const problems = found.flatMap(([what, wanted, is]): readonly Problem[] => {
    if (wanted === undefined || wanted === is) return [];
    const said = `Under Python its ${what} is ${JSON.stringify(is ?? null)}, but chapter.yaml says ${JSON.stringify(wanted)}.`;
    return [{ file, line: 1, what: said, mend: 'Make the twin do what the snippet does.' }];
  });
  // A code is a warning of ours, from reading the program; and Python is silent about calls from the wrong thread.
  const told = [expected.error, ...(expected.warnings ?? [])].filter((text) => text !== undefined);
  const unsaid = told.filter((text) => !/^[a-zA-Z]+$| is not thread-safe: /.test(text) && !run.errors.includes(text));
  const missing = unsaid.map((text) => {
    const what = `Under Python nothing is said of \`${text}\`.`;
    return { file, line: 1, what, mend: 'Make the twin do what the snippet does.' };
  });
  return [...problems, ...missing];
}

/** Python shows an object's address where the port has none to show. */
function withoutAddresses(text: string): string {
  return text.replace(/ at 0x[0-9a-f]+>/g, '>');
}
