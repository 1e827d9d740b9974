import { ProcessPoolExecutor } from "concurrent.futures";

const count = (star: string) => {
  let stars = 0;
  for (let pixel = 0; pixel < 4_000_000; pixel++) {
    if (Math.sin(pixel) > 0.9999) stars++;
  }
  return `${star}: ${stars} stars`;
};

using pool = new ProcessPoolExecutor(2);
const vega = pool.submit(count, "vega");
const mira = pool.submit(count, "mira");
console.log(vega.result());
console.log(mira.result());
