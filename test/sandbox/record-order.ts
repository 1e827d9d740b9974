/**
 * Records what plain Node prints for the puzzles of `programs/order`, beside each in an `.out` file. Node must print the same
 * in every one of its runs, or nothing is recorded for that puzzle.
 *
 *     node test/sandbox/record-order.ts            all of them
 *     node test/sandbox/record-order.ts 017 return those whose names contain one of these
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isModuleText, orderPuzzles, recordedFile } from './order-puzzles.ts';

const RUNS = 20;
/** A puzzle's timers must not be late because of its neighbours. */
const AT_ONCE = 2;

const wanted = process.argv.slice(2);
const puzzles = orderPuzzles().filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
const directory = mkdtempSync(join(tmpdir(), 'record-order-'));
const refused: string[] = [];
try {
  const left = puzzles.values();
  await Promise.all(Array.from({ length: AT_ONCE }, () => recordEach(left)));
} finally {
  rmSync(directory, { recursive: true });
}
console.log(`${puzzles.length - refused.length} recorded with ${process.version}, ${refused.length} refused`);
process.exitCode = refused.length === 0 ? 0 : 1;

async function recordEach(left: Iterable<(typeof puzzles)[number]>): Promise<void> {
  for (const { name, source } of left) {
    // A script must not become a module because of a `package.json` somewhere above, nor a module a script.
    const file = join(directory, `${name}.${isModuleText(source) ? 'mjs' : 'cjs'}`);
    writeFileSync(file, source);
    const outputs = new Set<string>();
    for (let run = 0; run < RUNS && outputs.size < 2; run++) outputs.add(await outputOf(file));
    const [output, other] = outputs;
    if (other === undefined) writeFileSync(recordedFile(name), output!);
    else {
      refused.push(name);
      console.log(`${name}: differs between runs\n--- one\n${output}--- another\n${other}`);
    }
  }
}

/** A program that ends with an error has printed something too. */
function outputOf(file: string): Promise<string> {
  return new Promise((resolve) => execFile(process.execPath, [file], (_error, stdout) => resolve(stdout)));
}
