/** What terminals send, through Ink's own parser, as the names that bindings use. */
import { Text, render, useInput } from 'ink';
import { createElement } from 'react';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyNames } from '../../src/ui/key-names.ts';
import { FakeTerminal } from './fake-terminal.ts';

let names: string[] = [];
let told: () => void = () => {};
const terminal = new FakeTerminal(40, 6);

function Listener() {
  useInput((input, key) => {
    names.push(...keyNames(input, key));
    told();
  });
  return createElement(Text, null, 'listening');
}

const OPTIONS = {
  stdin: terminal.stdin,
  stdout: terminal.stdout,
  interactive: true,
  exitOnCtrlC: false,
  patchConsole: false,
};

let unmount: () => void;
beforeAll(async () => {
  ({ unmount } = render(createElement(Listener), OPTIONS));
  await terminal.shows('listening');
});
afterAll(() => unmount());

/** `end` comes last: what came before it is complete then. */
const END = '\x1b[F';

async function check(sent: string, expected: readonly string[]): Promise<void> {
  names = [];
  const isComplete = new Promise<void>((resolve) => {
    told = () => {
      if (names.at(-1) === 'end') resolve();
    };
  });
  terminal.type(sent + END);
  await isComplete;
  expect(names).toEqual([...expected, 'end']);
}

test('text is its characters, however many come at once', async () => {
  await check('ab你e\u0301', ['a', 'b', '你', 'e\u0301']);
});

test('arrows, pages and ends have names', async () => {
  await check('\x1b[A\x1b[B\x1b[C\x1b[D', ['up', 'down', 'right', 'left']);
  await check('\x1b[5~\x1b[6~\x1b[H\x1bOH', ['pageup', 'pagedown', 'home', 'home']);
  await check('\x1b[1;2A\t\x1b[Z\r', ['shift-up', 'tab', 'shift-tab', 'enter']);
});

test('a move by a word is named the same whatever terminal sends it', async () => {
  // xterm with Ctrl, xterm with Alt, rxvt, iTerm.
  await check('\x1b[1;5D\x1b[1;3D\x1bOd\x1b\x1b[D', ['ctrl-left', 'ctrl-left', 'ctrl-left', 'ctrl-left']);
  await check('\x1b[1;5C\x1b[1;3C\x1bOc\x1b\x1b[C', ['ctrl-right', 'ctrl-right', 'ctrl-right', 'ctrl-right']);
  // Terminal on macOS.
  await check('\x1bb\x1bf', ['alt-b', 'alt-f']);
});

test('what erases has a name with Alt of its own', async () => {
  await check('\x7f\b\x1b[3~', ['backspace', 'backspace', 'delete']);
  await check('\x1b\x7f', ['alt-backspace']);
});

test('Ctrl with a letter or a sign arrives, Ctrl-/ as the Ctrl-_ that terminals make of it, alone or several at once', async () => {
  await check('\x01\x05\x0b\x15\x17\x19', ['ctrl-a', 'ctrl-e', 'ctrl-k', 'ctrl-u', 'ctrl-w', 'ctrl-y']);
  await check('\x1f', ['ctrl-_']);
  await check('\x17', ['ctrl-w']);
  await check('a\x03', ['a', 'ctrl-c']);
});

test('Alt with a character that means nothing is no text', async () => {
  await check('\x1b!\x1b你', []);
});
