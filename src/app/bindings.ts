/** Which keys do what right now. */
import type { Binding } from './keys.ts';
import { binding } from './keys.ts';
import { CONTENTS_BINDINGS, SEARCH_BINDINGS } from './screens/contents.ts';
import { HELP_BINDINGS } from './screens/help.ts';
import { lessonBindings, ownProgramBindings, traceBindings } from './screens/lesson-keys.ts';
import { codeLimit } from './screens/lesson-layout.ts';
import { isTooSmall, isWide } from './screen-size.ts';
import { lessonView } from './screens/lesson-state.ts';
import { resetBindings } from './screens/reset.ts';
import { settingsBindings } from './screens/settings.ts';
import type { State } from './state.ts';

const QUIT = binding(['ctrl-c'], 'quit', { type: 'quitAsked' });
const ALWAYS: readonly Binding[] = [QUIT, binding(['ctrl-z'], 'suspend', { type: 'suspendAsked' })];

const UNLESS_TYPING: readonly Binding[] = [
  binding(['L'], 'language', { type: 'languageSwitched' }, true),
  binding(['?'], 'help', { type: 'helpAsked' }, true),
];

/** The first binding that has a key wins. */
export function bindingsOf(state: State): readonly Binding[] {
  // Nobody is to change what they cannot see.
  if (isTooSmall(state.size)) return ALWAYS;
  if (state.help !== null) return [...HELP_BINDINGS, ...ALWAYS];
  return screenBindings(state);
}

/** Those of the screen itself, also while the help covers it. */
export function screenBindings(state: State): readonly Binding[] {
  const { place } = state;
  if (place.is === 'settings')
    return [...settingsBindings(place), ...(place.field === null ? UNLESS_TYPING : []), ...ALWAYS];
  const view = lessonView(state);
  if (view === null && state.reset !== null) return [...resetBindings(state.reset), ...UNLESS_TYPING, ...ALWAYS];
  if (view === null && state.search !== null) return [...SEARCH_BINDINGS, ...ALWAYS];
  if (view === null) return [...CONTENTS_BINDINGS, ...UNLESS_TYPING, ...ALWAYS];
  const isTyping = view.stationState.prediction.focus !== null || view.stationState.asking.isAnswering;
  const isCodeCut = !isTooSmall(state.size) && codeLimit(state, view).limit > 0;
  const divided = { isSplit: !isWide(state.size), isCodeCut };
  if (state.isTrace) return [...traceBindings(view, divided), ...UNLESS_TYPING, ...ALWAYS];
  if (state.isOwnProgram) return [...ownProgramBindings(view, divided), ...UNLESS_TYPING, ...ALWAYS];
  return [
    ...lessonBindings(view, divided),
    ...(isTyping ? [] : UNLESS_TYPING),
    // In an editor Ctrl-Z undoes, as everywhere.
    ...(isTyping && view.stationState.asking.draft?.is === 'edit' ? [QUIT] : ALWAYS),
  ];
}
