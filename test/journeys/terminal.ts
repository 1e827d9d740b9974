/** Test support: the built program in a real pseudo-terminal, and the screen that a person would see. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { spawn, type IPty } from '@lydell/node-pty';
import xterm from '@xterm/headless';

const LAUNCHER = resolve(import.meta.dirname, '../../dist/launch.cjs');
/** Far more than anything here takes; only a screen that never comes is this late. */
const PATIENCE_MS = 30_000;

export const KEYS = {
  enter: '\r',
  tab: '\t',
  escape: '\u001b',
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  delete: '\u001b[3~',
  pageDown: '\u001b[6~',
  ctrlC: '\u0003',
  ctrlK: '\u000b',
  ctrlZ: '\u001a',
} as const;

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly args?: readonly string[];
  readonly env?: { readonly [name: string]: string };
  /** Another program than the tutor: a shell that starts it. */
  readonly command?: readonly [string, ...string[]];
}

export class TestTerminal {
  readonly pty: IPty;
  readonly screen: xterm.Terminal;
  readonly exited: Promise<{ readonly exitCode: number; readonly signal?: number | undefined }>;
  /** Everything that was written, for what is no matter of the screen: whether modes were switched back. */
  written = '';
  #changed: () => void = () => {};

  constructor({ columns = 80, rows = 24, args = [], env = {}, command }: TerminalOptions = {}) {
    this.screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 1000 });
    const [file, ...rest] = command ?? [process.execPath, LAUNCHER, '--lang', 'en', ...args];
    this.pty = spawn(file, rest, { cols: columns, rows, env: { ...ownEnvironment(), ...env } });
    this.pty.onData((data) => {
      this.written += data;
      this.screen.write(data, () => this.#changed());
    });
    // What was written last is on the screen by then.
    this.exited = new Promise((done) => this.pty.onExit((exit) => this.screen.write('', () => done(exit))));
  }

  type(keys: string): void {
    this.pty.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.screen.resize(columns, rows);
    this.pty.resize(columns, rows);
  }

  /** The rows of the screen, without what is blank at their ends. */
  rows(): string[] {
    const { active } = this.screen.buffer;
    return Array.from(
      { length: this.screen.rows },
      (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '',
    );
  }

  text(): string {
    return this.rows().join('\n');
  }

  /** Waits until the screen shows it; fails with the screen as it is. */
  async shows(wanted: string | RegExp): Promise<string> {
    const isThere = (): boolean =>
      typeof wanted === 'string' ? this.text().includes(wanted) : wanted.test(this.text());
    const deadline = Date.now() + PATIENCE_MS;
    while (!isThere()) {
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`the screen never showed ${String(wanted)}:\n${this.text()}`);
      await new Promise<void>((changed) => {
        const timer = setTimeout(changed, left);
        this.#changed = () => {
          clearTimeout(timer);
          changed();
        };
      });
    }
    return this.text();
  }

  get isAlternate(): boolean {
    return this.screen.buffer.active.type === 'alternate';
  }

  close(): void {
    try {
      this.pty.kill('SIGKILL');
    } catch {
      // It has ended already.
    }
    this.screen.dispose();
  }
}

/** Ours, as a person's: CI's variables make programs believe that nobody watches. */
function ownEnvironment(): { [name: string]: string } {
  // Nobody's own progress is read or written.
  const XDG_DATA_HOME = mkdtempSync(join(tmpdir(), 'async-tutor-journey-'));
  const { CI: _ci, NO_COLOR: _none, FORCE_COLOR: _force, ...rest } = process.env;
  return { ...(rest as { [name: string]: string }), TERM: 'xterm-256color', COLORTERM: 'truecolor', XDG_DATA_HOME };
}
