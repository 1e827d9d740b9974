import { Event, Thread } from "threading";
import * as time from "time";

// A stroke on the board for each coin. The board hangs in
// the corridor; both begin at `go`.
function count(board: Int32Array, go: Event) {
  go.wait();
  for (let coin = 0; coin < 500_000; coin++) {
    ____
  }
}

const board = new Int32Array(new SharedArrayBuffer(4));
const go = new Event();
const ann = new Thread(count, board, go);
const bo = new Thread(count, board, go);
ann.start();
bo.start();
time.sleep(1);
go.set();
ann.joinSync();
bo.joinSync();
console.log(`strokes: ${board[0]}`);
