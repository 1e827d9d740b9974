/** The panel without drawing, one fact a line: for screen readers, and for whoever pipes it. */
import { handleName, timerName } from './handle-words.ts';
import { PANEL_WORDS, figure, taskLabel, taskMark } from './panel-words.ts';
import { noteLines } from './panel.ts';
import type { PanelView } from './panel.ts';
import { type Queue, queuesOf } from './queues.ts';
import { taskSentence } from './task-sentence.ts';
import { harmless } from './width.ts';
import type { HandlePicture } from '../trace/picture.ts';

/** At most `limit` entries of every list. */
export function plainPanel(view: PanelView, limit: number): readonly string[] {
  const { picture, language } = view;
  const words = PANEL_WORDS[language];
  const mode = picture.ended === null ? words[view.mode] : words.ended[picture.ended.status];
  const lines = [words.moment(mode, words.clock(figure(view.now)))];
  const first = Math.max(0, Math.min(view.firstTask, picture.taskCount - limit));
  const shown = Math.min(limit, picture.taskCount - first);
  for (let index = first; index < first + shown; index++) {
    const task = picture.task(index);
    const label = taskLabel(task);
    const name = `${taskMark(index)} ${harmless(label.first)} ${harmless(label.second)}`.trimEnd();
    lines.push(words.labelled(name, taskSentence(view, task)));
  }
  if (picture.taskCount > shown) lines.push(words.more(picture.taskCount - shown, view.tasksKey));
  const struck = (item: { readonly cancelled: boolean }, name: string) =>
    item.cancelled ? name + words.aside(words.struckOut) : name;
  const name = (handle: HandlePicture) => struck(handle, handleName(picture, handle, language));
  const list = (label: string, items: readonly string[], count: number) => {
    const more = count > items.length ? [words.more(count - items.length)] : [];
    return words.labelled(label, count === 0 ? words.nothing : words.list([...items, ...more]));
  };
  const timers = picture
    .timers(0, limit)
    .map((timer) => `${words.seconds(figure(timer.due))} ${struck(timer, timerName(picture, timer, language))}`);
  const listed = ({ name, items, count }: Queue) =>
    list(
      words[name],
      items.map((item) => struck(item, item.text)),
      count,
    );
  const { before, after } = queuesOf(picture, language, limit);
  const last = picture.lastRun === null ? [] : [name(picture.lastRun)];
  lines.push(
    list(picture.running === null && last.length > 0 ? words.ranLast : words.now, last, last.length),
    ...before.map(listed),
    list(words.timers, timers, picture.timerCount),
    ...after.map(listed),
  );
  const count = picture.outputLineCount;
  const output = picture.outputLines(Math.max(0, count - limit), limit);
  lines.push(words.labelled(words.output, count === 0 ? words.noOutput : '').trimEnd());
  for (const line of output) lines.push(words.labelled(words.seconds(figure(line.at)), harmless(line.text)));
  for (const note of noteLines(view)) lines.push(note.map((span) => span.text).join(''));
  return lines;
}
