/** A terminal in memory: Ink writes to it, tests look at its screen and type on it. */
import { PassThrough, Writable } from 'node:stream';
import xterm from '@xterm/headless';

type Xterm = InstanceType<typeof xterm.Terminal>;

class FakeOutput extends Writable {
  readonly isTTY = true;
  columns: number;
  rows: number;
  readonly #write: (text: string, done: () => void) => void;

  constructor(columns: number, rows: number, write: (text: string, done: () => void) => void) {
    super({ decodeStrings: false });
    this.columns = columns;
    this.rows = rows;
    this.#write = write;
  }

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    this.#write(String(chunk), done);
  }
}

class FakeInput extends PassThrough {
  readonly isTTY = true;
  isRaw = false;

  setRawMode(isRaw: boolean): this {
    this.isRaw = isRaw;
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}

/** How long a screen may take to show what a test waits for, ms: only a test that fails waits so long. */
const PATIENCE_MS = 5_000;

export class FakeTerminal {
  readonly input = new FakeInput();
  readonly output: FakeOutput;
  /** What draws the screen, for whoever wants its colours. */
  readonly xterm: Xterm;
  readonly #watchers = new Set<() => void>();

  constructor(columns: number, rows: number) {
    this.xterm = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
    this.output = new FakeOutput(columns, rows, (text, done) =>
      this.xterm.write(text, () => {
        done();
        for (const watcher of this.#watchers) watcher();
      }),
    );
    this.xterm.write('shell$ ');
  }

  get stdin(): NodeJS.ReadStream {
    return this.input as unknown as NodeJS.ReadStream;
  }

  get stdout(): NodeJS.WriteStream {
    return this.output as unknown as NodeJS.WriteStream;
  }

  get isAlternate(): boolean {
    return this.xterm.buffer.active.type === 'alternate';
  }

  get isCursorShown(): boolean {
    return !(this.xterm as unknown as { _core: { coreService: { isCursorHidden: boolean } } })._core.coreService
      .isCursorHidden;
  }

  /** What is on the screen, without the spaces at the ends of the lines. */
  get screen(): string {
    const { active } = this.xterm.buffer;
    return Array.from({ length: this.xterm.rows }, (_, row) =>
      active.getLine(active.viewportY + row)!.translateToString(true),
    ).join('\n');
  }

  type(text: string): void {
    this.input.write(text);
  }

  resize(columns: number, rows: number): void {
    this.xterm.resize(columns, rows);
    this.output.columns = columns;
    this.output.rows = rows;
    this.output.emit('resize');
  }

  /** Resolves as soon as the screen is as wanted; rejects with the screen if that never comes. */
  async until(wanted: (screen: string) => boolean): Promise<string> {
    if (wanted(this.screen)) return this.screen;
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(patience);
        this.#watchers.delete(look);
        settle();
      };
      const look = () => {
        if (wanted(this.screen)) finish(() => resolve(this.screen));
      };
      const patience = setTimeout(() => {
        finish(() => reject(new Error(`the screen never came to it:\n${this.screen}`)));
      }, PATIENCE_MS);
      this.#watchers.add(look);
    });
  }

  async shows(text: string): Promise<string> {
    return this.until((screen) => screen.includes(text));
  }
}
