/**
 * A trace as a picture for a slide: a row for each task over the clock, or over steps where the clock does not move. What runs is
 * a high bar, what is ready a hatched one, what waits a thin line, so that colour is never the only sign. It has neither scripts
 * nor anything from outside. However long the run and however many its tasks, it stays small: what is nearer together than a
 * pixel is drawn once, and the tasks that have no row are counted, and drawn as how many of them were alive.
 */
import type { Language } from '../course/course.ts';
import { PANEL_WORDS, figure, taskLabel, taskMark } from '../text/panel-words.ts';
import { type NamePlace, placeNamer } from '../text/place-names.ts';
import { waitedFor } from '../text/task-sentence.ts';
import { truncateText } from '../text/truncate.ts';
import { textWidth } from '../text/width.ts';
import type { Picture, TaskPicture } from '../trace/picture.ts';
import { ProgramLines } from '../trace/program-lines.ts';
import type { TaskChange } from '../trace/task-history.ts';
import { EXPORT_WORDS } from './export-words.ts';
import type { KeptTrace } from './kept-trace.ts';

export const SVG_THEMES = ['light', 'dark'] as const;
export type SvgTheme = (typeof SVG_THEMES)[number];

interface Tones {
  readonly ground: string;
  readonly text: string;
  readonly dim: string;
  readonly grid: string;
  readonly tasks: readonly string[];
  readonly failed: string;
}

/** Dark or light enough to be read on their ground: at least 4.5 to 1. */
const TONES: { readonly [T in SvgTheme]: Tones } = {
  light: {
    ground: '#ffffff',
    text: '#1b1f24',
    dim: '#57606a',
    grid: '#d7dce2',
    tasks: ['#0b5cad', '#9a2f8e', '#1d6f3b', '#9a5200', '#00646e', '#5b3fc4'],
    failed: '#b3261e',
  },
  dark: {
    ground: '#14161b',
    text: '#e6e9ef',
    dim: '#9aa4b2',
    grid: '#333a45',
    tasks: ['#6cb2ff', '#e08ad4', '#6fd08c', '#f0b060', '#5fd0d8', '#b5a2ff'],
    failed: '#ff8a80',
  },
};

const WIDTH = 1280;
const MARGIN = 28;
const LABELS = 232;
const RIGHT = 96;
const LEFT = MARGIN + LABELS;
const PLOT = WIDTH - LEFT - RIGHT;
const TOP = 112;
/** So many tasks have a row. */
const MOST_ROWS = 30;
/** With so many rows there is room for words beside the bars. */
const ROOMY_ROWS = 14;
/** Of letters of 12 px, wide enough for most. */
const CELL = 7.1;
/** What takes no time on the clock is as wide as this. */
const LEAST = 2.4;

export function timelineSvg(kept: KeptTrace, language: Language, theme: SvgTheme): string {
  return new Timeline(kept, language, theme).draw();
}

class Timeline {
  readonly #kept: KeptTrace;
  readonly #language: Language;
  readonly #tones: Tones;
  readonly #end: Picture;
  readonly #span: number;
  readonly #isClock: boolean;
  readonly #rowHeight: number;
  readonly #shown: readonly TaskPicture[];
  readonly #hidden: number;
  readonly #parts: string[] = [];
  readonly #namePlace: NamePlace;

  constructor(kept: KeptTrace, language: Language, theme: SvgTheme) {
    const { replay, length } = kept;
    this.#kept = kept;
    this.#language = language;
    this.#tones = TONES[theme];
    this.#namePlace = placeNamer(new ProgramLines(kept), language);
    this.#end = replay.at(length);
    this.#isClock = this.#end.at > 0;
    this.#span = this.#isClock ? this.#end.at : Math.max(1, replay.stepsAt(length));
    const count = this.#end.taskCount;
    const rows = count <= MOST_ROWS ? count : MOST_ROWS - 1;
    const tasks = Array.from({ length: rows }, (_, index) => this.#end.task(index));
    const [own, others] = [tasks.filter((task) => !isLane(task)), tasks.filter(isLane)];
    this.#shown = [...own, ...others];
    this.#hidden = count - rows;
    this.#rowHeight = rows <= ROOMY_ROWS ? 38 : 22;
  }

  draw(): string {
    const { fileName } = this.#kept;
    const tones = this.#tones;
    let y = TOP;
    const rows: string[] = [];
    let isInLanes = false;
    for (const task of this.#shown) {
      if (isLane(task) && !isInLanes) {
        isInLanes = true;
        y += 20;
        rows.push(this.#text(MARGIN, y, EXPORT_WORDS[this.#language].lanes, 13, tones.dim, ' font-weight="600"'));
        y += 8;
      }
      this.#parts.length = 0;
      this.#row(task, y);
      rows.push(...this.#parts);
      y += this.#rowHeight;
    }
    if (this.#hidden > 0) {
      rows.push(...this.#rest(y));
      y += 44;
    }
    const height = y + 64;
    const label = `${fileName}: ${this.#summary()}`;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif">`,
      `<title>${escape(label)}</title>`,
      this.#patterns(),
      `<rect width="${WIDTH}" height="${height}" fill="${tones.ground}"/>`,
      this.#text(MARGIN, 44, truncateText(fileName, 60), 24, tones.text, ' font-weight="700"'),
      this.#text(MARGIN, 70, this.#summary(), 14, tones.dim),
      ...this.#axis(y),
      ...rows,
      ...this.#legend(y + 40),
      '</svg>\n',
    ].join('\n');
  }

  #summary(): string {
    const words = PANEL_WORDS[this.#language];
    const { ended, at, taskCount } = this.#end;
    const { tasks, stillRunning } = EXPORT_WORDS[this.#language];
    const outcome = ended === null ? stillRunning : words.ended[ended.status];
    const clock = this.#isClock ? words.clock(figure(at)) : words.steps(this.#span);
    return [outcome, clock, tasks(taskCount)].join(' · ');
  }

  /** One hatching for each colour. */
  #patterns(): string {
    const patterns = this.#tones.tasks.map(
      (tone, index) =>
        `<pattern id="ready${index}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2.2" height="6" fill="${tone}"/></pattern>`,
    );
    return `<defs>${patterns.join('')}</defs>`;
  }

  /** Where event `moment` stands, or the end. */
  #x(moment: number): number {
    const { replay, length } = this.#kept;
    const value = this.#isClock ? replay.clockAt(Math.min(moment + 1, length)) : replay.stepsAt(moment);
    return LEFT + PLOT * Math.min(1, value / this.#span);
  }

  #axis(bottom: number): readonly string[] {
    const tones = this.#tones;
    const interval = roundInterval(this.#span, this.#isClock ? 0 : 1);
    const lines: string[] = [];
    for (let tick = 0; tick * interval <= this.#span * (1 + 1e-9); tick++) {
      const x = px(LEFT + (PLOT * tick * interval) / this.#span);
      lines.push(`<path d="M${x} ${TOP - 10}V${bottom + 4}" stroke="${tones.grid}" stroke-width="1"/>`);
      const value = String(Number((tick * interval).toPrecision(6)));
      lines.push(this.#text(Number(x), TOP - 16, value, 12, tones.dim, ' text-anchor="middle"'));
    }
    const words = PANEL_WORDS[this.#language];
    const unit = this.#isClock ? words.seconds('').trim() : words.steps(2).replace(/\d+/, '').trim();
    return [...lines, this.#text(LEFT + PLOT + 30, TOP - 16, unit, 12, tones.dim)];
  }

  #row(task: TaskPicture, top: number): void {
    const tones = this.#tones;
    const color = task.index % tones.tasks.length;
    const tone = tones.tasks[color]!;
    const isRoomy = this.#rowHeight > 30;
    const middle = top + this.#rowHeight / 2 + (isRoomy ? 5 : 0);
    const { first, second } = taskLabel(task);
    const indent = isRoomy ? 12 * Math.min(3, task.depth) : 0;
    const room = Math.floor((LABELS - 16 - indent) / CELL);
    const name = truncateText(second === '' ? first : `${first}  ${second}`, room - 3);
    const mark = `<tspan font-weight="700" fill="${tone}">${escape(taskMark(task.index))}</tspan>`;
    this.#parts.push(
      `<text x="${MARGIN + indent}" y="${px(middle + 4)}" font-size="13" fill="${tones.text}">${mark} ${escape(name)}</text>`,
    );
    const high = isRoomy ? 18 : 14;
    const bars = { running: new Bars(middle, high), ready: new Bars(middle, high * 0.6), waiting: new Bars(middle, 3) };
    const words: string[] = [];
    let open: TaskChange | null = null;
    let last: TaskChange | null = null;
    const close = (change: TaskChange, moment: number): void => {
      const { state } = change;
      if (state !== 'running' && state !== 'ready' && state !== 'waiting') return;
      const [from, to] = [this.#x(change.moment), this.#x(moment)];
      bars[state].add(from, to, state === 'running' ? LEAST : 0);
      if (isRoomy && state === 'waiting') words.push(...this.#waitWords(change, from, to, middle));
    };
    for (const change of this.#kept.replay.changes(task.index, this.#kept.length)) {
      if (open !== null && open.state === change.state && open.wait === change.wait) continue;
      if (open !== null) close(open, change.moment);
      [open, last] = [change, change];
    }
    if (open !== null) close(open, this.#kept.length);
    this.#parts.push(
      bars.waiting.path(tone),
      bars.ready.path(`url(#ready${color})`, tone),
      bars.running.path(tone),
      ...words,
    );
    if (last !== null && task.endedAt !== null) this.#parts.push(...this.#ending(last, middle));
  }

  /** As much of what it waits for as there is room for. */
  #waitWords({ place, wait }: TaskChange, from: number, to: number, middle: number): readonly string[] {
    if (wait === null) return [];
    const words = PANEL_WORDS[this.#language];
    const what = waitedFor(this.#end, wait, this.#language);
    const brief = words.waitsBriefly(place === null ? null : this.#namePlace(place, true), what, null);
    const text = [brief, what].find((each) => textWidth(each) * 6.2 + 10 <= to - from);
    if (text === undefined) return [];
    const { dim, ground } = this.#tones;
    const halo = ` text-anchor="middle" stroke="${ground}" stroke-width="3" paint-order="stroke"`;
    return [this.#text((from + to) / 2, middle - 6, text, 11, dim, halo)];
  }

  /** `✓ ✗ ⊘`, drawn: not every font has them. */
  #ending({ moment, state, error }: TaskChange, middle: number): readonly string[] {
    const x = this.#x(moment) + 10;
    const { text, failed, dim } = this.#tones;
    const mark = this.#mark(state, x, middle, state === 'failed' ? failed : text);
    if (error === null || this.#rowHeight < 30) return [mark];
    const name = truncateText(error.name, Math.floor((WIDTH - x - 20) / 6.4));
    return [mark, name === '…' || name === '' ? '' : this.#text(x + 10, middle + 4, name, 11, dim)];
  }

  #mark(state: TaskChange['state'], x: number, y: number, tone: string): string {
    const at = (dx: number, dy: number): string => `${px(x + dx)} ${px(y + dy)}`;
    const stroke = `fill="none" stroke="${tone}" stroke-width="2.4" stroke-linecap="round"`;
    if (state === 'done') return `<path d="M${at(-4.5, 0.5)}L${at(-1, 4)}L${at(5, -4.5)}" ${stroke}/>`;
    if (state === 'failed')
      return `<path d="M${at(-4.5, -4.5)}L${at(4.5, 4.5)}M${at(4.5, -4.5)}L${at(-4.5, 4.5)}" ${stroke}/>`;
    return `<circle cx="${px(x)}" cy="${px(y)}" r="5" ${stroke}/><path d="M${at(-3.5, 3.5)}L${at(3.5, -3.5)}" ${stroke}/>`;
  }

  /** How many of the tasks without a row were alive, over the whole axis. */
  #rest(top: number): readonly string[] {
    const tones = this.#tones;
    const heights = this.#aliveByColumn();
    const most = heights.reduce((one, other) => Math.max(one, other), 0);
    const bottom = top + 36;
    let path = `M${LEFT} ${bottom}`;
    let before = 0;
    heights.forEach((height, column) => {
      if (height === before) return;
      path += `H${LEFT + column}V${px(bottom - (26 * height) / Math.max(1, most))}`;
      before = height;
    });
    const words = EXPORT_WORDS[this.#language];
    return [
      `<path d="${path}H${LEFT + PLOT}V${bottom}Z" fill="${tones.grid}" stroke="${tones.dim}" stroke-width="1"/>`,
      this.#text(MARGIN, top + 20, words.more(this.#hidden), 13, tones.text, ' font-weight="600"'),
      this.#text(MARGIN, top + 36, words.aliveAtOnce(most), 11, tones.dim),
    ];
  }

  /** Of the tasks without a row: how many were alive at once, at most, in each column of the axis. */
  #aliveByColumn(): readonly number[] {
    const births: number[] = [];
    const deaths: number[] = [];
    for (let index = this.#end.taskCount - this.#hidden; index < this.#end.taskCount; index++) {
      let isFirst = true;
      for (const change of this.#kept.replay.changes(index, this.#kept.length)) {
        if (isFirst) births.push(change.moment);
        else if (isOver(change)) deaths.push(change.moment);
        isFirst = false;
      }
    }
    deaths.sort((one, other) => one - other);
    const heights: number[] = Array.from({ length: PLOT }, () => 0);
    let column = 0;
    let [born, dead] = [0, 0];
    const goTo = (moment: number): void => {
      const next = Math.min(PLOT - 1, Math.floor(this.#x(moment)) - LEFT);
      while (column < next) heights[++column] = born - dead;
    };
    while (born < births.length || dead < deaths.length) {
      const isBirth = born < births.length && (dead === deaths.length || births[born]! < deaths[dead]!);
      goTo(isBirth ? births[born]! : deaths[dead]!);
      if (isBirth) born++;
      else dead++;
      heights[column] = Math.max(heights[column]!, born - dead);
    }
    goTo(this.#kept.length);
    return heights;
  }

  #legend(y: number): readonly string[] {
    const tones = this.#tones;
    const words = PANEL_WORDS[this.#language];
    const legend = EXPORT_WORDS[this.#language].legend;
    const tone = tones.tasks[0]!;
    const parts: string[] = [];
    let x = LEFT;
    const entry = (sign: string, width: number, text: string): void => {
      parts.push(sign, this.#text(x + width + 8, y + 4, text, 12, tones.dim));
      x += width + 8 + textWidth(text) * CELL + 26;
    };
    const bar = (kind: 'running' | 'ready' | 'waiting', height: number): string => {
      const bars = new Bars(y, height);
      bars.add(x, x + 26, 0);
      return kind === 'ready' ? bars.path('url(#ready0)', tone) : bars.path(tone);
    };
    entry(bar('running', 16), 26, legend.runs);
    entry(bar('ready', 10), 26, legend.ready);
    entry(bar('waiting', 3), 26, legend.waits);
    for (const state of ['done', 'failed', 'cancelled'] as const)
      entry(this.#mark(state, x + 6, y, state === 'failed' ? tones.failed : tones.text), 12, words.state[state]);
    return parts;
  }

  #text(x: number, y: number, text: string, size: number, fill: string, more = ''): string {
    return `<text x="${px(x)}" y="${px(y)}" font-size="${size}" fill="${fill}"${more}>${escape(text)}</text>`;
  }
}

/** Bars of one kind in one row, as one path. What is nearer than a pixel to the last one is part of it. */
class Bars {
  readonly #top: number;
  readonly #height: number;
  #path = '';
  #from = -1;
  #to = -1;

  constructor(middle: number, height: number) {
    this.#top = middle - height / 2;
    this.#height = height;
  }

  add(from: number, to: number, least: number): void {
    const end = Math.max(to, from + least);
    if (end - from < 0.05) return;
    if (from <= this.#to + 1 && this.#from !== -1) {
      this.#to = Math.max(this.#to, end);
      return;
    }
    this.#flush();
    [this.#from, this.#to] = [from, end];
  }

  path(fill: string, outline: string | null = null): string {
    this.#flush();
    if (this.#path === '') return '';
    const stroke = outline === null ? '' : ` stroke="${outline}" stroke-width="0.8"`;
    return `<path d="${this.#path}" fill="${fill}"${stroke}/>`;
  }

  #flush(): void {
    if (this.#from === -1) return;
    const width = px(this.#to - this.#from);
    this.#path += `M${px(this.#from)} ${px(this.#top)}h${width}v${px(this.#height)}h-${width}z`;
    this.#from = -1;
  }
}

function isOver({ state }: TaskChange): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

function isLane({ kind }: TaskPicture): boolean {
  return kind === 'thread' || kind === 'process';
}

/** Between two ticks: 1, 2 or 5 times a power of ten, so that there are at most ten. */
function roundInterval(span: number, least: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(span / 10));
  const interval = ([1, 2, 5, 10].find((factor) => factor * magnitude * 10 >= span * (1 - 1e-9)) ?? 10) * magnitude;
  return Math.max(least, interval);
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** What may stand in XML, as text and in attributes. */
function escape(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
