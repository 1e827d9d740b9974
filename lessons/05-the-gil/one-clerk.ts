import * as requests from "requests";

function askRate() {
  const reply = requests.get("http://demo.test/delay/1");
  console.log(reply.statusCode);
}

askRate();
askRate();
