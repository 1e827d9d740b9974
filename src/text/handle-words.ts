/**
 * A handle of the loop in the learner's words. The loop labels its handles by what they call; a learner knows tasks,
 * timers and the names that the program uses.
 */
import type { Language } from '../course/course.ts';
import type { HandlePicture, MicrotaskPicture, TaskNames } from '../trace/picture.ts';
import type { TaskId } from '../trace/event.ts';
import { PANEL_WORDS, taskLabel, taskMark } from './panel-words.ts';
import type { HandleWords } from './panel-words.ts';
import { harmless } from './width.ts';

type NamedHandle = Pick<HandlePicture, 'label' | 'task'>;

/** Where it waits or runs: `B make` starts or goes on, `timer of B make` only ends its sleep. */
export function handleName(names: TaskNames, handle: NamedHandle, language: Language): string {
  const words = PANEL_WORDS[language].handles;
  const task = taskName(names, handle);
  if (task === null) return labelInWords(handle.label, words);
  return isSleep(handle) ? words.timerOf(task) : task;
}

/** In the list of timers, which says already what it lists: whom it wakes. */
export function timerName(names: TaskNames, handle: NamedHandle, language: Language): string {
  return taskName(names, handle) ?? labelInWords(handle.label, PANEL_WORDS[language].handles);
}

/** In the list of ticks, or of immediates: by the function that it calls. */
export function callbackName(handle: HandlePicture, language: Language): string {
  const called = /^(?:nextTick|setImmediate) (.+)$/.exec(harmless(handle.label));
  return called?.[1] ?? PANEL_WORDS[language].handles.aFunction;
}

/** The task that it lets go on, or what was handed to `queueMicrotask`. */
export function microtaskName(names: TaskNames, microtask: MicrotaskPicture): string {
  return taskName(names, microtask) ?? harmless(microtask.label);
}

function taskName(names: TaskNames, handle: Pick<HandlePicture, 'task'>): string | null {
  return handle.task === null ? null : shortName(names, handle.task);
}

/** `B make`; null: there is no such task. */
export function shortName(names: TaskNames, id: TaskId): string | null {
  const task = names.taskById(id);
  return task === null ? null : `${taskMark(task.index)} ${harmless(taskLabel(task).first)}`;
}

function isSleep({ label }: NamedHandle): boolean {
  return label.startsWith('end ');
}

/** The labels that the loop itself gives; any other calls a function of the program. */
function labelInWords(label: string, words: HandleWords): string {
  switch (label) {
    case 'call stop':
      return words.loopEnds;
    case 'call timeout':
      return words.timeout;
    case 'end of asCompleted':
      return words.timeoutOf('asCompleted()');
    case 'end of a sleep':
      return words.sleepEnds;
    case 'wake code outside tasks':
      return words.wakesOutside;
    case 'cancelled call':
      return words.cancelledCall;
    case 'call taskGroup':
      return words.tells('TaskGroup');
    case 'call gather':
    case 'call wait':
    case 'call shield':
    case 'call asCompleted':
      return words.tells(`${label.slice('call '.length)}()`);
    case 'call setState':
      return words.threadResult;
    case 'call function':
      return words.callsFunction;
  }
  const name = harmless(label);
  const entry = /^(?:call entry (\d+)|end of entry (\d+))$/.exec(name);
  if (entry !== null)
    return entry[1] === undefined ? words.entryEnds(`[${entry[2]}]`) : words.entryBegins(`[${entry[1]}]`);
  return name.startsWith('call ') ? words.calls(`${name.slice('call '.length)}()`) : name;
}
