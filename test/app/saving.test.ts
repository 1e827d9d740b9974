import { describe, expect, test } from 'vitest';
import type { KnownTrace, Saved, TracePort } from '../../src/app/ports.ts';
import { bindingsOf } from '../../src/app/bindings.ts';
import { noticeLines } from '../../src/app/screens/lesson-notice.ts';
import { traceState } from '../../src/app/screens/trace.ts';
import { Program } from '../../src/app/program.ts';
import { lessonView } from '../../src/app/screens/lesson-state.ts';
import type { WholeProgram } from '../../src/trace/program-lines.ts';
import { Replay } from '../../src/trace/replay.ts';
import { plainRows } from '../../src/ui/plain-rows.ts';
import { screenRows } from '../../src/ui/screen-rows.ts';
import type { State } from '../../src/app/state.ts';
import { FakeEditor } from './fake-editor.ts';
import { FakeProgress, NO_SYNTAX } from './fake-progress.ts';
import { FakeRunner } from './fake-runner.ts';
import { scriptedTrace } from './scripted-trace.ts';
import { TutorDriver } from './tutor-driver.ts';

class FakeTraces implements TracePort {
  readonly asked: KnownTrace[] = [];
  readonly languages: string[] = [];
  answer: Saved = { is: 'saved', trace: 'a.trace.json', picture: 'a.svg' };

  save(trace: KnownTrace, language: string): Promise<Saved> {
    this.asked.push(trace);
    this.languages.push(language);
    return Promise.resolve(this.answer);
  }
}

function said(state: State): string {
  return noticeLines(state, lessonView(state)!, 200)
    .map((line) => line.map(({ text }) => text).join(''))
    .join('\n');
}

/** At the run of the first program of the fake course. */
async function atRun(traces: FakeTraces, language: 'en' | 'zh' = 'en'): Promise<TutorDriver> {
  const tutor = new TutorDriver({ language, ports: { traces } });
  await tutor.press('enter');
  while (tutor.view.station === null) await tutor.press('n');
  await tutor.press('s');
  await tutor.press('G');
  return tutor;
}

describe('one key saves a run', () => {
  test('all that is known of it, with its program, and says where', async () => {
    const traces = new FakeTraces();
    const tutor = await atRun(traces);
    await tutor.press('x');
    const { run } = tutor;
    expect(traces.asked).toEqual([
      { fileName: run.fileName, source: tutor.view.station!.program.source, replay: run.replay, length: run.known },
    ]);
    expect(said(tutor.state)).toContain('✓ Saved here: a.trace.json (async-tutor open shows it again) and a.svg');
    expect(plainRows(tutor.state).join('\n')).toContain('Saved here: a.trace.json');
  });

  test('in the language of the learner', async () => {
    const traces = new FakeTraces();
    const tutor = await atRun(traces, 'zh');
    await tutor.press('x');
    expect(traces.languages).toEqual(['zh']);
    expect(said(tutor.state)).toContain('已保存在当前目录：a.trace.json');
  });

  test('also while it is under way: what has happened so far', async () => {
    const traces = new FakeTraces();
    const tutor = await atRun(traces);
    await tutor.press('r');
    await tutor.pass(0.2);
    await tutor.press(' ', 'x');
    expect(traces.asked[0]!.length).toBe(tutor.run.known);
    expect(tutor.run.report?.state).not.toBe('ended');
  });

  test('and says why when it could not', async () => {
    const traces = new FakeTraces();
    const tutor = await atRun(traces);
    for (const [why, words] of [
      ['ENOSPC', 'the disk is full'],
      ['EROFS', 'the disk is read-only'],
      ['EACCES', 'permission denied'],
    ] as const) {
      traces.answer = { is: 'unsaved', file: 'a.trace.json', why };
      await tutor.press('x');
      expect(said(tutor.state)).toContain(`✗ Nothing was saved: a.trace.json cannot be written: ${words}.`);
    }
  });

  test('until the learner does the next thing', async () => {
    const tutor = await atRun(new FakeTraces());
    await tutor.press('x');
    await tutor.press('left');
    expect(said(tutor.state)).not.toContain('Saved');
  });

  test('one at a time, however often it is pressed', async () => {
    const traces = new FakeTraces();
    const tutor = await atRun(traces);
    for (let count = 0; count < 5; count++) tutor.program.dispatch({ type: 'keyPressed', key: 'x' });
    expect(said(tutor.state)).toContain('The run is being saved');
    await tutor.program.settled();
    expect(traces.asked).toHaveLength(1);
  });

  test('where there is no run it does nothing', async () => {
    const traces = new FakeTraces();
    const tutor = new TutorDriver({ ports: { traces } });
    await tutor.press('enter', 'x');
    expect(traces.asked).toEqual([]);
  });
});

describe('a trace of another day', () => {
  function openedTrace(traces = new FakeTraces(), given: Partial<WholeProgram> = {}) {
    const replay = new Replay();
    replay.append(
      scriptedTrace(function* () {
        yield { does: 'print', line: 1, text: 'hello' };
        yield { does: 'sleep', line: 2, seconds: 2 };
      }),
    );
    const trace = {
      fileName: 'mine.ts',
      source: "console.log('hello');\nawait sleep(2);\n",
      ...given,
      replay,
      length: replay.length,
    };
    const environment = { colorless: null, editor: { variable: null, command: 'vi' } } as const;
    const runner = new FakeRunner();
    const asked: string[] = [];
    const program = new Program(traceState(trace, 'en', { columns: 120, rows: 30 }, environment), {
      traces,
      runner,
      terminal: { quit: () => void asked.push('quit'), suspend: () => void asked.push('suspend') },
      progress: new FakeProgress(),
      syntax: NO_SYNTAX,
      editor: new FakeEditor(),
    });
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) {
        program.dispatch({ type: 'keyPressed', key });
        await program.settled();
      }
    };
    const screen = (): string =>
      screenRows(program.state)
        .map((row) =>
          row
            .map(({ text }) => text)
            .join('')
            .trimEnd(),
        )
        .join('\n');
    return { program, press, screen, asked, traces };
  }

  test('shows its program and plays it again: to and fro, step by step, at another speed', async () => {
    const { program, press, screen } = openedTrace();
    const run = () => lessonView(program.state)!.stationState.run!;
    expect(screen()).toContain('mine.ts');
    expect(screen()).toContain("console.log('hello');");
    expect(screen()).toContain('Nothing runs now: you see what was recorded. It ran on a virtual');
    expect(screen()).toContain('► replay 1x');
    program.dispatch({ type: 'ticked', elapsedMs: 500 });
    expect(screen()).toMatch(/clock 0\.5 s/);
    await press(' ');
    expect(screen()).toContain('‖ paused');
    await press('+', 'g', 'right');
    expect(run().cursor).toBeGreaterThan(0);
    await press('left');
    expect(run().cursor).toBe(0);
    await press('G');
    expect(screen()).toContain('■ ended');
    await press('enter');
    expect(run().mode).toBe('live');
  });

  test('runs nothing, and is no lesson: there is no key for that', async () => {
    const { program, press, asked } = openedTrace();
    const does = new Set(bindingsOf(program.state).map((binding) => binding.does));
    for (const key of ['run', 'restart', 'nextScreen', 'nextLesson', 'back', 'edit', 'predict'] as const)
      expect(does).not.toContain(key);
    await press('r', 'n', 'N', 'p', 'e', 's', 'L', '?', '?', 'o', 'escape');
    expect(program.state.place.is).toBe('lesson');
    await press('q');
    expect(asked).toEqual(['quit']);
  });

  test('of several files is shown file by file, and saved with them', async () => {
    const traces = new FakeTraces();
    const files = [
      ['mine.ts', 1],
      ['lib/other.ts', 43],
    ] as const;
    const source = `console.log('hello');\n${'// more\n'.repeat(40)}\nawait sleep(2);${'\n// other'.repeat(40)}`;
    const { press, screen } = openedTrace(traces, { source, files });
    const caption = (): string => /── (\S+) +TypeScript, as it ran/.exec(screen())![1]!;
    await press('g');
    expect(caption()).toBe('mine.ts');
    await press('t');
    expect(caption()).toBe('lib/other.ts');
    expect(screen()).toMatch(/^ +1 {2}await sleep\(2\)/m);
    expect(screen()).not.toMatch(/^ +4\d/m);
    await press('T');
    expect(caption()).toBe('mine.ts');
    await press('x');
    expect(traces.asked[0]).toMatchObject({ fileName: 'mine.ts', source, files });
  });

  test('is saved by the same key, into new files', async () => {
    const { press, screen, traces } = openedTrace();
    await press('x');
    expect(traces.asked[0]).toMatchObject({ fileName: 'mine.ts' });
    expect(screen()).toContain('Saved here: a.trace.json');
  });
});
