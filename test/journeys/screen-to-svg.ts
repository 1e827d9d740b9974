/** A terminal's screen as a picture: each cell with its colours and weight, as SVG text. */
import type { Terminal } from '@xterm/headless';

const CELL = { width: 8.4, height: 18 } as const;
const BACKGROUND = '#14161b';
const FOREGROUND = '#d8dee9';
const ANSI = [
  '#2e3440',
  '#e0707a',
  '#a3be8c',
  '#ebcb8b',
  '#81a1c1',
  '#b48ead',
  '#88c0d0',
  '#d8dee9',
  '#6b7489',
  '#f08b94',
  '#b8d49f',
  '#f5dba0',
  '#94b8dc',
  '#cba6c8',
  '#9ddbe6',
  '#eceff4',
];

export function screenToSvg(screen: Terminal, title: string): string {
  const width = screen.cols * CELL.width + 24;
  const height = screen.rows * CELL.height + 24;
  const parts: string[] = [];
  for (let row = 0; row < screen.rows; row++) parts.push(rowToSvg(screen, row));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>`,
    `<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace" font-size="14" transform="translate(12 12)" xml:space="preserve">`,
    ...parts,
    '</g></svg>\n',
  ].join('\n');
}

/** Cells in a row that look alike. */
interface Run {
  /** Of its first cell. */
  readonly column: number;
  readonly style: string;
  cells: number;
  text: string;
}

function rowToSvg(screen: Terminal, row: number): string {
  const line = screen.buffer.active.getLine(screen.buffer.active.viewportY + row);
  if (!line) return '';
  const grounds: Run[] = [];
  const texts: Run[] = [];
  for (let column = 0; column < screen.cols; column++) {
    const cell = line.getCell(column);
    if (!cell || cell.getWidth() === 0) continue;
    const inverse = cell.isInverse() !== 0;
    const [front, back] = [
      colorOf(cell.getFgColorMode(), cell.getFgColor()),
      colorOf(cell.getBgColorMode(), cell.getBgColor()),
    ];
    const fill = inverse ? (back ?? BACKGROUND) : (front ?? FOREGROUND);
    const behind = inverse ? (front ?? FOREGROUND) : back;
    const weight = cell.isBold() !== 0 ? ' font-weight="bold"' : '';
    const slant = cell.isItalic() !== 0 ? ' font-style="italic"' : '';
    const faint = cell.isDim() !== 0 ? ' opacity="0.6"' : '';
    const at = { column, cells: cell.getWidth() };
    join(grounds, { ...at, style: behind ?? '', text: '' });
    join(texts, { ...at, style: `fill="${fill}"${weight}${slant}${faint}`, text: cell.getChars() || ' ' });
  }
  return [...grounds.map((run) => groundToSvg(run, row)), ...texts.map((run) => textToSvg(run, row))].join('');
}

/** Only letters of one width, and the same sign again and again, keep their places when they are set as one text. */
function join(runs: Run[], next: Run): void {
  const last = runs.at(-1);
  const isSame = last?.style === next.style && last.column + last.cells === next.column;
  if (!isSame || !(isPlain(last.text + next.text) || last.text.endsWith(next.text))) return void runs.push(next);
  last.text += next.text;
  last.cells += next.cells;
}

function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function groundToSvg({ column, cells, style }: Run, row: number): string {
  if (style === '') return '';
  return `<rect x="${left(column)}" y="${row * CELL.height}" width="${left(cells)}" height="${CELL.height}" fill="${style}"/>`;
}

function textToSvg({ column, text, style, cells }: Run, row: number): string {
  const shown = text.trim();
  if (shown === '') return '';
  const before = text.length - text.trimStart().length;
  // Blanks are one cell each.
  const width = cells - (text.length - shown.length);
  return `<text x="${left(column + before)}" y="${row * CELL.height + 14}" textLength="${left(width)}" lengthAdjust="spacingAndGlyphs" ${style}>${escape(shown)}</text>`;
}

function left(column: number): string {
  return (column * CELL.width).toFixed(1);
}

const PALETTE = 0x1000000;
const PALETTE_256 = 0x2000000;
const RGB = 0x3000000;

function colorOf(mode: number, color: number): string | null {
  if (mode === RGB) return `#${color.toString(16).padStart(6, '0')}`;
  if (mode !== PALETTE && mode !== PALETTE_256) return null;
  if (color < 16) return ANSI[color]!;
  if (color >= 232) return grey(8 + (color - 232) * 10);
  const level = (value: number): number => (value === 0 ? 0 : 55 + value * 40);
  const index = color - 16;
  return hex(level(Math.floor(index / 36)), level(Math.floor(index / 6) % 6), level(index % 6));
}

function grey(level: number): string {
  return hex(level, level, level);
}

function hex(...levels: number[]): string {
  return `#${levels.map((level) => level.toString(16).padStart(2, '0')).join('')}`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
