import * as requests from "requests";
import { Thread } from "threading";
import * as time from "time";

// oslo, lima, rome: each fetches its ledger and counts it.
function branch(name: string) {
  const ledger = requests.get("http://demo.test/delay/2");
  console.log(`${name}: ${ledger.statusCode}`);
  time.sleep(1);
  console.log(`${name}: counted`);
}

const branches = ["oslo", "lima", "rome"].map(
  (name) => new Thread(branch, name),
);
for (const each of branches) each.start();
for (const each of branches) each.joinSync();
console.log("closed");
