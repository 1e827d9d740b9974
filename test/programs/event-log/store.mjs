/** A database that takes its time and fails now and then, always at the same writes. */
export class Store {
  rows = [];
  writes = 0;
  failures = 0;
  onWritten = () => {};
  #isBusy = false;

  async write(batch) {
    if (this.#isBusy) throw new Error('two writes at once');
    this.#isBusy = true;
    try {
      await new Promise((resume) => setTimeout(resume, 80));
      this.writes++;
      if (this.writes % 3 === 2) {
        this.failures++;
        throw new Error('connection reset');
      }
      this.rows.push(...batch);
      this.onWritten(batch);
    } finally {
      this.#isBusy = false;
    }
  }
}
