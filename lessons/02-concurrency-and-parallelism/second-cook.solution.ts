import { Thread } from "threading";

const cooks = ["eggs", "greens"].map((dish) =>
  new Thread({ target: fry, args: [dish], name: dish })
);
for (const each of cooks) each.start();
for (const each of cooks) await each.join();
console.log("dinner");

function fry(dish: string) {
  let stirs = 0;
  while (stirs < 1.5e8) stirs++;
  console.log(`${dish}: done`);
}
