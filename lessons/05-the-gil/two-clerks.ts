import * as requests from "requests";
import { Thread } from "threading";

function askRate() {
  const reply = requests.get("http://demo.test/delay/1");
  console.log(reply.statusCode);
}

const ann = new Thread(askRate);
const bo = new Thread(askRate);
ann.start();
bo.start();
ann.joinSync();
bo.joinSync();
