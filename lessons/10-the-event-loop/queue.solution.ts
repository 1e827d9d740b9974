type Callback = () => void;
let ready: Callback[] = [];

function callSoon(callback: Callback) {
  ready.push(callback);
}

function turn() {
  let next;
  while ((next = ready.shift())) next();
}

callSoon(() => console.log("tea"));
callSoon(() => console.log("toast"));
console.log("open");
turn();
console.log("closed");
turn();
