/** Keeps what is known of a run in new files of a folder: the trace, and a picture of it. */
import { lstatSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { KnownTrace, Saved } from '../app/ports.ts';
import type { Language } from '../course/course.ts';
import { writePieces } from '../disk/trace-file.ts';
import { chromeTrace } from '../export/chrome-trace.ts';
import { timelineSvg } from '../export/svg.ts';

/** After so many names that are taken, something else is wrong. */
const MOST_NAMES = 1_000;

export async function saveTrace(known: KnownTrace, language: Language, folder: string): Promise<Saved> {
  const base = nameOf(known.fileName);
  for (let number = 1; ; number++) {
    const stem = number === 1 ? base : `${base}-${number}`;
    const [trace, picture] = [`${stem}.trace.json`, `${stem}.svg`];
    if (number < MOST_NAMES && (isTaken(join(folder, trace)) || isTaken(join(folder, picture)))) continue;
    const why = await writePieces(join(folder, trace), chromeTrace(known, language), false);
    // Somebody else was quicker.
    if (why === 'EEXIST' && number < MOST_NAMES) continue;
    if (why !== null) return { is: 'unsaved', file: trace, why };
    const whyNoPicture = await writePieces(join(folder, picture), [timelineSvg(known, language, 'light')], false);
    if (whyNoPicture === null) return { is: 'saved', trace, picture };
    await rm(join(folder, trace), { force: true });
    return { is: 'unsaved', file: picture, why: whyNoPicture };
  }
}

/** The program's name without its ending, fit to be one on any system: a trace of somebody else's may have any. */
function nameOf(fileName: string): string {
  const name = parse(fileName.replaceAll('\\', '/')).name.replace(/[^\p{L}\p{N}._-]+/gu, '-');
  return name.replace(/^[.-]+|[.-]+$/g, '').slice(0, 60) || 'program';
}

/** Whatever it is. */
function isTaken(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
