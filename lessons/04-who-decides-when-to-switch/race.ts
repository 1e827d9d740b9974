import { Thread } from "threading";

function pledge(board: Int32Array) {
  Atomics.add(board, 1, 1);
  Atomics.notify(board, 1);
  Atomics.wait(board, 1, 1); // for the other one
  for (let i = 0; i < 10_000_000; i++) {
    const seen = board[0]!;
    board[0] = seen + 1;
  }
}

const board = new Int32Array(new SharedArrayBuffer(8));
const ada = new Thread(pledge, board);
const bob = new Thread(pledge, board);
ada.start();
bob.start();
ada.joinSync();
bob.joinSync();
console.log(`on the board: ${board[0]}`);
