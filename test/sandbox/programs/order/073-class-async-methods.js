// Async methods, static ones, private ones, getters that give promises, and `super`.
class Base {
  async load(name) {
    console.log('load', name);
    await null;
    return `loaded ${name}`;
  }
}
class Derived extends Base {
  static async make() {
    return new Derived();
  }
  get ready() {
    return this.#wait();
  }
  async #wait() {
    await null;
    return 'ready';
  }
  async load(name) {
    return `${await super.load(name)} twice`;
  }
}
Derived.make().then((made) => made.load('a')).then(console.log);
new Derived().ready.then(console.log);
new Base().load('b').then(console.log);
