type Callback = () => void;
let ready: Callback[] = [];

function callSoon(callback: Callback) {
  // Write here: the callback joins the end of the queue.
}

function turn() {
  // Write here: run what is ready, in its order.
  // Whoever has had a turn leaves the queue.
}

callSoon(() => console.log("tea"));
callSoon(() => console.log("toast"));
console.log("open");
turn();
console.log("closed");
turn();
