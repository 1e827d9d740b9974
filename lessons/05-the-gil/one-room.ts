function count() {
  let sum = 0;
  for (let coin = 0; coin < 3e7; coin++) {
    sum = (sum + coin) % 997;
  }
  console.log(sum);
}

count();
count();
