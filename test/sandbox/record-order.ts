/**
 * Records what plain Node prints for the puzzles of `programs/order`, beside each in an `.out` file. Node must print the same
 * in every one of its runs, or nothing is recorded for that puzzle.
 *
 *     node test/sandbox/record-order.ts            all of them
 *     node test/sandbox/record-order.ts 017 return those whose names contain one of these
 *     node test/sandbox/record-order.ts random     what the random programs print, as hashes in `order-random.json`
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isModuleText, orderPuzzles, type Puzzle, recordedFile } from './order-puzzles.ts';
import { hashesOf, randomBatches, RECORDED_HASHES } from './order-random.ts';

const RUNS = 20;
/** A puzzle's timers must not be late because of its neighbours. */
const AT_ONCE = 2;

const wanted = process.argv.slice(2);
const directory = mkdtempSync(join(tmpdir(), 'record-order-'));
try {
  if (wanted[0] === 'random') await recordRandom();
  else await recordPuzzles();
} finally {
  rmSync(directory, { recursive: true });
}

async function recordPuzzles(): Promise<void> {
  const puzzles = orderPuzzles().filter(
    ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
  );
  const refused: string[] = [];
  const left = puzzles.values();
  await Promise.all(Array.from({ length: AT_ONCE }, () => recordEach(left, refused)));
  console.log(`${puzzles.length - refused.length} recorded with ${process.version}, ${refused.length} refused`);
  if (refused.length > 0) process.exitCode = 1;
}

async function recordRandom(): Promise<void> {
  const hashes = await Promise.all(
    randomBatches().map(async ({ firstSeed, source }) => {
      const file = join(directory, `${firstSeed}.cjs`);
      writeFileSync(file, source);
      const kinds = new Set<string>();
      for (let run = 0; run < RUNS; run++) kinds.add(hashesOf(await outputOf(file)).join());
      if (kinds.size > 1) throw new Error(`the programs from ${firstSeed} on differ between runs`);
      return [...kinds][0]!.split(',');
    }),
  );
  writeFileSync(RECORDED_HASHES, `${JSON.stringify(hashes.flat())}\n`);
  console.log(`${hashes.flat().length} random programs recorded with ${process.version}`);
}

async function recordEach(left: Iterable<Puzzle>, refused: string[]): Promise<void> {
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
