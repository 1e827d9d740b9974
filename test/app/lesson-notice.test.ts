import { describe, expect, test } from 'vitest';
import { screenRows } from '../../src/ui/screen-rows.ts';
import { ASKING } from './asking-course.ts';
import { FakeRunner, TRACES } from './fake-runner.ts';
import { TutorDriver } from './tutor-driver.ts';

function shown(tutor: TutorDriver): string {
  return screenRows(tutor.state)
    .map((row) =>
      row
        .map((span) => span.text)
        .join('')
        .trimEnd(),
    )
    .join('\n');
}

/** A lesson whose program prints `hello` after a second and fails in the next one, as predicted but for the failure. */
async function rightButFailed(language: 'en' | 'zh'): Promise<TutorDriver> {
  const runner = new FakeRunner({ ...TRACES, 'in-sequence.ts': TRACES['failing.ts']! });
  const tutor = new TutorDriver({ runner, language, columns: 80, rows: 24 });
  await tutor.press('enter', 'enter', ...'hello', 'tab', '2', 'enter');
  return tutor;
}

describe.each(['en', 'zh'] as const)('a prediction that holds to an end that is an error, in %s', (language) => {
  const isEnglish = language === 'en';
  const asked = isEnglish ? 'and then it failed. Did you expect that?' : '但程序随后出错了。这你料到了吗？';
  const why = isEnglish ? 'Why: main goes no further' : '原因：main 在第一个 await 处停下';
  const right = isEnglish ? 'As you predicted, to the end.' : '从头到尾都与你的预测一致。';

  test('is said to be right, with a word about the error and why', async () => {
    const tutor = await rightButFailed(language);
    await tutor.pass(1.5);
    expect(shown(tutor)).not.toContain(asked);
    await tutor.pass(2);
    expect(tutor.view.stationState.prediction.judged).toMatchObject({ is: 'holding', ended: true });
    const screen = shown(tutor);
    expect(screen).toContain(asked);
    expect(screen).toContain(why);
    expect(screen).not.toContain(right);
    expect(screen).toContain('✗ Error: world');
  });

  test('keeps its reason while the learner steps back, and drops it while the run is replayed', async () => {
    const tutor = await rightButFailed(language);
    await tutor.press('G', 'left');
    expect(shown(tutor)).toContain(why);
    await tutor.press('G', ' ');
    expect(shown(tutor)).toContain(asked);
    expect(shown(tutor)).not.toContain(why);
  });
});

describe.each(['en', 'zh'] as const)('why the run goes as it goes, in %s', (language) => {
  const isEnglish = language === 'en';
  const why = isEnglish ? 'Why: main goes no further' : '原因：main 在第一个 await 处停下';
  const sizes = [
    [80, 24],
    [120, 40],
  ] as const;

  test.each(sizes)('is said at the end of a run that was predicted right, on %i x %i', async (columns, rows) => {
    const tutor = new TutorDriver({ language, columns, rows });
    await tutor.press('enter', 'enter', ...'hello', 'enter', ...'world', 'tab', '3', 'enter');
    await tutor.pass(1.5);
    expect(shown(tutor)).not.toContain(why);
    await tutor.pass(2);
    expect(shown(tutor)).toContain(why);
    expect(shown(tutor)).toContain(isEnglish ? '✓ As you predicted, to the end.' : '✓ 从头到尾都与你的预测一致。');
    expect(shown(tutor)).toMatch(/3\.0 (s|秒) A world/);
    await tutor.press(' ');
    expect(shown(tutor)).not.toContain(why);
  });

  test.each(sizes)('is said at the end of a run without a prediction, on %i x %i', async (columns, rows) => {
    const tutor = new TutorDriver({ language, columns, rows });
    await tutor.press('enter', 's');
    await tutor.pass(2);
    await tutor.press(' ');
    expect(shown(tutor)).not.toContain(why);
    await tutor.press('G');
    expect(shown(tutor)).toContain(why);
    expect(shown(tutor)).toMatch(/3\.0 (s|秒) A world/);
    await tutor.press('r');
    expect(shown(tutor)).not.toContain(why);
  });
});

describe('hints of an exercise', () => {
  const atExercise = (trace: string): TutorDriver => {
    const runner = new FakeRunner({ 'mend.starter.ts': TRACES[trace]! });
    const tutor = new TutorDriver({ course: ASKING, runner, columns: 80, rows: 24 });
    tutor.program.dispatch({ type: 'lessonOpened', chapter: 0, lesson: ASKING.chapters[0]!.lessons.length - 1 });
    return tutor;
  };

  test('stay beside the run that shows what is still wrong, and more can be asked for there', async () => {
    const tutor = atExercise('as-tasks.ts');
    await tutor.press('h', 'r', 'G');
    expect(shown(tutor)).toContain('✗ Not yet.');
    expect(shown(tutor)).toContain('Hint 1 of 2: look');
    await tutor.press('h');
    expect(shown(tutor)).toMatch(/Hint 2 of 2: look again\n.*Hint 1 of 2: look/);
    await tutor.press('e');
    expect(shown(tutor)).toContain('Hint 2 of 2: look again');
  });

  test('are gone once it does what it is to do', async () => {
    const tutor = atExercise('in-sequence.ts');
    await tutor.press('h', 'r', 'G');
    expect(shown(tutor)).not.toContain('Hint 1');
  });
});
