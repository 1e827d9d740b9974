import { Thread } from "threading";

// A stroke on the board for each coin. The board hangs in
// the corridor.
function count(board: Int32Array) {
  for (let coin = 0; coin < 20_000; coin++) {
    ____
  }
}

const board = new Int32Array(new SharedArrayBuffer(4));
const ann = new Thread(count, board);
const bo = new Thread(count, board);
ann.start();
bo.start();
ann.joinSync();
bo.joinSync();
console.log(`strokes: ${board[0]}`);
