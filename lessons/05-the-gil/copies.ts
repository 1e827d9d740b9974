import { Thread } from "threading";

function spend(ledger: { coins: number }) {
  ledger.coins -= 3;
  console.log(`bo: ${ledger.coins}`);
}

const ledger = { coins: 10 };
const bo = new Thread(spend, ledger);
bo.start();
bo.joinSync();
console.log(`ann: ${ledger.coins}`);
