// A class with a `then` of its own, awaited and returned.
class Query {
  #name;
  constructor(name) {
    this.#name = name;
  }
  then(resolve, reject) {
    console.log('run', this.#name);
    return Promise.resolve(`rows of ${this.#name}`).then(resolve, reject);
  }
}
const direct = async () => new Query('direct');
const awaited = async () => await new Query('awaited');
direct().then(console.log);
awaited().then(console.log);
new Query('called').then(console.log);
const unused = new Query('unused');
console.log(typeof unused.then);
