import { describe, expect, test } from 'vitest';
import type { Language } from '../../src/course/course.ts';
import { Narrator } from '../../src/text/narrate.ts';
import type { Event } from '../../src/trace/event.ts';
import { Replay } from '../../src/trace/replay.ts';
import { scriptedTrace } from '../app/scripted-trace.ts';
import { randomTrace } from '../trace/random-trace.ts';

function told(events: readonly Event[], language: Language = 'en'): string {
  const replay = new Replay();
  replay.append(events);
  return new Narrator(replay, { fileName: 'two.ts', source: '' }, language).tell();
}

const TWO = scriptedTrace(function* () {
  const tea = yield {
    does: 'create',
    line: 2,
    coroutine: 'tea',
    body: function* () {
      yield { does: 'sleep', line: 7, seconds: 1 };
      yield { does: 'print', line: 8, text: 'tea' };
      yield { does: 'fail', line: 9, name: 'BurntError', message: 'too hot' };
    },
  };
  yield { does: 'await', line: 3, task: tea };
  yield { does: 'print', line: 4, text: 'over' };
});

describe('a run in sentences', () => {
  test('tells who runs, who waits for what, and why it goes on', () => {
    expect(told(TWO)).toBe(`\
0.0 s    two.ts starts on the virtual clock.
0.0 s    The event loop starts.
0.0 s    Task A main is created; it is ready.
0.0 s    A main starts to run.
0.0 s    A main creates task B tea at line 2; it is ready.
0.0 s    A main waits at line 3 for task B tea.
0.0 s    B tea starts to run.
0.0 s    B tea waits at line 7 for sleep until 1.0 s.
1.0 s    Nothing was ready: the loop waited from 0.0 s until 1.0 s.
1.0 s    It is due: timer of B tea.
1.0 s    B tea goes on at line 7: its wait for sleep is over.
1.0 s    B tea prints at line 8: tea
1.0 s    B tea fails at line 9: BurntError: too hot
1.0 s    A main goes on at line 3: its wait for task B tea is over.
1.0 s    A main prints at line 4: over
1.0 s    A main is done.
1.0 s    The event loop closes.
1.0 s    The program ended with an error.
1.0 s    BurntError: too hot (line 9)
`);
  });

  test('tells it in Chinese', () => {
    expect(told(TWO, 'zh')).toBe(`\
0.0 秒   two.ts 开始运行，使用虚拟时钟。
0.0 秒   事件循环启动。
0.0 秒   创建了任务 A main，已就绪。
0.0 秒   A main 开始运行。
0.0 秒   A main 在第 2 行创建任务 B tea，已就绪。
0.0 秒   A main 在第 3 行等待任务 B tea。
0.0 秒   B tea 开始运行。
0.0 秒   B tea 在第 7 行等待 sleep，到 1.0 秒为止。
1.0 秒   没有就绪的任务：循环从 0.0 秒一直等到 1.0 秒。
1.0 秒   到时：B tea 的定时器。
1.0 秒   B tea 在第 7 行继续：已等到 sleep。
1.0 秒   B tea 在第 8 行输出：tea
1.0 秒   B tea 在第 9 行失败：BurntError: too hot
1.0 秒   A main 在第 3 行继续：已等到任务 B tea。
1.0 秒   A main 在第 4 行输出：over
1.0 秒   A main 完成。
1.0 秒   事件循环关闭。
1.0 秒   程序因错误结束。
1.0 秒   BurntError: too hot（第 9 行）
`);
  });

  test('says of a program of several files in which each place is', () => {
    const replay = new Replay();
    replay.append([...TWO.slice(0, -1), { type: 'lineReached', at: 1, task: 2, place: { line: 7, column: 1 } }]);
    replay.append(TWO.slice(-1));
    const files = [
      ['main.ts', 1],
      ['lib/tea.ts', 6],
    ] as const;
    const program = { fileName: 'main.ts', source: '\n'.repeat(9), files };
    const text = new Narrator(replay, program, 'en').tell();
    expect(text).toContain('A main creates task B tea at line 2 of main.ts; it is ready.');
    expect(text).toContain('B tea waits at line 2 of lib/tea.ts for sleep until 1.0 s.');
    expect(text).toContain('B tea fails at line 4 of lib/tea.ts: BurntError: too hot');
    expect(text).toContain('BurntError: too hot (line 4 of lib/tea.ts)');
    const chinese = new Narrator(replay, program, 'zh').tell();
    expect(chinese).toContain('A main 在 main.ts 第 2 行创建任务 B tea，已就绪。');
    expect(chinese).toContain('B tea 在 lib/tea.ts 第 2 行等待 sleep，到 1.0 秒为止。');
    expect(chinese).toContain('B tea 在 lib/tea.ts 第 3 行输出：tea');
    expect(chinese).toContain('B tea 停在 lib/tea.ts 第 2 行，占住线程。');
  });

  test('tells each thing once, however it is asked', () => {
    const replay = new Replay();
    const narrator = new Narrator(replay, { fileName: 'two.ts', source: '' }, 'en');
    let text = '';
    for (const event of TWO) {
      replay.append([event]);
      text += narrator.tell();
    }
    expect(text).toBe(told(TWO));
    expect(narrator.tell()).toBe('');
  });

  test('goes on below the clock where a sentence has several lines, and drives no terminal', () => {
    const events: Event[] = [
      {
        type: 'runEnded',
        at: 0.25,
        status: 'deadlock',
        error: { name: 'E', message: 'one\ntwo\u001b[2J', place: null },
      },
    ];
    expect(told(events)).toBe(
      '0.25 s   The program ended in a deadlock: nothing can ever wake it.\n0.25 s   E: one\n         two␛[2J\n',
    );
  });

  test('says of a deadlock once where it is', () => {
    const message = 'deadlock: everything waits\n  main waits at line 7 for task x';
    const error = { name: 'DeadlockError', message, place: { line: 7, column: 1 } };
    expect(told([{ type: 'runEnded', at: 0, status: 'deadlock', error }])).toMatch(/waits at line 7 for task x\n$/);
  });

  test('tells of whatever trace without failing', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const events = randomTrace(seed, 1_000, 10);
      // Parts of it are missing, or come twice.
      const broken = events.flatMap((event, index) =>
        index % 7 === seed % 7 ? [] : index % 5 === 0 ? [event, event] : [event],
      );
      for (const language of ['en', 'zh'] as const) expect(told(broken, language)).toMatch(/^\d/);
    }
  });
});
