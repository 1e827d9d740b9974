/** What a task is doing at a moment, in words: the panel's rows, the plain form and the notices all say it with this. */
import type { Language } from '../course/course.ts';
import { NEXT_CALL, type Place, type Wait } from '../trace/event.ts';
import type { Picture, TaskNames, TaskPicture } from '../trace/picture.ts';
import { errorText } from './error-words.ts';
import { shortName } from './handle-words.ts';
import { PANEL_WORDS, figure } from './panel-words.ts';
import type { NamePlace } from './place-names.ts';
import { harmless } from './width.ts';

/** What is told of a moment, and to whom. */
export interface Telling {
  readonly picture: Picture;
  readonly language: Language;
  /** Where another file stands beside it: the name of the program, to be said with its lines. */
  readonly fileName: string | null;
  /** What is said of a place where a line's number is not enough, with its text where there is room. */
  readonly namePlace?: NamePlace;
}

/** `waits at line 12 for sleep until 2.0 s`. */
export function taskSentence(telling: Telling, task: TaskPicture): string {
  return sentence(telling, task, 'waits');
}

/** `line 12: sleep until 2.0 s`. */
export function briefTaskSentence(telling: Telling, task: TaskPicture): string {
  return sentence(telling, task, 'waitsBriefly');
}

function sentence(telling: Telling, task: TaskPicture, form: 'waits' | 'waitsBriefly'): string {
  const { picture, language } = telling;
  const words = PANEL_WORDS[language];
  const named = (place: Place): string =>
    telling.namePlace?.(place, form === 'waitsBriefly') ?? words.line(place.line, telling.fileName);
  const line = task.place === null ? null : named(task.place);
  const asked = task.cancelRequested && task.endedAt === null ? words.aside(words.cancelRequested) : '';
  switch (task.state) {
    case 'waiting': {
      if (task.wait === null) return words.state.waiting + asked;
      const until = task.wait.until === null ? null : words.seconds(figure(task.wait.until));
      return words[form](line, waitedFor(picture, task.wait, language), until) + asked;
    }
    case 'ready':
      return words.state.ready + asked;
    case 'running':
      return (line === null ? words.state.running : words.runsAt(line)) + asked;
    case 'done':
    case 'cancelled':
      return words.endedAt(words.state[task.state], words.seconds(figure(task.endedAt ?? picture.at)));
    case 'failed': {
      const place = task.error?.place ?? task.place;
      const failed = words.state.failed + (place === null ? '' : words.aside(named(place)));
      return task.error === null ? failed : words.labelled(failed, harmless(errorText(task.error, language)));
    }
  }
}

/** What a task waits for, in words: `sleep`, `task B make`, `gather (B make)`. */
export function waitedFor(names: TaskNames, wait: Wait, language: Language): string {
  const words = PANEL_WORDS[language];
  if (wait.what === NEXT_CALL) return words.nextCall;
  const name = wait.task === null ? null : shortName(names, wait.task);
  if (name === null) return harmless(wait.what);
  return wait.what === 'task' ? words.waitsForTask(name) : harmless(wait.what) + words.aside(name);
}
