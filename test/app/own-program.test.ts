/** A program of one's own under the panel, whose files change while it is watched. */
import { expect, test } from 'vitest';
import { Program } from '../../src/app/program.ts';
import { ownProgramState } from '../../src/app/screens/own-program.ts';
import { lessonView } from '../../src/app/screens/lesson-state.ts';
import type { WholeProgram } from '../../src/trace/program-lines.ts';
import { plainRows } from '../../src/ui/plain-rows.ts';
import { FakeEditor } from './fake-editor.ts';
import { FakeProgress, NO_SYNTAX, NO_TRACES } from './fake-progress.ts';
import { FakeRunner } from './fake-runner.ts';
import { scriptedTrace } from './scripted-trace.ts';

const ENDLESS = scriptedTrace(function* () {
  for (let count = 0; count < 20; count++) yield { does: 'sleep', line: 1, seconds: 1 };
});

const ONE: WholeProgram = { fileName: 'mine.ts', source: 'await sleep(1); // as it was\n' };
const TWO: WholeProgram = {
  fileName: 'mine.ts',
  source: "import './lib/other.ts'; // as it is\n\nlet other;\n",
  files: [
    ['mine.ts', 1],
    ['lib/other.ts', 3],
  ],
};

function opened() {
  const runner = new FakeRunner({ 'mine.ts': ENDLESS });
  const environment = { colorless: null, editor: { variable: null, command: 'vi' } } as const;
  const terminal = { quit() {}, suspend() {} };
  const kept = { progress: new FakeProgress(), syntax: NO_SYNTAX, traces: NO_TRACES, editor: new FakeEditor() };
  const state = ownProgramState(ONE, 'en', { columns: 120, rows: 30 }, environment);
  const program = new Program(state, { ...kept, runner, terminal });
  const dispatch = async (...messages: readonly Parameters<Program['dispatch']>[0][]): Promise<void> => {
    for (const message of messages) {
      program.dispatch(message);
      await program.settled();
    }
  };
  const press = (...keys: readonly string[]): Promise<void> =>
    dispatch(...keys.map((key) => ({ type: 'keyPressed', key }) as const));
  const screen = (): string => plainRows(program.state).join('\n');
  const run = () => lessonView(program.state)?.stationState.run ?? null;
  return { runner, dispatch, press, screen, run };
}

test('a program that has changed runs from its start, and what ran before is ended', async () => {
  const { runner, dispatch, screen, run, press } = opened();
  await dispatch({ type: 'runAsked' }, { type: 'ticked', elapsedMs: 3_000 });
  await press(' ');
  expect(run()).toMatchObject({ id: 1, source: ONE.source, mode: 'paused' });
  expect(run()!.cursor).toBeGreaterThan(0);
  await dispatch({ type: 'programChanged', program: TWO });
  expect(runner.killed).toEqual(['mine.ts']);
  expect(run()).toMatchObject({ id: 2, ...TWO, mode: 'live' });
  expect(screen()).toContain('// as it is');
  expect(screen()).not.toContain('// as it was');
  expect(screen()).toContain('lib/other.ts');
});

test('in the settings nothing begins: the changed program waits to be run', async () => {
  const { dispatch, press, run, screen } = opened();
  await dispatch({ type: 'runAsked' });
  await press('o');
  await dispatch({ type: 'programChanged', program: TWO });
  await press('escape');
  expect(screen()).toContain('// as it is');
  expect(run()).toBeNull();
  await press('r');
  expect(run()).toMatchObject({ id: 2, ...TWO });
});

test('what is said of a trace that was saved stays when the program changes', async () => {
  const { dispatch, press, screen } = opened();
  await dispatch({ type: 'runAsked' });
  await press('x');
  expect(screen()).toContain('Saved here: mine.ts.trace.json');
  await dispatch({ type: 'programChanged', program: TWO });
  expect(screen()).toContain('Saved here: mine.ts.trace.json');
});
