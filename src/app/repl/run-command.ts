/** What the commands do: `.help`, `.tasks` and the others. */
import { LANGUAGES } from '../../course/course.ts';
import { timerName } from '../../text/handle-words.ts';
import { figure, PANEL_WORDS, taskLabel, taskMark } from '../../text/panel-words.ts';
import { systemWords } from '../../text/progress-words.ts';
import { queuesOf } from '../../text/queues.ts';
import type { StyledLine } from '../../text/styled.ts';
import { taskSentence } from '../../text/task-sentence.ts';
import { fitLine } from '../../text/truncate.ts';
import { harmless, textWidth } from '../../text/width.ts';
import { wrapSpans } from '../../text/wrap.ts';
import * as playback from '../playback.ts';
import type { FileRead } from '../ports.ts';
import { type Command, type CommandName, COMMANDS } from './commands.ts';
import { replLayout } from './layout.ts';
import type { ReplEffect } from './message.ts';
import { livingTasks, panelView } from './panel.ts';
import { reset, startProgram, stepOn, submit, tell, withSession } from './session.ts';
import type { Next, ReplState } from './state.ts';
import { add, NO_TRANSCRIPT, PROSE_INDENT, textLines } from './transcript.ts';
import { REPL_WORDS } from './words.ts';

const MOST_LISTED = 50;
const MOST_STEPS = 1_000;

export function runCommand(state: ReplState, { name, typed, argument }: Command): Next {
  const words = REPL_WORDS[state.language];
  if (name === null) return [tell(state, words.noCommand(typed), 'bad'), []];
  const usage = (): Next => [tell(state, words.usage(name, words.commands[name][0]), 'bad'), []];
  switch (name) {
    case 'help':
      return [help(state, argument.replace(/^\./, '')), []];
    case 'tasks':
      return [listTasks(state), []];
    case 'loop':
      return [showLoop(state), []];
    case 'cancel':
      return argument === '' ? usage() : cancelNamed(state, argument);
    case 'pause':
      return play(state);
    case 'step': {
      const steps = argument === '' ? 1 : Number(argument);
      if (!Number.isInteger(steps) || steps < 1 || steps > MOST_STEPS) return usage();
      const paused = withSession(state, { run: playback.pause(state.session.run), stepsLeft: steps });
      return stepOn(paused);
    }
    case 'speed': {
      const speed = argument === '' ? state.speed : Number(argument);
      if (!playback.SPEEDS.includes(speed)) {
        const { list } = PANEL_WORDS[state.language];
        return [tell(state, words.speeds(list(playback.SPEEDS.map(String))), 'bad'), []];
      }
      return [tell({ ...state, speed }, words.speedIs(speed)), []];
    }
    case 'time':
      return [showTime(state), []];
    case 'trace':
      return argument === '' ? usage() : writeTrace(state, argument);
    case 'load':
      return argument === '' ? usage() : [state, [{ type: 'readFile', file: argument, language: state.language }]];
    case 'save': {
      if (argument === '') return usage();
      const { kept } = state.session;
      const text = kept.map(({ source }) => `${source}\n`).join('');
      return [state, [{ type: 'writeFile', file: argument, text, entries: kept.length }]];
    }
    case 'edit':
      return [state, [{ type: 'editText', text: argument }]];
    case 'clear':
      return [{ ...state, transcript: NO_TRANSCRIPT, scroll: 0 }, []];
    case 'reset':
      return reset(state);
    case 'lang': {
      const language = LANGUAGES.find((each) => each === argument);
      return language === undefined ? usage() : [{ ...state, language }, []];
    }
    case 'exit':
      return [state, [{ type: 'quit' }]];
  }
}

/** Pauses, or goes on from the present. */
export function play(state: ReplState): Next {
  const [run, effects] = playback.switchPlay(state.session.run);
  return [withSession(state, { run, stepsLeft: 0 }), effects as readonly ReplEffect[]];
}

function listed(state: ReplState, lines: readonly StyledLine[], indent = PROSE_INDENT): ReplState {
  return { ...state, transcript: add(state.transcript, lines, indent), scroll: 0 };
}

/** What was added is shown from its first row on, also where it is longer than the screen. */
function fromItsTop(before: ReplState, after: ReplState): ReplState {
  const { width, height } = replLayout(after).text;
  const { items } = after.transcript;
  const added = items.slice(items.lastIndexOf(before.transcript.items.at(-1)!) + 1);
  const rows = added.flatMap(({ lines, indent }) => lines.flatMap((line) => wrapSpans(line, width, indent ?? 0)));
  // The command stands above it, and below how much there is.
  return { ...after, scroll: rows.length + 1 < height ? 0 : rows.length + 2 - height };
}

/** Terms in a column, what they mean beside them. */
function glossary(state: ReplState, rows: readonly (readonly [term: string, meaning: string])[]): ReplState {
  const width = 4 + Math.max(...rows.map(([term]) => textWidth(term)));
  const lines = rows.map(([term, meaning]): StyledLine => [
    ...fitLine([{ text: `  ${term}`, look: 'key' }], width),
    { text: meaning, look: 'plain' },
  ]);
  return listed(state, lines, width);
}

export function help(state: ReplState, about: string): ReplState {
  const words = REPL_WORDS[state.language];
  const name = COMMANDS.find((each) => each === about);
  if (about !== '' && name === undefined) return tell(state, words.noCommand(about), 'bad');
  const row = (each: CommandName): readonly [string, string] => {
    const [usage, meaning] = words.commands[each];
    return [`.${each} ${usage}`.trimEnd(), meaning];
  };
  if (name !== undefined) return glossary(state, [row(name)]);
  const commands = glossary(state, COMMANDS.map(row));
  const titled = listed(commands, [[{ text: words.keysTitle, look: 'heading' }]]);
  return fromItsTop(state, glossary(titled, words.keyLines));
}

function listTasks(state: ReplState): ReplState {
  const view = panelView(state);
  const whole = state.session.run.replay.at(state.session.run.cursor);
  const { labelled, more } = PANEL_WORDS[state.language];
  const tasks = livingTasks(whole).slice(0, MOST_LISTED);
  if (tasks.length === 0) return tell(state, REPL_WORDS[state.language].noTasks);
  const lines = tasks.map((task): StyledLine => {
    const { first, second } = taskLabel(task);
    const name = `${taskMark(task.index)} ${harmless(`${first} ${task.coroutine === 'entry' ? '' : second}`.trimEnd())}`;
    return [{ text: labelled(name, taskSentence({ ...view, picture: whole }, task)), look: 'plain' }];
  });
  const hidden = whole.livingTaskCount - tasks.length;
  return listed(state, hidden > 0 ? [...lines, [{ text: more(hidden), look: 'dim' }]] : lines);
}

function showLoop(state: ReplState): ReplState {
  const { picture } = panelView(state);
  const { language } = state;
  const words = PANEL_WORDS[language];
  const list = (name: string, items: readonly string[], count: number): StyledLine => {
    const more = count > items.length ? [words.more(count - items.length)] : [];
    return [
      { text: words.labelled(name, count === 0 ? words.nothing : words.list([...items, ...more])), look: 'plain' },
    ];
  };
  const { before, after } = queuesOf(picture, language, MOST_LISTED);
  const timers = picture
    .timers(0, MOST_LISTED)
    .map((timer) => `${words.seconds(figure(timer.due))} ${timerName(picture, timer, language)}`);
  const queue = ({ name, items, count }: (typeof before)[number]): StyledLine =>
    list(
      words[name],
      items.map(({ text }) => text),
      count,
    );
  const turn: StyledLine = [{ text: `${words.loop}  ${words.turn(picture.iteration)}`, look: 'plain' }];
  return listed(state, [
    turn,
    ...before.map(queue),
    list(words.timers, timers, picture.timerCount),
    ...after.map(queue),
  ]);
}

function showTime(state: ReplState): ReplState {
  const words = REPL_WORDS[state.language];
  const { session, lastEntry } = state;
  const told = tell(state, words.time(figure(session.run.playhead), state.speed), 'plain');
  return lastEntry === null ? told : tell(told, words.lastTook(lastEntry.number, figure(lastEntry.seconds)), 'plain');
}

function cancelNamed(state: ReplState, name: string): Next {
  const { run } = state.session;
  const tasks = livingTasks(run.replay.at(run.known));
  const found =
    tasks.find((task) => task.name === name) ??
    tasks.find((task) => taskMark(task.index) === name) ??
    tasks.find((task) => task.coroutine === name);
  const words = REPL_WORDS[state.language];
  if (found === undefined) return [tell(state, words.noTask(name), 'bad'), []];
  const [woken, effects] = playback.wake(run);
  return [
    withSession(tell(state, words.cancelAsked(found.name)), { run: woken }),
    [{ type: 'cancelTask', runId: run.id, task: found.id }, ...(effects as readonly ReplEffect[])],
  ];
}

/** A call of `run`, but in a comment that takes the whole line: then it is a program of its own. */
const CALLS_RUN = /^(?!\s*(?:\/\/|\*)).*(?<![\p{ID_Continue}$]|(?<!asyncio)\.)run\s*\(/mu;

/** Whether a file is a program of its own, and not one more entry. */
export function callsRun(source: string): boolean {
  return CALLS_RUN.test(source);
}

export function takeFile(state: ReplState, file: string, read: FileRead): Next {
  if (!read.ok) return [tell(state, read.why, 'bad'), []];
  const source = read.text.replace(/\s+$/, '');
  if (callsRun(source)) return startProgram(state, file, read.text, read.program);
  return source === '' ? [state, []] : submit(state, { source, file });
}

export function takeWritten(state: ReplState, file: string, entries: number | null, why: string | null): ReplState {
  const words = REPL_WORDS[state.language];
  if (why !== null) return tell(state, words.cannotWrite(file, systemWords(why, state.language)), 'bad');
  return tell(state, entries === null ? words.traced(file) : words.wrote(file, entries));
}

function writeTrace(state: ReplState, file: string): Next {
  const { run, lines } = state.session;
  const trace = { ...lines.program, replay: run.replay, length: run.known };
  return [state, [{ type: 'writeTrace', file, trace, language: state.language }]];
}

export function commandEcho(text: string): readonly StyledLine[] {
  return textLines(text, 'key');
}
