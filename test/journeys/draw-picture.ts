/**
 * `npm run picture`: draws the README's picture from the real screen, in the middle of two tasks that overlap.
 * `npm run picture -- FILE.png` also writes it as a PNG, to look at.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { screenToSvg } from './screen-to-svg.ts';
import { KEYS, TestTerminal } from './terminal.ts';

const FOLDER = resolve(import.meta.dirname, '../../.github');

const terminal = new TestTerminal({ columns: 120, rows: 34, args: ['learn', 'as-tasks'] });
await terminal.shows('as-tasks.ts');
terminal.type('s');
await terminal.shows(/clock 1\.[4-9]/);
terminal.type(' ');
await terminal.shows('paused');
mkdirSync(FOLDER, { recursive: true });
const picture = screenToSvg(terminal.screen, 'A lesson: two tasks overlap');
writeFileSync(resolve(FOLDER, 'lesson-screen.svg'), picture);
const png = process.argv[2];
if (png !== undefined) writeFileSync(png, new Resvg(picture, { font: { loadSystemFonts: true } }).render().asPng());
terminal.type(KEYS.ctrlC);
await terminal.exited;
