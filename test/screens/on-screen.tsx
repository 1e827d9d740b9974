/** Test support: a state of the tutor on a terminal in memory, drawn once by the real screen. */
import { render } from 'ink';
import type { State } from '../../src/app/state.ts';
import { App } from '../../src/ui/App.tsx';
import { shownTheme } from '../../src/app/settings.ts';
import { screenRows } from '../../src/ui/screen-rows.ts';
import { paintsWith } from '../../src/ui/theme.ts';
import { FakeTerminal } from '../ui/fake-terminal.ts';

const COLORS = 3;
const paintIn = paintsWith(COLORS);

/** Hands the terminal with its screen to `look`, and takes the screen off it then. */
export async function onScreen<T>(state: State, look: (terminal: FakeTerminal) => T): Promise<T> {
  const terminal = new FakeTerminal(state.size.columns, state.size.rows);
  const app = (
    <App
      subscribe={() => () => {}}
      current={() => state}
      dispatch={() => {}}
      rowsOf={(shown) => screenRows(shown).map(paintIn(shownTheme(shown)))}
      onReady={() => {}}
    />
  );
  const { stdin, stdout } = terminal;
  // As the tutor does: the shell's cursor may be anywhere.
  stdout.write('\r');
  const { waitUntilRenderFlush, unmount } = render(app, {
    stdin,
    stdout,
    interactive: true,
    alternateScreen: true,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  await waitUntilRenderFlush();
  const seen = look(terminal);
  unmount();
  return seen;
}
