/** What each look is on the screen, in each theme. Colour is never the only sign: the glyphs speak by themselves. */
import { Chalk } from 'chalk';
import type { ChalkInstance, ColorSupportLevel } from 'chalk';
import type { ThemeName } from '../app/settings.ts';
import type { Look, StyledLine } from '../text/styled.ts';

export type Paint = (line: StyledLine) => string;

/** Of the 256 colours that all terminals have alike; null: none, the terminal's own. */
interface Tones {
  readonly background: number | null;
  readonly text: number | null;
  readonly grey: number | null;
  readonly blue: number | null;
  readonly orchid: number | null;
  readonly green: number | null;
  readonly orange: number | null;
  readonly teal: number | null;
  readonly violet: number | null;
  readonly red: number | null;
}

const NO_TONES: Tones = {
  background: null,
  text: null,
  grey: null,
  blue: null,
  orchid: null,
  green: null,
  orange: null,
  teal: null,
  violet: null,
  red: null,
};

const TONES: { readonly [T in ThemeName]: Tones } = {
  // Middle tones: whoever has chosen nothing can read them on white, too.
  dark: {
    ...NO_TONES,
    grey: 244,
    blue: 33,
    orchid: 170,
    green: 35,
    orange: 172,
    teal: 37,
    violet: 99,
    red: 167,
  },
  light: {
    ...NO_TONES,
    grey: 241,
    blue: 26,
    orchid: 127,
    green: 28,
    orange: 130,
    teal: 23,
    violet: 56,
    red: 124,
  },
  // It brings its own background, as nobody knows the terminal's; and nothing in it is dimmed.
  contrast: {
    background: 16,
    text: 231,
    grey: 231,
    blue: 117,
    orchid: 219,
    green: 120,
    orange: 222,
    teal: 87,
    violet: 147,
    red: 217,
  },
  none: NO_TONES,
};

/** Turns styled lines into strings for the terminal, in any theme; on one without colours all of them are bare text. */
export function paintsWith(level: ColorSupportLevel): (theme: ThemeName) => Paint {
  if (level === 0) return () => (line) => line.map((span) => span.text).join('');
  const paints = new Map<ThemeName, Paint>();
  return (theme) => {
    const paint = paints.get(theme) ?? paintWith(new Chalk({ level }), TONES[theme]);
    paints.set(theme, paint);
    return paint;
  };
}

function paintWith(chalk: ChalkInstance, tones: Tones): Paint {
  const codes = codesOf(stylesOf(chalk, tones));
  const behind = tones.background === null ? null : codesAround(chalk.bgAnsi256(tones.background));
  return (line) => {
    let text = '';
    for (const span of line) {
      const code = codes.get(span.look)!;
      text += code === null ? span.text : code.before + span.text + code.after;
    }
    return behind === null ? text : behind.before + text + behind.after;
  };
}

interface Codes {
  readonly before: string;
  readonly after: string;
}

/** What chalk writes around a text, taken once: it costs a frame dearly to ask anew for each span. Null: nothing. */
function codesAround(style: ChalkInstance): Codes | null {
  const [before = '', after = ''] = style('x').split('x');
  return before === '' ? null : { before, after };
}

function codesOf(styles: { readonly [L in Look]: ChalkInstance }): ReadonlyMap<string, Codes | null> {
  return new Map(Object.entries(styles).map(([look, style]) => [look, codesAround(style)]));
}

function stylesOf(chalk: ChalkInstance, tones: Tones): { readonly [L in Look]: ChalkInstance } {
  const colored = (tone: number | null): ChalkInstance => (tone === null ? chalk : chalk.ansi256(tone));
  const plain = colored(tones.text);
  const dim = tones.grey === null ? chalk.dim : colored(tones.grey);
  const [blue, orchid, green] = [colored(tones.blue), colored(tones.orchid), colored(tones.green)];
  const [orange, teal, violet] = [colored(tones.orange), colored(tones.teal), colored(tones.violet)];
  const red = colored(tones.red);
  return {
    plain,
    dim,
    heading: plain.bold,
    emphasis: plain.italic,
    strong: plain.bold,
    code: teal,
    link: blue.underline,
    figure: orange.bold,
    quote: dim,
    bullet: dim,
    keyword: orchid,
    string: green,
    number: orange,
    comment: dim.italic,
    function: blue,
    class: teal,
    operator: plain,
    punctuation: plain,
    builtin: teal,
    running: green.bold,
    ready: orange,
    waiting: plain,
    done: green,
    failed: red.bold,
    cancelled: orange,
    idle: dim,
    marker: orange.bold,
    axis: dim,
    key: plain.bold,
    task0: blue,
    task1: orchid,
    task2: green,
    task3: orange,
    task4: teal,
    task5: violet,
    good: green.bold,
    bad: red.bold,
    warning: orange,
    selected: plain.inverse,
  };
}
