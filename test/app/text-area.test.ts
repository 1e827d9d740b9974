import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_COLUMNS, MAX_LINES } from '../../src/course/program-bounds.ts';
import type { TextArea } from '../../src/app/text-area.ts';
import { editText, openText, pasteText, replaceText, textOf, typeText } from '../../src/app/text-area.ts';
import { stopsOf } from '../../src/text/stops.ts';
import { PAGE_ROWS, doings, opened, press, pressing, shown, texts } from './typing.ts';

function check(before: string, keys: readonly string[], after: string): void {
  expect(shown(press(opened(before), ...keys))).toBe(after);
}

describe('the cursor', () => {
  test('moves by what the reader sees as one character, and from line to line', () => {
    check('a你e\u0301|', ['left'], 'a你|e\u0301');
    check('a你|e\u0301', ['right'], 'a你e\u0301|');
    check('ab\n|cd', ['left'], 'ab|\ncd');
    check('ab|\ncd', ['right'], 'ab\n|cd');
    check('|ab', ['left'], '|ab');
    check('ab|', ['right'], 'ab|');
  });

  test('keeps its place on the screen through shorter lines', () => {
    check('long line|\nab\nlonger line', ['down', 'down'], 'long line\nab\nlonger li|ne');
    check('long line|\nab\nlonger line', ['down', 'left', 'down'], 'long line\nab\nl|onger line');
  });

  test('keeps its place on the screen under wide characters', () => {
    check('你好吗|\nabcdefgh', ['down'], '你好吗\nabcdef|gh');
    check('abc|\n你好', ['down'], 'abc\n你|好');
    check('abc|\n你好\nabc', ['down', 'down'], 'abc\n你好\nabc|');
  });

  test('goes to the very end from the first and the last line', () => {
    check('a|b\ncd', ['up'], '|ab\ncd');
    check('ab\nc|d', ['down'], 'ab\ncd|');
  });

  test('turns pages', () => {
    check('1|\n2\n3\n4\n5\n6\n7\n8', ['pagedown'], '1\n2\n3\n4\n5\n6|\n7\n8');
    check('1\n2\n3\n4\n5\n6\n7|\n8', ['pagedown'], '1\n2\n3\n4\n5\n6\n7\n8|');
    check('1\n2\n3|\n4', ['pageup'], '1|\n2\n3\n4');
    check('1|\n2', ['pageup'], '|1\n2');
  });

  test('goes to the first character of its line, then to its start, and back', () => {
    for (const key of ['home', 'ctrl-a']) {
      check('  foo|', [key], '  |foo');
      check('  foo|', [key, key], '|  foo');
      check('|  foo', [key], '  |foo');
    }
  });

  test('goes to the end of its line', () => {
    for (const key of ['end', 'ctrl-e']) check('  f|oo', [key], '  foo|');
  });

  test('moves by words', () => {
    for (const key of ['ctrl-left', 'alt-b']) {
      check('await sleep_2(1)|', [key], 'await sleep_2(|1)');
      check('await sleep_2(|1)', [key], 'await |sleep_2(1)');
      check('  |foo', [key], '|  foo');
      check('ab\n|cd', [key], 'ab|\ncd');
      check('|ab', [key], '|ab');
    }
    for (const key of ['ctrl-right', 'alt-f']) {
      check('|await sleep(1)', [key, key], 'await sleep|(1)');
      check('ab|\n  cd', [key], 'ab\n|  cd');
      check('你好|，世界 a', [key], '你好，世界| a');
      check('ab|', [key], 'ab|');
    }
  });
});

describe('Enter', () => {
  test('keeps the indentation of the line', () => {
    check('  foo();|', ['enter'], '  foo();\n  |');
    check('  foo(); | bar();', ['enter'], '  foo();\n  |bar();');
  });

  test('goes one step deeper after an opening bracket at the end', () => {
    check('  if (x) {|', ['enter'], '  if (x) {\n    |');
    check('call(|', ['enter'], 'call(\n  |');
    check('a = [ |1', ['enter'], 'a = [\n  |1');
  });

  test('between a pair of brackets gives the closing one a line of its own', () => {
    check('  f() {|}', ['enter'], '  f() {\n    |\n  }');
    check('run([ | ]);', ['enter'], 'run([\n  |\n]);');
    check('run([|);', ['enter'], 'run([\n  |);');
  });

  test('on a blank line or within an indentation pushes the line down, and leaves no blanks behind', () => {
    check('  |', ['enter'], '\n  |');
    check('  |  foo', ['enter'], '\n  |  foo');
    check('|foo', ['enter'], '\n|foo');
  });
});

describe('indentation', () => {
  test('goes a step to the right and to the left, wherever in the line the cursor is', () => {
    check('fo|o', ['tab'], '  fo|o');
    check(' fo|o', ['tab'], '  fo|o');
    check('    fo|o', ['shift-tab'], '  fo|o');
    check('   fo|o', ['shift-tab'], '  fo|o');
    check('|  foo', ['shift-tab'], '|foo');
    check('fo|o', ['shift-tab'], 'fo|o');
  });

  test('goes one step back where a closing bracket is typed on a blank line', () => {
    check('f() {\n  |', ['}'], 'f() {\n}|');
    check('f(\n    |', [')'], 'f(\n  )|');
    check('   |', [']'], '  ]|');
    check('  a|', ['}'], '  a}|');
    check('|', ['}'], '}|');
  });
});

describe('erasing', () => {
  test('takes one character, or the end of a line', () => {
    check('a你e\u0301|', ['backspace', 'backspace'], 'a|');
    check('ab\n|cd', ['backspace'], 'ab|cd');
    check('|a你', ['delete'], '|你');
    check('ab|\ncd', ['delete'], 'ab|cd');
    check('|', ['backspace', 'delete'], '|');
  });

  test('takes a step of an indentation', () => {
    check('    |foo', ['backspace'], '  |foo');
    check('   |foo', ['backspace'], '  |foo');
    check('   | foo', ['backspace'], '  | foo');
    check('a  |', ['backspace'], 'a |');
  });

  test('takes what is left of the line, then its end', () => {
    check('a|bc\nd', ['ctrl-k'], 'a|\nd');
    check('a|bc\nd', ['ctrl-k', 'ctrl-k'], 'a|d');
  });

  test('takes the line before the cursor', () => {
    check('x\n  ab|c', ['ctrl-u'], 'x\n|c');
    check('x\n|c', ['ctrl-u'], 'x\n|c');
  });

  test('takes a word', () => {
    for (const key of ['ctrl-w', 'alt-backspace']) {
      check('await sleep(|', [key], 'await |');
      check('ab\n|cd', [key], 'ab|cd');
    }
  });
});

describe('a paste', () => {
  test('keeps its indentation, has its tabs as two spaces, its line ends as one sign and no control characters', () => {
    expect(shown(pasteText(opened('  |x'), 'if {\r\n\ta;\r}\x1b[31m'))).toBe('  if {\n  a;\n}[31m|x');
  });

  test('never leaves half a character', () => {
    expect(textOf(openText('a\ud800b'))).toBe('ab');
    expect(shown(typeText(opened('🇨|🇳'), 'a'))).toBe('🇨a|🇳');
    expect(shown(typeText(opened('|\u0301b'), 'e'))).toBe('e\u0301|b');
  });
});

describe('the bounds of a text', () => {
  const full = 'x'.repeat(MAX_COLUMNS);
  const tall = Array.from({ length: MAX_LINES }, (_, index) => `${index}`).join('\n');

  test('hold when it is opened, and it is said what was dropped', () => {
    expect(openText(`${tall}\nmore`)).toMatchObject({ overflow: 'lines', lines: tall.split('\n') });
    expect(openText(`${full}y\nz`)).toMatchObject({ overflow: 'columns', lines: [full, 'z'] });
    expect(openText(`${full}\n${full}`).overflow).toBeNull();
  });

  test('cut what is typed, and let nothing be pasted that does not fit, never touching what is there', () => {
    expect(press(openText(full), 'end', 'y')).toMatchObject({ overflow: 'columns', lines: [full] });
    expect(press(openText(full), 'enter').overflow).toBeNull();
    const pasted = pasteText(press(openText(tall), 'down'), 'a\nb');
    expect(pasted).toMatchObject({ overflow: 'lines', lines: tall.split('\n') });
    expect(pasteText(openText('x'), full)).toMatchObject({ overflow: 'columns', lines: ['x'] });
    expect(pasteText(openText('x'), 'a\nb').overflow).toBeNull();
  });

  test('cut no character in half', () => {
    const opened = openText(`${'a'.repeat(MAX_COLUMNS - 1)}👩‍👩‍👧`);
    expect(opened.lines[0]).toHaveLength(MAX_COLUMNS - 1);
  });

  test('refuse a line too many, and to join two lines that are too long', () => {
    expect(press(openText(tall), 'enter')).toMatchObject({ overflow: 'lines', lines: tall.split('\n') });
    const joined = press(openText(`${full}\nab`), 'end', 'delete');
    expect(joined).toMatchObject({ overflow: 'columns', lines: [full, 'ab'] });
  });

  test('are forgotten with the next key', () => {
    expect(press(openText(full), 'end', 'y', 'left').overflow).toBeNull();
  });
});

describe('undo', () => {
  test('takes back a run of typed characters at once', () => {
    check('|', ['a', 'b', 'c', 'ctrl-_'], '|');
    check('|', ['a', 'b', 'enter', 'c', 'd', 'ctrl-_'], 'ab\n|');
    check('|', ['a', 'b', 'enter', 'c', 'd', 'ctrl-_', 'ctrl-_'], 'ab|');
  });

  test('takes back what was typed before and after a move one by one', () => {
    check('|', ['a', 'b', 'left', 'c', 'ctrl-_'], 'a|b');
  });

  test('takes back a run of erased characters at once', () => {
    check('abcd|', ['backspace', 'backspace', 'ctrl-_'], 'abcd|');
    check('ab|', ['c', 'backspace', 'ctrl-_'], 'abc|');
  });

  test('takes back a paste at once, and all of a text that was exchanged', () => {
    expect(shown(press(pasteText(opened('a|'), 'b\nc\nd'), 'ctrl-_'))).toBe('a|');
    const replaced = replaceText(opened('ab\ncd|'), 'x');
    expect([shown(replaced), shown(press(replaced, 'ctrl-_'))]).toEqual(['x|', 'ab\ncd|']);
  });

  test('can be taken back until something new is typed', () => {
    check('|', ['a', 'enter', 'b', 'ctrl-_', 'ctrl-_', 'ctrl-y', 'ctrl-y'], 'a\nb|');
    check('|', ['a', 'enter', 'b', 'ctrl-_', 'c', 'ctrl-y'], 'a\nc|');
    check('|', ['a', 'ctrl-_', 'backspace', 'left', 'ctrl-y'], 'a|');
  });

  test('at its end changes nothing', () => {
    check('a|b', ['ctrl-_', 'ctrl-y'], 'a|b');
  });

  test('remembers a limited number of steps', () => {
    let area = openText('');
    for (let step = 0; step < 500; step++) area = press(area, 'x', 'left');
    expect(area.past).toHaveLength(200);
  });
});

const PROGRAM = `import { coroutine, gather, run, sleep } from "asyncio";

const cups = [
  { name: "tea", seconds: 3 },
  { name: "咖啡", seconds: 2 },
];

const brew = coroutine(async (name: string, seconds: number) => {
  try {
    for (let left = seconds; left > 0; left--) {
      console.log(\`\${name}: \${left}\`);
      await sleep(1);
    }
  } finally {
    console.log(\`\${name}: done\`);
  }
});

await run(
  coroutine(async () => {
    await gather(cups.map(({ name, seconds }) => brew(name, seconds)));
  })(),
);`;

test('a program is typed without one key for its indentation', () => {
  const keys = PROGRAM.split('\n').flatMap((line, index) => [...(index === 0 ? [] : ['enter']), ...line.trimStart()]);
  expect(textOf(press(openText(''), ...keys))).toBe(PROGRAM);
});

test('a key that edits nothing is left to others', () => {
  for (const key of ['escape', 'ctrl-c', 'alt-x', 'a', '你', 'shift-up']) {
    expect(editText(openText('a'), key, PAGE_ROWS)).toBeNull();
  }
});

function expectSound({ lines, cursor }: TextArea): void {
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.length).toBeLessThanOrEqual(MAX_LINES);
  for (const line of lines) {
    expect(line.length).toBeLessThanOrEqual(MAX_COLUMNS);
    expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029]/u);
  }
  expect(stopsOf(lines[cursor.line]!).map(({ column }) => column)).toContain(cursor.column);
}

describe('whatever is typed and pasted,', () => {
  test('the text stays within its bounds and the cursor between its characters', () => {
    const anything = fc.oneof(
      { weight: 9, arbitrary: doings },
      { weight: 1, arbitrary: pressing(['ctrl-_', 'ctrl-y']) },
    );
    fc.assert(
      fc.property(texts, fc.array(anything, { maxLength: 60 }), (text, all) => {
        let area = openText(text);
        expectSound(area);
        for (const next of all) expectSound((area = next(area)));
      }),
      { numRuns: 150 },
    );
  });

  test('undo leads back to the first text, and redo to the last', () => {
    fc.assert(
      fc.property(texts, fc.array(doings, { maxLength: 60 }), (text, all) => {
        const first = openText(text);
        const last = all.reduce((area, next) => next(area), first);
        let area = last;
        while (area.past.length > 0) area = press(area, 'ctrl-_');
        expect(area.lines).toEqual(first.lines);
        while (area.future.length > 0) area = press(area, 'ctrl-y');
        expect(area.lines).toEqual(last.lines);
      }),
      { numRuns: 150 },
    );
  });

  test('a text that is opened again is the same text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { lines } = openText(text);
        expect(openText(lines.join('\n')).lines).toEqual(lines);
      }),
    );
  });
});
