import { Thread } from "threading";
import * as time from "time";

function pledge(board: Int32Array, who: string, s: number) {
  const seen = board[0]!;
  time.sleep(s);
  board[0] = seen + 10;
  console.log(`${who} writes ${board[0]}`);
}

const board = new Int32Array(new SharedArrayBuffer(4));
const ada = new Thread(pledge, board, "ada", 1);
const bob = new Thread(pledge, board, "bob", 1.25);
ada.start();
bob.start();
ada.joinSync();
bob.joinSync();
console.log(`on the board: ${board[0]}`);
