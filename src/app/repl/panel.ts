/** What the panel shows of a session: the tasks that live or ended a moment ago, and the loop. */
import type { PanelView } from '../../text/panel.ts';
import type { Place } from '../../trace/event.ts';
import type { Picture, TaskPicture } from '../../trace/picture.ts';
import type { Replay } from '../../trace/replay.ts';
import { doing } from '../playback.ts';
import { replLayout } from './layout.ts';
import type { ReplState } from './state.ts';

/** So much of the past is drawn, and it moves on by whole steps, seconds. */
const PAST_SECONDS = 20;
const PAST_STEP = 10;
/** More than any panel shows. */
const MOST_LIVING = 200;
/** So many of the last ones are looked at for those that have just ended, and so many are shown. */
const RECENT_READ = 24;
const MOST_RECENT = 6;
/** Rows of a panel that are not for tasks. */
const OTHER_ROWS = 4;
const LONGEST_TEXT = 28;

export function panelView(state: ReplState): PanelView {
  const { session, language, speed } = state;
  const { run } = session;
  const whole = run.replay.at(run.cursor);
  const now = Math.max(run.playhead, whole.at);
  const since = Math.max(0, Math.floor((now - PAST_SECONDS) / PAST_STEP) * PAST_STEP);
  const room = replLayout(state).panel.height - OTHER_ROWS - whole.livingTaskCount;
  const picture = withTasks(
    withEntryEnd(whole, run.replay),
    tasksShown(whole, since, Math.max(0, Math.min(MOST_RECENT, room))),
  );
  const mode = session.restoring === null ? doing(run) : 'starting';
  const namePlace = (place: Place, isBrief: boolean): string => {
    const found = session.lines.at(place.line);
    if (found === null) return '';
    const code = codeAt(found.text, place.column);
    return isBrief || code === '' ? found.label : `${found.label} \`${code}\``;
  };
  const { replay } = run;
  return { replay, picture, now, mode, speed, firstTask: state.firstTask, language, fileName: null, namePlace, since };
}

/** A short line as it is, of a longer one what is at the place. */
function codeAt(line: string, column: number): string {
  const text = line.trim();
  if (text.length <= LONGEST_TEXT) return text;
  const rest = line.slice(Math.max(0, column - 1)).trim();
  return rest.length > LONGEST_TEXT ? `${rest.slice(0, LONGEST_TEXT)}…` : rest;
}

export function livingTasks(picture: Picture): readonly TaskPicture[] {
  return picture.livingTasks(0, MOST_LIVING);
}

/** Those that live, and so many that have ended since then as there is room for. */
function tasksShown(picture: Picture, since: number, most: number): readonly TaskPicture[] {
  const recent: TaskPicture[] = [];
  const first = Math.max(0, picture.taskCount - RECENT_READ);
  for (let index = picture.taskCount - 1; index >= first && recent.length < most; index--) {
    const task = picture.task(index);
    if (task.endedAt !== null && task.endedAt >= since) recent.push(task);
  }
  return [...livingTasks(picture), ...recent].sort((one, other) => one.index - other.index);
}

function withTasks(picture: Picture, tasks: readonly TaskPicture[]): Picture {
  return { ...picture, taskCount: tasks.length, task: (index) => withoutKind(tasks[index]!) };
}

/** So far back from the end of a handle its beginning is looked for. */
const FAR_BACK = 16;

/** The callback with which an entry ends is nobody's but the session's: it is called by what it does. */
function withEntryEnd(picture: Picture, replay: Replay): Picture {
  const { lastRun, index } = picture;
  if (lastRun === null || lastRun.task !== null) return picture;
  for (let at = index - 1; at >= Math.max(0, index - FAR_BACK); at--) {
    const event = replay.event(at)!;
    if (event.type === 'handleStarted') return picture;
    if (event.type === 'entryEnded')
      return { ...picture, lastRun: { ...lastRun, label: `end of entry ${event.entry}` } };
  }
  return picture;
}

/** `[3]` says that it is an entry. */
function withoutKind(task: TaskPicture): TaskPicture {
  return task.coroutine === 'entry' && task.name.startsWith('[') ? { ...task, coroutine: '' } : task;
}
