/** What each look is on the screen. Middle tones, legible on dark and on light; without colours only the glyphs speak. */
import { Chalk } from 'chalk';
import type { ChalkInstance, ColorSupportLevel } from 'chalk';
import type { Look, StyledLine } from '../text/styled.ts';

export type Paint = (line: StyledLine) => string;

const GREY = 244;
const BLUE = 33;
const ORCHID = 170;
const GREEN = 35;
const ORANGE = 172;
const TEAL = 37;
const VIOLET = 99;
const RED = 167;

/** Turns a styled line into one string for the terminal. */
export function paintWith(level: ColorSupportLevel): Paint {
  if (level === 0) return (line) => line.map((span) => span.text).join('');
  const codes = codesOf(stylesOf(new Chalk({ level })));
  return (line) => {
    let text = '';
    for (const span of line) {
      const code = codes.get(span.look)!;
      text += code === null ? span.text : code.before + span.text + code.after;
    }
    return text;
  };
}

interface Codes {
  readonly before: string;
  readonly after: string;
}

/** What chalk writes around a text, taken once: it costs a frame dearly to ask anew for each span. Null: nothing. */
function codesOf(styles: { readonly [L in Look]: (text: string) => string }): ReadonlyMap<string, Codes | null> {
  return new Map(
    Object.entries(styles).map(([look, style]) => {
      const [before = '', after = ''] = style('x').split('x');
      return [look, before === '' ? null : { before, after }];
    }),
  );
}

function stylesOf(chalk: ChalkInstance): { readonly [L in Look]: (text: string) => string } {
  const plain = (text: string) => text;
  const dim = chalk.ansi256(GREY);
  return {
    plain,
    dim,
    heading: chalk.bold,
    emphasis: chalk.italic,
    strong: chalk.bold,
    code: chalk.ansi256(TEAL),
    link: chalk.ansi256(BLUE).underline,
    figure: chalk.bold.ansi256(ORANGE),
    quote: dim,
    bullet: dim,
    keyword: chalk.ansi256(ORCHID),
    string: chalk.ansi256(GREEN),
    number: chalk.ansi256(ORANGE),
    comment: dim.italic,
    function: chalk.ansi256(BLUE),
    class: chalk.ansi256(TEAL),
    operator: plain,
    punctuation: plain,
    builtin: chalk.ansi256(TEAL),
    running: chalk.bold.ansi256(GREEN),
    ready: chalk.ansi256(ORANGE),
    waiting: plain,
    done: chalk.ansi256(GREEN),
    failed: chalk.bold.ansi256(RED),
    cancelled: chalk.ansi256(ORANGE),
    idle: dim,
    marker: chalk.bold.ansi256(ORANGE),
    axis: dim,
    key: chalk.bold,
    task0: chalk.ansi256(BLUE),
    task1: chalk.ansi256(ORCHID),
    task2: chalk.ansi256(GREEN),
    task3: chalk.ansi256(ORANGE),
    task4: chalk.ansi256(TEAL),
    task5: chalk.ansi256(VIOLET),
    good: chalk.bold.ansi256(GREEN),
    bad: chalk.bold.ansi256(RED),
    warning: chalk.ansi256(ORANGE),
    selected: chalk.inverse,
  };
}
