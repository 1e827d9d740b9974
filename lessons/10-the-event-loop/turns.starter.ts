type Callback = () => void;
let ready: Callback[] = [];

function callSoon(callback: Callback) {
  ready.push(callback);
}

function turn() {
  // Change this: only what is ready as the turn begins.
  let next;
  while ((next = ready.shift())) next();
}

const tea = () => {
  console.log("tea");
  callSoon(() => console.log("milk"));
};

callSoon(tea);
callSoon(() => console.log("toast"));
for (let n = 1; ready.length > 0; n++) {
  console.log(`turn ${n}`);
  turn();
}
