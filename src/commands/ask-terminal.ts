/** Asks the terminal how many cells a text takes: by writing it, and asking where the cursor is then. */

/** A terminal answers within milliseconds; one far away within this, ms. */
const PATIENCE_MS = 1_000;
const WHERE = '\u001b[6n';
const ERASE = '\r\u001b[2K';

/** For each text its cells; nothing where there is no terminal, or none that answers. */
export async function cellsOf(texts: readonly string[]): Promise<readonly number[]> {
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY) return [];
  const wasRaw = stdin.isRaw;
  stdin.setRawMode(true);
  try {
    const cells: number[] = [];
    for (const text of texts) {
      const column = await columnBehind(text);
      if (column === null) return [];
      cells.push(column - 1);
    }
    return cells;
  } finally {
    stdout.write(ERASE);
    stdin.setRawMode(wasRaw);
    stdin.pause();
  }
}

/** What is typed meanwhile is lost; the answer is found among it. */
function columnBehind(text: string): Promise<number | null> {
  const { stdin, stdout } = process;
  return new Promise((done) => {
    let heard = '';
    const finish = (column: number | null): void => {
      clearTimeout(timer);
      stdin.off('data', hear);
      done(column);
    };
    const hear = (chunk: Buffer): void => {
      heard += chunk.toString('latin1');
      // oxlint-disable-next-line no-control-regex -- the answer begins with one.
      const answer = /\u001b\[\d+;(\d+)R/.exec(heard);
      if (answer !== null) finish(Number(answer[1]));
    };
    const timer = setTimeout(() => finish(null), PATIENCE_MS);
    stdin.on('data', hear);
    stdin.resume();
    stdout.write(`${ERASE}${text}${WHERE}`);
  });
}
