import { Thread } from "threading";
import * as time from "time";

function speak(name: string, text: string, s: number) {
  for (const word of text.split(" ")) {
    time.sleep(s);
    console.log(`${name}: ${word}`);
  }
}

const ada = new Thread(speak, "ada", "we need paint", 1);
const bob = new Thread(speak, "bob", "no cash now", 1.25);
ada.start();
bob.start();
ada.joinSync();
bob.joinSync();
