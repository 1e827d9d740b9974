import { Thread } from "threading";

fry("eggs");
fry("greens");
console.log("dinner");

function fry(dish: string) {
  let stirs = 0;
  while (stirs < 1.5e8) stirs++;
  console.log(`${dish}: done`);
}
