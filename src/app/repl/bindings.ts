/** Which keys do what in a session: at the prompt those that are no text, in the panel as everywhere. */
import { isTooSmall } from '../screen-size.ts';
import { type Key, keyCap } from '../keys.ts';
import { WORDS, type KeyWords } from '../words.ts';
import type { ReplMessage } from './message.ts';
import { isEmpty } from './prompt.ts';
import { isBusy, type ReplState } from './state.ts';
import { REPL_WORDS, type ReplKey } from './words.ts';

interface ReplBinding {
  readonly keys: readonly Key[];
  readonly does: ReplKey | keyof KeyWords;
  readonly message: ReplMessage;
  readonly inBar?: boolean;
  /** Of several keys in the bar. */
  readonly caps?: string;
}

const ALWAYS: readonly ReplBinding[] = [
  { keys: ['ctrl-z'], does: 'suspend', message: { type: 'suspendAsked' } },
  { keys: ['pageup'], does: 'scroll', message: { type: 'scrolled', pages: 1 } },
  { keys: ['pagedown'], does: 'scroll', message: { type: 'scrolled', pages: -1 } },
  { keys: ['ctrl-l'], does: 'clear', message: { type: 'cleared' } },
];

export function replBindings(state: ReplState): readonly ReplBinding[] {
  const interrupt: ReplBinding = {
    keys: ['ctrl-c'],
    does: 'cancel',
    message: { type: 'interrupted' },
    inBar: isBusy(state.session) || state.program !== null || !isEmpty(state.prompt),
  };
  if (isTooSmall(state.size)) return [interrupt, ...ALWAYS];
  return [...(state.focus === 'panel' ? panelBindings(state) : promptBindings(state)), interrupt, ...ALWAYS];
}

function promptBindings({ prompt }: ReplState): readonly ReplBinding[] {
  const leave: ReplBinding = { keys: ['ctrl-d'], does: 'exit', message: { type: 'endTyped' }, inBar: true };
  return [
    { keys: ['enter'], does: 'run', message: { type: 'submitted' } },
    { keys: ['tab'], does: 'complete', message: { type: 'completionAsked', by: 1 }, inBar: true },
    { keys: ['shift-tab'], does: 'complete', message: { type: 'completionAsked', by: -1 } },
    { keys: ['ctrl-r'], does: 'search', message: { type: 'searchBegan' }, inBar: true },
    { keys: ['ctrl-o'], does: 'panel', message: { type: 'focusSwitched' }, inBar: true },
    ...(isEmpty(prompt) && prompt.search === null ? [leave] : []),
  ];
}

function panelBindings({ session: { run } }: ReplState): readonly ReplBinding[] {
  return [
    { keys: [' '], does: run.mode === 'paused' ? 'play' : 'pause', message: { type: 'playSwitched' }, inBar: true },
    { keys: ['right', 'n'], does: 'step', message: { type: 'stepAsked' }, inBar: true },
    { keys: ['left', 'p'], does: 'stepBack', message: { type: 'stepBackAsked' }, inBar: true },
    { keys: ['+', '='], does: 'speed', message: { type: 'speedChanged', by: 1 }, inBar: true, caps: '+ -' },
    { keys: ['-'], does: 'speed', message: { type: 'speedChanged', by: -1 } },
    { keys: ['?'], does: 'help', message: { type: 'helpAsked' }, inBar: true },
    { keys: ['g', 'home'], does: 'start', message: { type: 'startAsked' }, inBar: true },
    { keys: ['G', 'end'], does: 'end', message: { type: 'endAsked' }, inBar: true },
    { keys: ['up', 'k'], does: 'scrollTasks', message: { type: 'tasksScrolled', rows: -1 } },
    { keys: ['down', 'j'], does: 'scrollTasks', message: { type: 'tasksScrolled', rows: 1 } },
    { keys: ['ctrl-o', 'escape', 'q'], does: 'prompt', message: { type: 'focusSwitched' }, inBar: true },
  ];
}

export function replMessageFor(state: ReplState, key: Key): ReplMessage | null {
  return replBindings(state).find(({ keys }) => keys.includes(key))?.message ?? null;
}

/** What the bar says: keys, and what they do. */
export function replBar(state: ReplState): readonly (readonly [caps: string, text: string])[] {
  const words = { ...WORDS[state.language].keys, ...REPL_WORDS[state.language].keys };
  return replBindings(state).flatMap(({ keys, does, inBar, caps }) =>
    inBar === true ? [[caps ?? keyCap(keys[0]!), words[does]] as const] : [],
  );
}
