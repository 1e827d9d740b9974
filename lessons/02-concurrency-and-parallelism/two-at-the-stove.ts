import { ThreadPoolExecutor } from "concurrent.futures";
import * as time from "time";

function fry(dish: string) {
  time.sleep(dish === "eggs" ? 2 : 1);
  console.log(`${dish}: ready`);
  return dish;
}

using cooks = new ThreadPoolExecutor(2);
for (const dish of cooks.map(fry, ["eggs", "greens"])) {
  console.log(`served: ${dish}`);
}
