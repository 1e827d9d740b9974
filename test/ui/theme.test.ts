/** Every colour of every theme, measured as WCAG does, on the background that the theme is for. */
import { expect, test } from 'vitest';
import { type ThemeName, THEMES } from '../../src/app/settings.ts';
import type { Look } from '../../src/text/styled.ts';
import { paintsWith } from '../../src/ui/theme.ts';

const EVERY_LOOK: { readonly [L in Look]: true } = {
  plain: true,
  dim: true,
  heading: true,
  emphasis: true,
  strong: true,
  code: true,
  link: true,
  figure: true,
  quote: true,
  bullet: true,
  keyword: true,
  string: true,
  number: true,
  comment: true,
  function: true,
  class: true,
  operator: true,
  punctuation: true,
  builtin: true,
  running: true,
  ready: true,
  waiting: true,
  done: true,
  failed: true,
  cancelled: true,
  idle: true,
  marker: true,
  axis: true,
  key: true,
  task0: true,
  task1: true,
  task2: true,
  task3: true,
  task4: true,
  task5: true,
  good: true,
  bad: true,
  warning: true,
  selected: true,
};
const LOOKS = Object.keys(EVERY_LOOK) as Look[];

type Rgb = readonly [number, number, number];
const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

const painted = (theme: ThemeName, look: Look, level: 1 | 2 = 2): string =>
  paintsWith(level)(theme)([{ text: 'text', look }]);

/** The number of a colour in the palette of 256; null: the terminal's own. */
function toneOf(text: string, layer: 38 | 48): number | null {
  const found = new RegExp(`\\[${layer};5;(\\d+)m`).exec(text);
  return found === null ? null : Number(found[1]);
}

function rgbOf(tone: number): Rgb {
  if (tone >= 232) return [(tone - 232) * 10 + 8, (tone - 232) * 10 + 8, (tone - 232) * 10 + 8];
  const level = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
  const cube = tone - 16;
  return [level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)];
}

function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((byte) => {
    const part = byte / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

test('the measure is the one of WCAG', () => {
  expect(contrast(BLACK, WHITE)).toBeCloseTo(21);
  expect(contrast([119, 119, 119], WHITE)).toBeCloseTo(4.48, 2);
});

test.each([
  ['dark', BLACK, 4.5],
  ['light', WHITE, 4.5],
  ['contrast', BLACK, 7],
] as const)('the colours of the theme %s can be read', (theme, background, least) => {
  for (const look of LOOKS) {
    const tone = toneOf(painted(theme, look), 38);
    if (tone !== null) expect(contrast(rgbOf(tone), background), look).toBeGreaterThanOrEqual(least);
  }
});

test('who chose no theme can tell the dark one from white, too', () => {
  for (const look of LOOKS) {
    const tone = toneOf(painted('dark', look), 38);
    if (tone !== null) expect(contrast(rgbOf(tone), WHITE), look).toBeGreaterThanOrEqual(2.5);
  }
});

test('high contrast brings its own background, and leaves nothing to the terminal', () => {
  for (const look of LOOKS) {
    expect(toneOf(painted('contrast', look), 48), look).toBe(16);
    expect(toneOf(painted('contrast', look), 38), look).not.toBeNull();
  }
});

test('tasks beside one another have colours of their own, wherever there are any', () => {
  for (const theme of THEMES.filter((each) => each !== 'none')) {
    const tones = LOOKS.filter((look) => /^task\d$/.test(look)).map((look) => toneOf(painted(theme, look), 38));
    expect(new Set(tones).size, theme).toBe(6);
  }
});

test('with 16 colours nothing is white on white, or black on black', () => {
  const colorsOf = (theme: ThemeName) =>
    LOOKS.map((look) => /\[(3[0-7]|9[0-7])m/.exec(painted(theme, look, 1))?.[1] ?? null);
  for (const color of colorsOf('light')) expect(['33', '37', '93', '96', '97']).not.toContain(color);
  for (const theme of ['dark', 'contrast'] as const)
    for (const color of colorsOf(theme)) expect(['30', '90']).not.toContain(color);
});

test('without a theme there is no colour, but what is marked is marked', () => {
  const modes = (look: Look) => [...painted('none', look).matchAll(/\[(\d+)m/g)].map(([, mode]) => Number(mode));
  for (const look of LOOKS) {
    for (const mode of modes(look)) expect([1, 2, 3, 4, 7, 22, 23, 24, 27], look).toContain(mode);
  }
  expect(modes('heading')).toEqual([1, 22]);
  expect(modes('dim')).toEqual([2, 22]);
  expect(modes('selected')).toEqual([7, 27]);
  expect(modes('link')).toEqual([4, 24]);
});

test('a terminal that knows no colours is sent none of these codes', () => {
  for (const theme of THEMES) expect(paintsWith(0)(theme)([{ text: 'text', look: 'bad' }])).toBe('text');
});
