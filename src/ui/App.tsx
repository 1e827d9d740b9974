/** Whatever is shown, in Ink: the only place with hooks. It shows the rows of a state and hands on what is typed. */
import { memo, useMemo, useSyncExternalStore } from 'react';
import { Box, Text, useApp, useInput, useIsScreenReaderEnabled, usePaste } from 'ink';
import type { SuspendTerminal } from 'ink';
import type { ScreenMessage } from '../app/message.ts';
import { keyNames } from './key-names.ts';
import { shownRows } from './shown-rows.ts';

export interface AppProps<State> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly current: () => State;
  readonly dispatch: (message: ScreenMessage) => void;
  readonly rowsOf: (state: State, isForScreenReader: boolean) => readonly string[];
  /** Told what only a component can learn: how to give the terminal away. */
  readonly onReady: (suspendTerminal: SuspendTerminal) => void;
}

export function App<State>({ subscribe, current, dispatch, rowsOf, onReady }: AppProps<State>) {
  const isForScreenReader = useIsScreenReaderEnabled();
  const snapshot = useMemo(
    () => shownRows(current, (state) => rowsOf(state, isForScreenReader)),
    [current, rowsOf, isForScreenReader],
  );
  const rows = useSyncExternalStore(subscribe, snapshot);
  onReady(useApp().suspendTerminal);
  useInput((input, key) => {
    for (const name of keyNames(input, key)) dispatch({ type: 'keyPressed', key: name });
  });
  usePaste((text) => dispatch({ type: 'pasted', text }));
  return <Rows rows={rows} isCut={!isForScreenReader} />;
}

/** One composed string a row: cheaper to lay out than many pieces. Blanks at its end are what Ink draws anyway. */
function Rows({ rows, isCut }: { readonly rows: readonly string[]; readonly isCut: boolean }) {
  return (
    <Box flexDirection="column">
      {rows.map((row, index) => (
        <Row key={index} text={row.trimEnd()} isCut={isCut} />
      ))}
    </Box>
  );
}

/** A row whose text has not changed is left alone. */
const Row = memo(function Row({ text, isCut }: { readonly text: string; readonly isCut: boolean }) {
  return <Text wrap={isCut ? 'truncate-end' : 'wrap'}>{text === '' ? ' ' : text}</Text>;
});
