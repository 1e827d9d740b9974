/** A message and a state in, a state and effects out. It never awaits, reads a clock or rolls dice. */
import { panelTaskRows } from '../../text/panel.ts';
import type { Key } from '../keys.ts';
import * as playback from '../playback.ts';
import { isTooSmall } from '../screen-size.ts';
import { textOf } from '../text-area.ts';
import { replMessageFor } from './bindings.ts';
import { ARGUMENTS, commandIn, COMMANDS, TAKES_FILE } from './commands.ts';
import {
  endsInText,
  parametersOf,
  signatureText,
  type Suggestion,
  type Wanted,
  wantedAt,
  wordsFor,
} from './completion.ts';
import { remember } from './history.ts';
import { replLayout } from './layout.ts';
import type { ReplEffect, ReplMessage } from './message.ts';
import { livingTasks, panelView } from './panel.ts';
import * as prompts from './prompt.ts';
import { commandEcho, help, play, runCommand, takeFile, takeWritten } from './run-command.ts';
import { submit, takeEntered, takeProgramSlice, takeSlice, tell, withSession } from './session.ts';
import { isBusy, type Next, type ReplState } from './state.ts';
import { add, NO_TRANSCRIPT } from './transcript.ts';
import { REPL_WORDS } from './words.ts';
import { editorFailureText } from '../editor-words.ts';
import type { CompletionName, Edited } from '../ports.ts';

export function updateRepl(state: ReplState, message: ReplMessage): Next {
  if (message.type !== 'keyPressed') return change(state, message);
  const meant = replMessageFor(state, message.key);
  // Whatever else is done between two ^C: nobody is about to leave.
  const stays = meant?.type === 'interrupted' || !state.isLeaving ? state : { ...state, isLeaving: false };
  if (meant !== null) return change(stays, meant);
  return stays.focus === 'panel' || isTooSmall(stays.size) ? [stays, []] : [typeKey(stays, message.key), []];
}

function change(state: ReplState, message: ReplMessage): Next {
  switch (message.type) {
    case 'keyPressed':
      return [state, []];
    case 'pasted':
      return [withPrompt(state, prompts.pasted(state.prompt, message.text)), []];
    case 'resized':
      return [{ ...state, size: message.size }, []];
    case 'ticked':
      return tick(state, message.elapsedMs);
    case 'suspendAsked':
      return [state, [{ type: 'suspend' }]];
    case 'focusSwitched':
      return [
        { ...withPrompt(state, prompts.accepted(state.prompt)), focus: state.focus === 'prompt' ? 'panel' : 'prompt' },
        [],
      ];
    case 'interrupted':
      return interrupt(state);
    case 'endTyped':
      return [state, [{ type: 'quit' }]];
    case 'cleared':
      return [{ ...state, transcript: NO_TRANSCRIPT, scroll: 0 }, []];
    case 'helpAsked':
      return [help(state, ''), []];
    case 'searchBegan':
      return [withPrompt(state, prompts.searchBegan(state.prompt, state.history)), []];
    case 'submitted':
      return submitTyped(state);
    case 'completionAsked':
      return askCompletion(state, message.by);
    case 'scrolled':
      return [scroll(state, message.pages), []];
    case 'tasksScrolled':
      return [scrollTasks(state, message.rows), []];
    case 'playSwitched':
      return play(state);
    case 'stepAsked':
      return withRun(state, playback.step(state.session.run));
    case 'stepBackAsked':
      return withRun(state, [playback.stepBack(state.session.run), []]);
    case 'startAsked':
      return withRun(state, [playback.toStart(state.session.run), []]);
    case 'endAsked':
      return withRun(state, [playback.toPresent(state.session.run), []]);
    case 'speedChanged':
      return [{ ...state, speed: playback.changeSpeed(state.speed, message.by) }, []];
    case 'sliceEnded': {
      if (message.runId === state.session.run.id) return takeSlice(state, message.report);
      const { program } = state;
      return program?.runId === message.runId ? takeProgramSlice(state, program, message.report) : [state, []];
    }
    case 'entryRead':
      return takeReading(state, message.source, message.state);
    case 'entryTaken':
      return takeEntered(state, message.runId, message.entered);
    case 'namesCame':
      return [takeNames(state, message.ask, message.names), []];
    case 'filesListed':
      return [
        suggest(
          state,
          message.ask,
          message.files.map((text) => ({ text, note: '' })),
        ),
        [],
      ];
    case 'fileRead':
      return takeFile(state, message.file, message.read);
    case 'fileWritten':
      return [takeWritten(state, message.file, message.entries, message.why), []];
    case 'textEdited':
      return [takeEdited(state, message.edited), []];
  }
}

/** What was typed stays where nothing came back. */
function takeEdited(state: ReplState, edited: Edited): ReplState {
  if (edited.is !== 'saved') return tell(state, editorFailureText(edited, state.language), 'bad');
  return withPrompt(state, prompts.withText(state.prompt, edited.text.replace(/\s+$/, '')));
}

function withPrompt(state: ReplState, prompt: prompts.Prompt): ReplState {
  return { ...state, prompt, scroll: 0, asked: null };
}

function withRun(state: ReplState, [run, effects]: ReturnType<typeof playback.step>): Next {
  return [withSession(state, { run, stepsLeft: 0 }), effects as readonly ReplEffect[]];
}

/** Whether time matters now. */
export function isReplMoving({ session, program }: ReplState): boolean {
  return program !== null || session.restoring !== null || playback.isMoving(session.run);
}

function tick(state: ReplState, elapsedMs: number): Next {
  const { run, restoring } = state.session;
  if (restoring !== null) return [state, []];
  const [next, effects] = playback.letTimePass(run, elapsedMs, state.speed);
  return next === run ? [state, []] : [withSession(state, { run: next }), effects as readonly ReplEffect[]];
}

/** Cancels what runs, drops what is typed, or, the second time, leaves. */
function interrupt(state: ReplState): Next {
  const { prompt, session, program } = state;
  if (prompt.search !== null) return [withPrompt(state, prompts.edited(prompt, 'ctrl-g', state.history)!), []];
  if (program !== null) return [state, [{ type: 'killRun', runId: program.runId }]];
  if (session.restoring === null && isBusy(session)) {
    const run =
      session.run.mode === 'paused' ? { ...playback.toPresent(session.run), mode: 'live' as const } : session.run;
    const [woken, effects] = playback.wake(run);
    return [
      withSession(state, { run: woken, queue: [] }),
      [{ type: 'cancelTask', runId: run.id, task: null }, ...(effects as readonly ReplEffect[])],
    ];
  }
  if (!prompts.isEmpty(prompt)) return [withPrompt(state, prompts.emptied(prompt)), []];
  return state.isLeaving ? [state, [{ type: 'quit' }]] : [{ ...state, isLeaving: true }, []];
}

function submitTyped(state: ReplState): Next {
  const prompt = prompts.chosen(state.prompt);
  const text = prompts.promptText(prompt);
  if (commandIn(text) === null) return [withPrompt(state, prompt), [{ type: 'readEntry', source: text }]];
  return enterTyped(withPrompt(state, prompt), text);
}

function takeReading(state: ReplState, source: string, reading: 'empty' | 'unfinished' | 'whole'): Next {
  const { prompt } = state;
  if (prompts.promptText(prompt) !== source) return [state, []];
  if (reading === 'empty') return [withPrompt(state, prompts.emptied(prompt)), []];
  // In the middle of several lines, one more is wanted.
  const { lines, cursor } = prompt.area;
  const isAtEnd = lines.slice(cursor.line + 1).every((line) => line.trim() === '');
  if (reading === 'unfinished' || !isAtEnd) return [withPrompt(state, prompts.newLine(prompt)), []];
  return enterTyped(state, source.replace(/\s+$/, ''));
}

function enterTyped(state: ReplState, source: string): Next {
  const history = remember(state.history, source);
  const kept: readonly ReplEffect[] = history === state.history ? [] : [{ type: 'rememberEntry', source }];
  const next = { ...withPrompt(state, prompts.emptied(state.prompt)), history };
  const command = commandIn(source);
  if (command === null) {
    const [entered, effects] = submit(next, { source, file: null });
    return [entered, [...kept, ...effects]];
  }
  const echoed =
    command.name === 'clear' ? next : { ...next, transcript: add(next.transcript, commandEcho(source)), scroll: 0 };
  const [done, effects] = runCommand(echoed, command);
  return [done, [...kept, ...effects]];
}

/** A key that no binding took. */
function typeKey(state: ReplState, key: Key): ReplState {
  const { prompt, history } = state;
  if (key === 'escape' && prompt.menu !== null) return withPrompt(state, { ...prompt, menu: null });
  const next = [...key].length === 1 ? prompts.typed(prompt, key, history) : prompts.edited(prompt, key, history);
  return next === null ? state : withPrompt(state, next);
}

function askCompletion(state: ReplState, by: 1 | -1): Next {
  const prompt = prompts.accepted(state.prompt);
  if (prompt.menu !== null) return [withPrompt(state, prompts.chosenNext(prompt, by)), []];
  const wanted = wantedIn(prompt);
  const nothing =
    wanted.is === 'nothing' ||
    (wanted.is === 'names' && wanted.prefix === '' && wanted.path.length === 1 && wanted.path[0] === '');
  if (nothing) {
    const blank = prompts.beforeCursor(prompt).trim() === '' && prompt.area.lines.length > 1;
    return [blank ? withPrompt(state, prompts.edited(prompt, by === 1 ? 'tab' : 'shift-tab', [])!) : state, []];
  }
  const ask = state.nextAsk;
  const asking = { ...withPrompt(state, prompt), nextAsk: ask + 1, asked: { ask, wanted } };
  if (wanted.is === 'names')
    return [asking, [{ type: 'askNames', runId: state.session.run.id, ask, path: wanted.path }]];
  if (wanted.is === 'argument' && TAKES_FILE.has(wanted.command))
    return [asking, [{ type: 'listFiles', ask, prefix: wanted.prefix }]];
  return [suggest(asking, ask, knownFor(state, wanted)), []];
}

function wantedIn({ area }: prompts.Prompt): Wanted {
  const { line, column } = area.cursor;
  const text = textOf(area);
  const at = area.lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, column);
  const before = text.slice(0, at);
  return wantedAt(before, text.slice(at), endsInText(before));
}

function knownFor(state: ReplState, wanted: Wanted): readonly Suggestion[] {
  const words = REPL_WORDS[state.language];
  if (wanted.is === 'command') return commandsFor(wanted.prefix, words);
  if (wanted.is !== 'argument') return [];
  const { run } = state.session;
  const known =
    wanted.command === 'cancel'
      ? livingTasks(run.replay.at(run.known)).map(({ name }) => name)
      : (ARGUMENTS[wanted.command] ?? []);
  return [...new Set(known)].filter((text) => text.startsWith(wanted.prefix)).map((text) => ({ text, note: '' }));
}

/** Of the only one that fits, the argument is what is typed next. */
function commandsFor(prefix: string, { commands }: (typeof REPL_WORDS)['en']): readonly Suggestion[] {
  const found = COMMANDS.filter((name) => name.startsWith(prefix));
  return found.map((name) => {
    const [usage, note] = commands[name];
    return { text: found.length === 1 && usage !== '' ? `${name} ` : name, note };
  });
}

function takeNames(state: ReplState, ask: number, names: readonly CompletionName[]): ReplState {
  const { asked, signatures } = state;
  if (asked?.ask !== ask || asked.wanted.is !== 'names') return state;
  const { path, prefix } = asked.wanted;
  const isMember = path.length > 1;
  const found = names.map(({ name, is }): Suggestion => {
    const parameters = is === 'value' ? null : parametersOf(signatures, name, isMember);
    return { text: name, note: parameters === null ? (is === 'value' ? '' : is) : signatureText('', parameters) };
  });
  const words = isMember || path[0]!.startsWith('"') ? [] : wordsFor(prefix).map((text) => ({ text, note: '' }));
  const all = [...found, ...words].sort((one, other) => order(one.text, other.text));
  return suggest(state, ask, all);
}

const OF_EVERY_OBJECT: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** What every object has comes last, before it what begins with an underscore; capitals do not matter. */
function order(one: string, other: string): number {
  const key = (text: string): string =>
    (OF_EVERY_OBJECT.has(text) ? '~~' : text.startsWith('_') ? '~' : '') + text.toLowerCase();
  return key(one) < key(other) ? -1 : 1;
}

function suggest(state: ReplState, ask: number, suggestions: readonly Suggestion[]): ReplState {
  const { asked, prompt } = state;
  if (asked?.ask !== ask || asked.wanted.is === 'nothing') return state;
  const { prefix } = asked.wanted;
  if (!prompts.beforeCursor(prompt).endsWith(prefix)) return state;
  return withPrompt(state, prompts.suggested(prompt, prefix, suggestions));
}

/** By pages of the transcript; the screen knows how far up it goes. */
function scroll(state: ReplState, pages: number): ReplState {
  const page = Math.max(1, replLayout(state).text.height - 2);
  const most = state.transcript.items.reduce((sum, { lines }) => sum + lines.length, 0);
  return { ...state, scroll: Math.max(0, Math.min(most, state.scroll + pages * page)) };
}

function scrollTasks(state: ReplState, rows: number): ReplState {
  const { picture } = panelView(state);
  const { width, height } = replLayout(state).panel;
  const limit = Math.max(0, picture.taskCount - panelTaskRows(picture, width, height));
  return { ...state, firstTask: Math.max(0, Math.min(limit, Math.min(limit, state.firstTask) + rows)) };
}
