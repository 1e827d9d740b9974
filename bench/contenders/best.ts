/** Runs a row several times and prints the best time, in seconds, as the contenders of other languages do. */
export async function printBest(runRow: (row: string, n: number) => Promise<void>): Promise<void> {
  const [row, n, rounds] = process.argv.slice(2);
  let best = Infinity;
  for (let round = 0; round < Number(rounds); round++) {
    const start = performance.now();
    await runRow(row!, Number(n));
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  console.log(JSON.stringify({ version: process.version, value: best }));
}
