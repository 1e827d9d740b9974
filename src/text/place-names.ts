/** How a place of a program is said, wherever one is: by its line, and by its file where there are several. */
import type { Language } from '../course/course.ts';
import type { Place } from '../trace/event.ts';
import type { ProgramLines } from '../trace/program-lines.ts';
import { PANEL_WORDS } from './panel-words.ts';

export type NamePlace = (place: Place, isBrief: boolean) => string;

/** `line 3 of lib/queue.ts`, and briefly `queue.ts:3`; of a program of one file `line 3`. */
export function placeNamer(lines: ProgramLines, language: Language): NamePlace {
  const words = PANEL_WORDS[language];
  return (place, isBrief) => {
    if (!lines.needsFile) return words.line(place.line);
    const { fileName, line } = lines.at(place.line);
    return isBrief ? `${fileName.replace(/^.*\//, '')}:${line}` : words.line(line, fileName);
  };
}
