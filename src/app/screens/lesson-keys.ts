/** What keys do in a lesson; which ones there are depends on what is going on. */
import type { Binding } from '../keys.ts';
import { binding } from '../keys.ts';
import { isAtEnd } from '../playback.ts';
import type { LessonView } from './lesson-state.ts';

/** `isSplit`: text and program are not on the screen together. */
export function lessonBindings(view: LessonView, isSplit: boolean): readonly Binding[] {
  if (view.stationState.prediction.focus !== null) return typingBindings(view);
  return [...mainBindings(view), ...runBindings(view), ...readingBindings(view, isSplit)];
}

function typingBindings({ station, stationState }: LessonView): readonly Binding[] {
  const { focus } = stationState.prediction;
  const asksBoth = station?.predict?.ask.length === 2;
  const isLast = !asksBoth || focus === 'seconds';
  const submits = focus === 'seconds' || !asksBoth;
  return [
    binding(['enter'], focus === 'seconds' ? 'submit' : 'newLine', { type: 'fieldEntered' }, true),
    asksBoth || !isLast
      ? binding(['tab', 'shift-tab'], 'otherField', { type: 'fieldSwitched' }, true)
      : binding(['tab'], submits ? 'submit' : 'otherField', { type: 'fieldSwitched' }, true),
    binding(['escape'], 'leaveTyping', { type: 'predictingLeft' }, true),
  ];
}

/** What comes next is always under Enter. */
function mainBindings(view: LessonView): readonly Binding[] {
  const { station, stationState } = view;
  const { run, prediction } = stationState;
  const predicts = station?.predict != null;
  if (station === null) return [onward(view, ['enter', 'n'], true)];
  if (run === null) {
    const isOpen = predicts && prediction.judged.is === 'open';
    return isOpen
      ? [
          binding(['enter', 'e'], 'predict', { type: 'predictingBegan' }, true),
          binding(['s', 'r'], 'skip', { type: 'predictionSkipped' }, true),
        ]
      : [binding(['enter', 'r', ' '], 'run', { type: 'runAsked' }, true)];
  }
  const again = binding(['r'], 'restart', { type: 'runAsked' }, isAtEnd(run));
  const anew = predicts ? [binding(['e'], 'predictAgain', { type: 'predictingBegan' })] : [];
  if (isAtEnd(run)) return [onward(view, ['enter'], true), again, ...anew];
  const goesOn = run.mode === 'paused' ? [binding(['enter'], 'goOn', { type: 'playSwitched' })] : [];
  return [...goesOn, again, ...anew];
}

/** To the next screen; from the last one of the course back to its contents. */
function onward({ isLast }: LessonView, keys: readonly string[], inBar: boolean): Binding {
  return isLast
    ? binding(keys, 'finish', { type: 'contentsAsked' }, inBar)
    : binding(keys, 'nextScreen', { type: 'screenTurned', by: 1 }, inBar);
}

function runBindings({ station, stationState }: LessonView): readonly Binding[] {
  const { run } = stationState;
  if (station === null || run === null) return [];
  const play = run.mode !== 'paused' ? 'pause' : isAtEnd(run) ? 'replay' : 'play';
  return [
    binding([' '], play, { type: 'playSwitched' }, true),
    binding(['right'], 'step', { type: 'stepAsked' }, true),
    binding(['left'], 'stepBack', { type: 'stepBackAsked' }, true),
    binding(['g', 'home'], 'start', { type: 'startAsked' }, true),
    binding(['G', 'end'], 'end', { type: 'endAsked' }, true),
    binding(['+', '='], 'faster', { type: 'speedChanged', by: 1 }, true),
    binding(['-', '_'], 'slower', { type: 'speedChanged', by: -1 }, true),
    binding([']'], 'scrollTasks', { type: 'tasksScrolled', rows: 1 }),
    binding(['['], 'scrollTasks', { type: 'tasksScrolled', rows: -1 }),
  ];
}

function readingBindings(view: LessonView, isSplit: boolean): readonly Binding[] {
  const { station, isFirst } = view;
  const code =
    station === null
      ? []
      : [
          ...(isSplit ? [binding(['tab'], 'view', { type: 'viewSwitched' }, true)] : []),
          ...(station.program.twins.length > 0 ? [binding(['t'], 'form', { type: 'formSwitched' }, true)] : []),
          binding(['J', 'shift-down'], 'scrollCode', { type: 'codeScrolled', rows: 1 }),
          binding(['K', 'shift-up'], 'scrollCode', { type: 'codeScrolled', rows: -1 }),
        ];
  return [
    ...code,
    binding(['j', 'down'], 'scrollText', { type: 'textScrolled', rows: 1 }),
    binding(['k', 'up'], 'scrollText', { type: 'textScrolled', rows: -1 }),
    binding(['pagedown'], 'scrollPage', { type: 'textScrolled', rows: 10 }),
    binding(['pageup'], 'scrollPage', { type: 'textScrolled', rows: -10 }),
    onward(view, ['n'], station !== null),
    ...(isFirst ? [] : [binding(['p'], 'previousScreen', { type: 'screenTurned', by: -1 }, true)]),
    binding(['N'], 'nextLesson', { type: 'lessonTurned', by: 1 }),
    binding(['P'], 'previousLesson', { type: 'lessonTurned', by: -1 }),
    binding(['q', 'escape'], 'back', { type: 'contentsAsked' }, true),
  ];
}
