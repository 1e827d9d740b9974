/** A live session as a person has it, on a sandbox that is played. */
import { describe, expect, test } from 'vitest';
import { lastLines } from '../../../src/app/repl/transcript.ts';
import { isReplMoving } from '../../../src/app/repl/update.ts';
import { lineWidth } from '../../../src/text/width.ts';
import { replRows } from '../../../src/ui/screens/repl.ts';
import { ReplDriver } from './fake-session.ts';

describe('entries', () => {
  test('are numbered, echoed, and their results stand below them', async () => {
    const repl = new ReplDriver();
    await repl.enter('1 + 1');
    await repl.enter('say hello');
    expect(repl.transcript.slice(1)).toEqual(['[1]› 1 + 1', '1 + 1', '[2]› say hello', 'hello']);
    expect(repl.screen).toContain('[3]› ▏');
  });

  test('go on over lines until they are whole', async () => {
    const repl = new ReplDriver();
    await repl.enter('gather([');
    expect(repl.typed).toBe('gather([\n  ');
    await repl.enter('1])');
    expect(repl.session.entered).toEqual(['gather([\n  1])']);
    expect(repl.transcript).toContain('   …   1])');
  });

  test('that cannot be read show where, and have a number of their own', async () => {
    const repl = new ReplDriver();
    await repl.enter('wrong one');
    await repl.enter('right');
    expect(repl.transcript.slice(1)).toEqual([
      '[1]› wrong one',
      '✗ SyntaxError: wrong',
      '  [1] │ wrong one',
      '        ^',
      '[2]› right',
      'right',
    ]);
  });

  test('that fail show their line with a mark', async () => {
    const repl = new ReplDriver();
    await repl.enter('fail badly');
    expect(repl.transcript.slice(2)).toEqual(['✗ Error: badly', '  [1] │ fail badly', '        ^']);
  });

  test('typed while one runs begin when it has ended', async () => {
    const repl = new ReplDriver();
    await repl.enter('sleep 1');
    await repl.enter('next');
    expect(repl.session.entered).toEqual(['sleep 1']);
    expect(repl.screen).toContain('· next');
    await repl.pass(1.2);
    expect(repl.session.entered).toEqual(['sleep 1', 'next']);
    expect(repl.transcript.slice(1)).toEqual(['[1]› sleep 1', '1', '[2]› next', 'next']);
  });

  test('wait as long as the wall says, and the clock goes on while nobody types', async () => {
    const repl = new ReplDriver();
    await repl.enter('sleep 2');
    await repl.pass(1.9);
    expect(repl.transcript).not.toContain('2');
    await repl.pass(0.2);
    expect(repl.transcript).toContain('2');
    await repl.pass(5);
    expect(repl.state.session.run.playhead).toBeGreaterThan(7);
  });
});

test('an error that nobody catches is shown as any other, in both languages', async () => {
  for (const [language, said] of [
    ['en', '✗ Uncaught Error: late'],
    ['zh', '✗ 未捕获的 Error: late'],
  ] as const) {
    const repl = new ReplDriver({ language });
    await repl.enter('throw late');
    expect(repl.transcript.slice(2)).toEqual([said, '  [1] │ throw late', '        ^']);
  }
});

test('a task that fails while nobody waits for it is told of', async () => {
  const repl = new ReplDriver();
  await repl.enter('doomed 1');
  await repl.pass(1.2);
  expect(repl.transcript.slice(2)).toEqual([
    'doomed failed, and no entry waits for it:',
    '✗ Error: lost',
    '  [1] │ doomed 1',
    '        ^',
  ]);
});

describe('^C', () => {
  test('cancels the entry that runs, and what waits behind it', async () => {
    const repl = new ReplDriver();
    await repl.enter('wait');
    await repl.enter('later');
    await repl.press('ctrl-c');
    await repl.pass(0.2);
    expect(repl.session.cancelled).toEqual([null]);
    expect(repl.transcript).toContain('⊘ cancelled');
    expect(repl.session.entered).toEqual(['wait']);
    await repl.enter('and on');
    expect(repl.transcript).toContain('and on');
  });

  test('goes on from a pause, so that what is cancelled can end', async () => {
    const repl = new ReplDriver();
    await repl.enter('wait');
    await repl.enter('.pause');
    await repl.press('ctrl-c');
    await repl.pass(0.2);
    expect(repl.transcript).toContain('⊘ cancelled');
  });

  test('drops what is typed also where names are offered for it', async () => {
    const repl = new ReplDriver();
    await repl.type('sl');
    await repl.press('tab', 'tab', 'ctrl-c');
    expect(repl.typed).toBe('');
    expect(repl.screen).not.toContain('sleepy');
  });

  test('drops what is typed; on nothing it leaves, the second time', async () => {
    const repl = new ReplDriver();
    await repl.type('half');
    await repl.press('ctrl-c');
    expect(repl.typed).toBe('');
    await repl.press('ctrl-c');
    expect(repl.screen).toContain('Once more ^C');
    await repl.type('x');
    await repl.press('ctrl-c', 'ctrl-c');
    expect(repl.asked).toEqual([]);
    await repl.press('ctrl-c');
    expect(repl.asked).toEqual(['quit']);
  });

  test('^D leaves where nothing is typed, and erases elsewhere', async () => {
    const repl = new ReplDriver();
    await repl.type('ab');
    await repl.press('home', 'ctrl-d');
    expect(repl.typed).toBe('b');
    await repl.press('ctrl-d', 'ctrl-d');
    expect(repl.asked).toEqual(['quit']);
  });
});

describe('the panel', () => {
  test('ctrl-o moves the keys there and back', async () => {
    const repl = new ReplDriver();
    await repl.enter('background');
    await repl.press('ctrl-o', ' ');
    expect(repl.state.session.run.mode).toBe('paused');
    expect(repl.typed).toBe('');
    const { cursor } = repl.state.session.run;
    await repl.press('g');
    expect(repl.state.session.run.cursor).toBe(0);
    await repl.press('G');
    expect(repl.state.session.run.cursor).toBe(cursor);
    await repl.press('+', 'ctrl-o', ' ');
    expect(repl.state.speed).toBe(2);
    expect(repl.typed).toBe(' ');
  });

  test('shows the tasks that live, with the entry and the text of their lines', async () => {
    const repl = new ReplDriver();
    await repl.enter('background');
    await repl.pass(0.1);
    expect(repl.screen).toMatch(/tick\s+Task-1/);
    expect(repl.screen).toContain('[1]: sleep until 99.0 s');
    await repl.enter('.tasks');
    expect(repl.transcript.at(-1)).toBe('B tick Task-1: waits at [1] `background` for sleep until 99.0 s');
  });

  test('looking back does not stop an entry from going to the present', async () => {
    const repl = new ReplDriver();
    await repl.enter('background');
    await repl.press('ctrl-o', 'g', ' ', 'ctrl-o');
    await repl.enter('now');
    expect(repl.transcript).toContain('now');
    expect(repl.state.session.run.cursor).toBe(repl.state.session.run.known);
  });

  test('names the keys that act in it', async () => {
    const repl = new ReplDriver({ columns: 80, rows: 24 });
    await repl.press('ctrl-o');
    expect(repl.screen.split('\n').at(-1)).toMatch(/Space pause.*\+ - speed.*\? help.*\^O prompt/);
  });

  test('calls the callback with which an entry ends by that', async () => {
    const repl = new ReplDriver({ columns: 80, rows: 24 });
    await repl.enter('callback');
    expect(repl.screen).toContain('ran last: [1] ends');
  });

  test('a paused session begins an entry step by step', async () => {
    const repl = new ReplDriver();
    await repl.enter('.pause');
    await repl.enter('paused');
    await repl.pass(1);
    expect(repl.transcript).not.toContain('paused');
    expect(repl.screen).toContain('paused ·');
    await repl.enter('.step');
    expect(repl.session.orders.at(-1)).toEqual({ until: Infinity, handles: 1 });
    expect(repl.transcript).toContain('paused');
    expect(isReplMoving(repl.state)).toBe(false);
  });
});

test('leaving while the session is asked begins no new one', async () => {
  const repl = new ReplDriver();
  await repl.enter('wait');
  repl.program.dispatch({ type: 'ticked', elapsedMs: 50 });
  repl.program.dispatch({ type: 'endTyped' });
  await repl.program.settled();
  expect(repl.session.isKilled).toBe(true);
  expect(repl.sessions).toHaveLength(1);
});

const DIFFERS = 'What depends on real time may differ: requests, threads, what was measured.';

describe('a session that dies', () => {
  test('is built again from what ended well, silently, and says so', async () => {
    const repl = new ReplDriver();
    await repl.enter('kept');
    await repl.enter('say once');
    await repl.enter('fail');
    await repl.enter('die');
    await repl.pass(0.1);
    expect(repl.sessions).toHaveLength(2);
    expect(repl.sessions[0]!.isKilled).toBe(true);
    expect(repl.session.entered).toEqual(['kept', 'say once']);
    expect(repl.session.orders.every(({ until }) => until === Infinity)).toBe(false);
    expect(repl.transcript.filter((line) => line === 'once')).toHaveLength(1);
    expect(repl.transcript.at(-1)).toBe(`The session is back: 2 entries were entered again. ${DIFFERS}`);
    expect(repl.starts).toEqual([null, { seed: 1, dateMs: 7 }]);
    await repl.enter('on');
    expect(repl.transcript.slice(-2)).toEqual(['[5]› on', 'on']);
  });

  test('cancels what does not end by itself, and leaves what does not end even then', async () => {
    const repl = new ReplDriver();
    await repl.enter('once');
    await repl.enter('once stuck');
    await repl.enter('good');
    await repl.enter('die');
    await repl.pass(0.1);
    expect(repl.session.entered).toEqual(['once', 'once stuck', 'good']);
    expect(repl.session.cancelled).toEqual([null, null]);
    expect(repl.transcript.at(-1)).toBe(
      `The session is back: 3 entries were entered again, 2 of them cancelled. ${DIFFERS}`,
    );
  });

  test('does again what was done, each at its time: entries and cancels, and the clock comes as far as it was', async () => {
    const repl = new ReplDriver();
    await repl.enter('background');
    await repl.pass(2);
    await repl.enter('.cancel Task-1');
    await repl.pass(1);
    await repl.enter('later');
    await repl.pass(1);
    const { playhead } = repl.state.session.run;
    await repl.enter('die');
    await repl.pass(0.1);
    const [first, second] = repl.session.times;
    expect(repl.session.entered).toEqual(['background', 'later']);
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(2.9);
    expect(repl.session.cancelled).toEqual([2]);
    const times = repl.session.orders.map(({ until }) => until).filter((until) => until !== Infinity);
    expect(times.slice(0, 4)).toEqual([0, expect.closeTo(2, 0), second, playhead]);
    expect(repl.state.session.run.playhead).toBeGreaterThanOrEqual(playhead);
  });

  test('comes back with its tasks at their start where it dies of what they did, and is given up in the end', async () => {
    const repl = new ReplDriver();
    await repl.enter('kept');
    await repl.enter('fatal 2');
    await repl.pass(2.2);
    expect(repl.sessions).toHaveLength(3);
    expect(repl.session.entered).toEqual(['kept', 'fatal 2']);
    expect(repl.transcript.at(-1)).toContain('Its tasks are not as far as they were.');
    await repl.pass(20);
    expect(repl.transcript.at(-1)).toBe('It could not be built again: this is a new session.');
    expect(repl.session.entered).toEqual([]);
    expect(repl.sessions.length).toBeLessThan(7);
  });

  test('begins with what was waiting for the entry that killed it', async () => {
    const repl = new ReplDriver();
    await repl.enter('sleep 1');
    await repl.enter('die');
    await repl.enter('after');
    await repl.pass(1.2);
    expect(repl.session.entered).toEqual(['sleep 1', 'after']);
    expect(repl.transcript.at(-1)).toBe('after');
  });

  test('with nothing to enter again it is a new one', async () => {
    const repl = new ReplDriver();
    await repl.enter('die');
    await repl.pass(0.1);
    expect(repl.sessions).toHaveLength(2);
    expect(repl.transcript.at(-1)).toContain('A new session');
  });
});

describe('commands', () => {
  test('.help lists them all, in both languages', async () => {
    for (const language of ['en', 'zh'] as const) {
      const repl = new ReplDriver({ language });
      await repl.enter('.help');
      for (const name of ['tasks', 'loop', 'cancel', 'trace', 'load', 'exit'])
        expect(repl.transcript.some((line) => line.includes(`.${name}`))).toBe(true);
      await repl.enter('.help speed');
      expect(repl.transcript.at(-1)).toContain('.speed [N]');
    }
  });

  test('.help begins at its top where it is longer than the screen, and says how to read on', async () => {
    const repl = new ReplDriver({ columns: 80, rows: 24 });
    await repl.enter('.help');
    expect(repl.screen).toMatch(/^ {3}\.help \[COMMAND\] {2}this/m);
    expect(repl.screen).toMatch(/▾ \d+ more · PgDn/);
    await repl.press('pagedown', 'pagedown', 'pagedown');
    expect(repl.screen).toContain('clears; exits');
    expect(repl.screen).toContain('[1]› ▏');
  });

  test('.help keeps what it says beside what it says it of', async () => {
    const repl = new ReplDriver({ columns: 120, rows: 60 });
    await repl.enter('.help');
    const rows = repl.screen.split('\n').map((row) => row.slice(0, 60).trimEnd());
    const at = rows.findIndex((row) => row.startsWith('   .cancel NAME'));
    expect(rows[at]!.indexOf('cancels')).toBe(rows[at + 1]!.length - rows[at + 1]!.trimStart().length);
    expect(rows[at + 1]).toMatch(/^ +or \[3\]/);
  });

  test('.cancel takes a name, a letter or an entry, and says when there is none', async () => {
    const repl = new ReplDriver();
    await repl.enter('background');
    await repl.enter('.cancel nobody');
    expect(repl.transcript.at(-1)).toContain('No task that lives is called nobody');
    for (const name of ['Task-1', 'B', 'tick']) await repl.enter(`.cancel ${name}`);
    expect(repl.session.cancelled).toEqual([2, 2, 2]);
  });

  test('.load enters a file, or runs it as its own program where it calls run()', async () => {
    const repl = new ReplDriver();
    repl.files.set('plain.ts', 'from a file\n');
    repl.files.set('program.ts', 'import { run } from "asyncio";\nawait run(main());\n');
    repl.files.set('told.ts', '// call run() yourself\nprune(1)\n');
    await repl.enter('.load plain.ts');
    expect(repl.session.entered).toEqual(['from a file']);
    expect(repl.transcript.slice(-3)).toEqual(['.load plain.ts', '[1] is plain.ts', 'from a file']);
    await repl.enter('.load program.ts');
    expect(repl.session.entered).toHaveLength(1);
    expect(repl.transcript.slice(-3)).toEqual([
      'program.ts calls run(): it runs as a program of its own. ^C stops it.',
      'from the program',
      'It ended, 2.0 s on its clock.',
    ]);
    await repl.enter('.load told.ts');
    expect(repl.session.entered).toHaveLength(2);
    await repl.enter('.load missing.ts');
    expect(repl.transcript.at(-1)).toBe('There is no file missing.ts.');
  });

  test('.save writes what ended well', async () => {
    const repl = new ReplDriver();
    await repl.enter('one');
    await repl.enter('fail');
    await repl.enter('two');
    await repl.enter('.save session.ts');
    expect(repl.files.get('session.ts')).toBe('one\ntwo\n');
  });

  test('.edit puts what the editor made of it at the prompt', async () => {
    const repl = new ReplDriver();
    repl.edits = (text) => `${text}(1)\n`;
    await repl.enter('.edit sleep');
    expect(repl.typed).toBe('sleep(1)');
  });

  test('.speed, .time, .lang, .clear, .reset and .exit do what they say', async () => {
    const repl = new ReplDriver();
    await repl.enter('.speed 4');
    expect(repl.state.speed).toBe(4);
    await repl.enter('.speed 5');
    expect(repl.transcript.at(-1)).toBe('Write .speed N, where N is one of 0.25, 0.5, 1, 2, 4, 8, 16.');
    await repl.enter('.speed');
    expect(repl.transcript.at(-1)).toBe('The clock goes at 4x.');
    await repl.enter('sleep 2');
    await repl.pass(1);
    await repl.enter('.time');
    expect(repl.transcript.slice(-2)).toEqual([expect.stringMatching(/^clock 4\.\d+ s, at 4x$/), '[1] took 2.0 s']);
    await repl.enter('.lang zh');
    await repl.enter('.tasks');
    expect(repl.transcript.at(-1)).toBe('现在没有任务。');
    await repl.enter('.clear');
    expect(repl.transcript).toEqual([]);
    await repl.enter('.reset');
    expect(repl.sessions).toHaveLength(2);
    expect(repl.screen).toContain('[1]› ▏');
    await repl.enter('.trace t.json');
    expect(repl.transcript.at(-1)).toContain('async-tutor open t.json');
    expect(repl.files.get('t.json')).toMatch(/^\d+ events\n/);
    await repl.enter('.exit');
    expect(repl.asked).toEqual(['quit']);
  });

  test('one that does not exist is told, and is no entry', async () => {
    const repl = new ReplDriver();
    await repl.enter('.hlep');
    expect(repl.transcript.at(-1)).toBe('There is no command .hlep. .help lists them.');
    expect(repl.session.entered).toEqual([]);
    await repl.enter('.5 + 1');
    expect(repl.session.entered).toEqual(['.5 + 1']);
  });
});

describe('typing', () => {
  test('the arrows go through lines, then through the history and back to what was written', async () => {
    const repl = new ReplDriver({ history: ['first', 'two\nlines'] });
    await repl.type('mine');
    await repl.press('up');
    expect(repl.typed).toBe('two\nlines');
    await repl.press('up');
    expect(repl.typed).toBe('two\nlines');
    await repl.press('up');
    expect(repl.typed).toBe('first');
    await repl.press('down', 'down', 'down');
    expect(repl.typed).toBe('mine');
  });

  test('^R finds, older and older, Enter enters it', async () => {
    const repl = new ReplDriver({ history: ['sleep(1)', 'other', 'sleep(2)'] });
    await repl.press('ctrl-r');
    await repl.type('sle');
    expect(repl.typed).toBe('sleep(2)');
    expect(repl.screen).toContain('search: sle');
    await repl.press('ctrl-r');
    expect(repl.typed).toBe('sleep(1)');
    await repl.press('x');
    expect(repl.screen).toContain('not found: slex');
    await repl.press('backspace', 'enter');
    expect(repl.session.entered).toEqual(['sleep(2)']);
  });

  test('^R and Enter enter an entry of several lines whole', async () => {
    const repl = new ReplDriver({ history: ['one (\n  two\n)'] });
    await repl.press('ctrl-r');
    await repl.type('tw');
    await repl.press('enter');
    expect(repl.session.entered).toEqual(['one (\n  two\n)']);
  });

  test('what is entered is remembered, once', async () => {
    const repl = new ReplDriver();
    await repl.enter('same');
    await repl.enter('same');
    await repl.enter('.time');
    expect(repl.remembered).toEqual(['same', '.time']);
  });

  test('Tab completes what is common, shows the rest, and goes through it', async () => {
    const repl = new ReplDriver();
    await repl.type('await sl');
    await repl.press('tab');
    expect(repl.typed).toBe('await sleep');
    expect(repl.screen).toContain('(delay: number, result?: T)');
    await repl.press('tab', 'tab');
    expect(repl.typed).toBe('await sleepy');
    await repl.press('shift-tab');
    expect(repl.typed).toBe('await sleep');
    await repl.type('(');
    expect(repl.screen).not.toContain('sleepy');
    expect(repl.screen).toContain('sleep(delay: number, result?: T)');
  });

  test('Tab completes commands, their arguments, and files', async () => {
    const repl = new ReplDriver();
    repl.files.set('notes.ts', '');
    await repl.type('.lo');
    await repl.press('tab');
    expect(repl.screen).toContain("the loop's queue and timers");
    await repl.press('ctrl-u');
    await repl.type('.lan');
    await repl.press('tab', 'tab');
    expect(repl.typed).toBe('.lang ');
    expect(repl.screen).toMatch(/^ {3}en\b.*\n {3}zh\b/m);
    await repl.press('ctrl-u');
    await repl.type('.lang z');
    await repl.press('tab');
    expect(repl.typed).toBe('.lang zh');
    await repl.press('ctrl-u');
    await repl.type('.load no');
    await repl.press('tab');
    expect(repl.typed).toBe('.load notes.ts');
  });

  test('Tab offers what is an object’s own before what every object has', async () => {
    const repl = new ReplDriver();
    const names = ['constructor', 'gamma', '_hidden', 'toString', 'beta'];
    repl.session.names.splice(0, Infinity, ...names.map((name) => ({ name, is: 'value' as const })));
    await repl.type('obj.');
    await repl.press('tab');
    const { suggestions } = repl.state.prompt.menu!;
    expect(suggestions.map(({ text }) => text)).toEqual(['beta', 'gamma', '_hidden', 'constructor', 'toString']);
  });

  test('more names than are shown are counted', async () => {
    const repl = new ReplDriver();
    const names = Array.from({ length: 13 }, (_, index) => ({ name: `n${index}`, is: 'value' as const }));
    repl.session.names.splice(0, Infinity, ...names);
    await repl.type('n');
    await repl.press('tab');
    expect(repl.screen).toContain('+5 more');
  });

  test('the functions of entries tell their parameters', async () => {
    const repl = new ReplDriver();
    await repl.enter('function f(a, b = 2) {}');
    await repl.type('f(1, ');
    expect(repl.screen).toContain('f(a, b = 2)');
  });

  test('what is pasted comes as it is, and waits for Enter', async () => {
    const repl = new ReplDriver();
    repl.program.dispatch({ type: 'pasted', text: 'a\r\n  b\n' });
    expect(repl.typed).toBe('a\n  b');
    await repl.press('enter');
    expect(repl.session.entered).toEqual(['a\n  b']);
  });
});

test('the last of what was said stays as plain text when it is left', async () => {
  const repl = new ReplDriver();
  await repl.enter('1 + 1');
  await repl.enter('fail badly');
  const { transcript } = repl.state;
  expect(lastLines(transcript, 100)).toEqual(repl.transcript);
  expect(lastLines(transcript, 2)).toEqual(['…', '  [2] │ fail badly', '        ^']);
  expect(lastLines(transcript, repl.transcript.length)[0]).toBe(repl.transcript[0]);
});

test('every row of the screen is as wide as the terminal, in both languages', async () => {
  for (const language of ['en', 'zh'] as const)
    for (const [columns, rows] of [
      [60, 16],
      [80, 24],
      [100, 30],
      [200, 50],
      [30, 8],
    ] as const) {
      const repl = new ReplDriver({ language, columns, rows });
      const check = (): void => {
        expect(replRows(repl.state).map(lineWidth)).toEqual(Array.from({ length: rows }, () => columns));
      };
      check();
      await repl.enter('background');
      await repl.enter(`fail ${'长'.repeat(200)}`);
      await repl.enter('.help');
      await repl.type(`await ${'x'.repeat(300)}`);
      check();
      await repl.press('ctrl-o', 'pageup');
      check();
    }
});

test('what is shown of a long session costs what a short one does', async () => {
  const repl = new ReplDriver();
  for (let count = 0; count < 1_200; count++) await repl.enter(`say ${count}`);
  expect(repl.state.transcript.items.length).toBeLessThanOrEqual(500);
  expect(repl.screen).toContain('say 1199');
  expect(repl.state.history).toHaveLength(1_000);
});
