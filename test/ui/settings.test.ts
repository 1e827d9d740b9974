/** How the settings look, in both languages, on every size. */
import { describe, expect, test } from 'vitest';
import type { Environment } from '../../src/app/settings.ts';
import { plainRows } from '../../src/ui/plain-rows.ts';
import { screenRows } from '../../src/ui/screen-rows.ts';
import { textWidth } from '../../src/text/width.ts';
import { TutorDriver } from '../app/tutor-driver.ts';

const shown = (tutor: TutorDriver) => screenRows(tutor.state).map((row) => row.map(({ text }) => text).join(''));

const SIZES = [
  [60, 16],
  [80, 24],
  [120, 40],
  [200, 50],
] as const;

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  const isEnglish = language === 'en';

  test.each(SIZES)('all of it fits on %i x %i, whichever row is chosen', async (columns, rows) => {
    const environment: Environment = { colorless: 'asked', editor: { variable: 'EDITOR', command: 'nano' } };
    const tutor = new TutorDriver({ language, columns, rows, environment });
    await tutor.press('o');
    for (let row = 0; row < 4; row++) {
      const lines = shown(tutor);
      expect(lines).toHaveLength(rows);
      for (const line of lines) expect(textWidth(line)).toBe(columns);
      const text = lines.join('\n');
      expect(text).not.toContain('…');
      expect(text).toContain(isEnglish ? '[dark]' : '[深色]');
      expect(text).toContain('[1x]');
      expect(text).toContain(isEnglish ? 'nano, from $EDITOR' : 'nano（来自 $EDITOR）');
      expect(text).toContain('NO_COLOR');
      expect(text).toContain('█');
      await tutor.press('down');
    }
  });

  test('the bar of the contents names them on 80 columns', () => {
    const bar = shown(new TutorDriver({ language, columns: 80, rows: 24 })).at(-1)!;
    expect(bar).toContain(isEnglish ? 'o settings' : 'o 设置');
    expect(bar).toContain(isEnglish ? '? help' : '? 帮助');
  });

  test('a screen reader is told the same', async () => {
    const tutor = new TutorDriver({ language });
    await tutor.press('o', 'j', 'right');
    expect(plainRows(tutor.state).join('\n')).toContain(isEnglish ? '[light]' : '[浅色]');
  });
});

test('what is typed has a cursor, and control characters of the environment do nothing', async () => {
  const environment: Environment = { colorless: null, editor: { variable: 'VISUAL', command: 'vi\u001b[2J' } };
  const tutor = new TutorDriver({ environment });
  await tutor.press('o', 'down', 'down', 'down');
  expect(shown(tutor).join('\n')).not.toContain('\u001b');
  await tutor.press('enter', 'e', 'd', 'left');
  expect(shown(tutor).join('\n')).toContain('│e▏d');
});
