/** What keys do in a lesson; which ones there are depends on what is going on. */
import { formOf, type Question } from '../../course/questions/kinds.ts';
import type { BarItem, Binding } from '../keys.ts';
import { binding } from '../keys.ts';
import { isAtEnd, type Run } from '../playback.ts';
import type { LessonView } from './lesson-state.ts';
import { formsOf, hasProgram, type Task } from './lesson-state.ts';

/** How the screen is divided now. */
export interface Divided {
  /** Text and program are not on the screen together. */
  readonly isSplit: boolean;
  /** There is more code than can be seen. */
  readonly isCodeCut: boolean;
}

export function lessonBindings(view: LessonView, divided: Divided): readonly Binding[] {
  if (view.stationState.prediction.focus !== null) return typingBindings(view, divided);
  if (view.stationState.asking.isAnswering) return answeringBindings(view);
  return [...mainBindings(view), ...runBindings(view), ...readingBindings(view, divided), ...saveBinding(view)];
}

/** Of a trace of another day: nothing but looking at it. */
export function traceBindings(view: LessonView, divided: Divided): readonly Binding[] {
  return [
    ...runBindings(view),
    binding(['enter'], 'goOn', { type: 'playSwitched' }),
    ...speedBindings(true),
    ...fileBindings(view),
    ...viewBinding(view, divided),
    ...scrollBindings(view, divided),
    binding(['o'], 'settings', { type: 'settingsAsked' }),
    binding(['q', 'escape'], 'quit', { type: 'quitAsked' }, true),
    ...saveBinding(view),
  ];
}

function fileBindings({ station }: LessonView): readonly Binding[] {
  if ((station?.program.files?.length ?? 1) === 1) return [];
  return [
    binding(['t'], 'nextFile', { type: 'fileTurned', by: 1 }, true),
    binding(['T'], 'previousFile', { type: 'fileTurned', by: -1 }),
  ];
}

/** In the bar only where there is room left. */
function saveBinding({ station, stationState: { run } }: LessonView): readonly Binding[] {
  return station === null || run === null ? [] : [binding(['x'], 'saveTrace', { type: 'saveAsked' }, isAtEnd(run))];
}

/** Of a program of one's own: nothing comes before it, and nothing after. */
export function ownProgramBindings(view: LessonView, divided: Divided): readonly Binding[] {
  const { run } = view.stationState;
  return [
    binding(
      run === null ? ['enter', 'r', ' '] : ['r'],
      run === null ? 'run' : 'restart',
      { type: 'runAsked' },
      run === null || isAtEnd(run),
    ),
    ...runBindings(view),
    ...speedBindings(true),
    ...fileBindings(view),
    ...scrollBindings(view, { ...divided, isSplit: true }),
    binding(['o'], 'settings', { type: 'settingsAsked' }),
    binding(['q', 'escape'], 'quit', { type: 'quitAsked' }, true),
    ...saveBinding(view),
  ];
}

function typingBindings({ station, stationState }: LessonView, { isCodeCut }: Divided): readonly Binding[] {
  const { focus } = stationState.prediction;
  const asksBoth = station?.predict?.ask.length === 2;
  const isLast = !asksBoth || focus === 'seconds';
  const submits = focus === 'seconds' || !asksBoth;
  return [
    binding(['enter'], focus === 'seconds' ? 'submit' : 'newLine', { type: 'fieldEntered' }, true),
    asksBoth || !isLast
      ? binding(['tab', 'shift-tab'], 'otherField', { type: 'fieldSwitched' }, true)
      : binding(['tab'], submits ? 'submit' : 'otherField', { type: 'fieldSwitched' }, true),
    // Only keys that are no text.
    binding(['pagedown', 'shift-down'], 'scrollCode', { type: 'codeScrolled', rows: 3 }, isCodeCut && PAGE_KEYS),
    binding(['pageup', 'shift-up'], 'scrollCode', { type: 'codeScrolled', rows: -3 }),
    binding(['escape'], 'leaveTyping', { type: 'predictingLeft' }, true),
  ];
}

const PAGE_KEYS: BarItem = { keys: ['pageup', 'pagedown'], does: 'scrollCode' };

/** What comes next is always under Enter. */
function mainBindings(view: LessonView): readonly Binding[] {
  const { station, stationState } = view;
  const { run, prediction } = stationState;
  const predicts = station?.predict != null;
  if (station === null) return [onward(view, ['enter', 'n'], true)];
  if (station.task !== null) return taskBindings(view, station.task);
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

/** A question: answer it, then on. A program to write: edit it, run it, until it does what it is to do. */
function taskBindings(view: LessonView, task: Task): readonly Binding[] {
  const { run, asking } = view.stationState;
  const { judged } = asking;
  const isThrough = judged.is === 'judged' && judged.verdict.right;
  const again = judged.is === 'open' ? 'answer' : 'answerAgain';
  const onwards = isThrough ? [onward(view, ['enter'], true)] : [];
  const goesOn =
    judged.is === 'running' && run?.mode === 'paused' ? [binding(['enter'], 'goOn', { type: 'playSwitched' })] : [];
  if (task.is === 'exercise' || formOf(task.question).is === 'edit') {
    const isExercise = task.is === 'exercise';
    const isLine = !isExercise && isOneLine(task.question);
    return [
      ...onwards,
      ...goesOn,
      binding(isThrough ? ['e'] : ['enter', 'e'], isLine ? again : 'edit', { type: 'answeringBegan' }, true),
      ...(isLine ? [] : [binding(['r'], 'check', { type: 'answerGiven' }, true)]),
      ...(isExercise && asking.hints < task.exercise.hints.length
        ? [binding(['h'], 'hint', { type: 'hintAsked' }, true)]
        : []),
      ...(isExercise ? [binding(['S'], 'solution', { type: 'solutionAsked' }, isThrough || asking.tries > 2)] : []),
      ...(isLine ? [] : [binding(['R'], 'starter', { type: 'starterAsked' }), OUTSIDE]),
      ...sourceBinding(task),
    ];
  }
  const runs = hasProgram(view.station)
    ? [
        binding(['r'], run === null ? 'run' : 'restart', { type: 'runAsked' }, run === null),
        ...(run === null ? firstStep(!isThrough) : []),
      ]
    : [];
  return [
    ...onwards,
    ...goesOn,
    binding(isThrough ? ['e'] : ['enter', 'e'], again, { type: 'answeringBegan' }, true),
    ...runs,
    ...sourceBinding(task),
  ];
}

const OUTSIDE = binding(['ctrl-g'], 'outside', { type: 'editorAsked' });
const OUTSIDE_ITEM: BarItem = { keys: OUTSIDE.keys, does: OUTSIDE.does };

function isOneLine(question: Question): boolean {
  const form = formOf(question);
  return form.is === 'edit' && form.line !== null;
}

function sourceBinding(task: Task): readonly Binding[] {
  const isTold = task.is === 'question' && task.question.see !== null;
  return isTold ? [binding(['w'], 'whereTold', { type: 'sourceAsked' }, true)] : [];
}

function answeringBindings({ station, stationState }: LessonView): readonly Binding[] {
  const { asking, run } = stationState;
  const { draft } = asking;
  const isTyped = draft?.is === 'edit' || draft?.is === 'type';
  const leave = binding(['escape'], isTyped ? 'leaveTyping' : 'leave', { type: 'answeringLeft' }, true);
  const give = (keys: readonly string[]) => binding(keys, 'giveAnswer', { type: 'answerGiven' }, true);
  switch (draft?.is) {
    case 'pick':
      return [hintOnly([' '], 'choose'), give(['enter']), ...stepsBeside(station, run), leave];
    case 'arrange':
      return [hintOnly([' '], 'take'), ...(draft.spare ? [hintOnly(['x'], 'setAside')] : []), give(['enter']), leave];
    case 'pair':
      return [hintOnly(['left', 'right'], 'assign'), give(['enter']), leave];
    case 'edit':
      return [
        binding(['ctrl-r'], 'check', { type: 'answerGiven' }, true),
        hintOnly(['ctrl-z'], 'undo'),
        { ...OUTSIDE, bar: OUTSIDE_ITEM },
        leave,
      ];
    case 'type': {
      const { text, cursor } = draft.field;
      const isDone = draft.ask !== 'output' || (cursor === text.length && (text === '' || text.endsWith('\n')));
      return [give(isDone ? ['enter', 'tab'] : ['tab']), leave];
    }
    case undefined:
      return [leave];
  }
}

function stepsBeside(station: LessonView['station'], run: Run | null): readonly Binding[] {
  if (run !== null) return STEPS;
  return hasProgram(station) ? firstStep(true) : [];
}

/** A question of a run that is to be gone through: it begins at its start, and waits there. */
function firstStep(inBar: boolean): readonly Binding[] {
  return [
    binding(['right'], 'step', { type: 'startAsked' }, inBar),
    binding(['g', 'home'], 'start', { type: 'startAsked' }),
  ];
}

/** Options leave these keys to the run beside them. */
const STEPS: readonly Binding[] = [
  binding(['right'], 'step', { type: 'stepAsked' }, { keys: ['left', 'right'], does: 'step' }),
  binding(['left'], 'stepBack', { type: 'stepBackAsked' }),
  binding(['g', 'home'], 'start', { type: 'startAsked' }),
  binding(['G', 'end'], 'end', { type: 'endAsked' }),
];

/** What the form itself does with a key, said in the bar; the message is never sent. */
function hintOnly(keys: readonly string[], does: BarItem['does']): Binding {
  return { keys: [], does, message: { type: 'answeringBegan' }, bar: { keys, does } };
}

/** To the next screen or lesson; from the last one of the course back to its contents. */
function onward({ isLast, endsLesson }: LessonView, keys: readonly string[], inBar: boolean): Binding {
  return isLast
    ? binding(keys, 'finish', { type: 'contentsAsked' }, inBar)
    : binding(keys, endsLesson ? 'nextLesson' : 'nextScreen', { type: 'screenTurned', by: 1 }, inBar);
}

function runBindings({ station, stationState }: LessonView): readonly Binding[] {
  const { run } = stationState;
  if (station === null || run === null) return [];
  const play = run.mode !== 'paused' ? 'pause' : isAtEnd(run) ? 'replay' : 'play';
  return [
    binding([' '], play, { type: 'playSwitched' }, true),
    binding(['right'], 'step', { type: 'stepAsked' }, { keys: ['left', 'right'], does: 'step' }),
    binding(['left'], 'stepBack', { type: 'stepBackAsked' }),
    binding(['g', 'home'], 'start', { type: 'startAsked' }, { keys: ['g', 'G'], does: 'ends' }),
    binding(['G', 'end'], 'end', { type: 'endAsked' }),
    binding([']'], 'scrollTasks', { type: 'tasksScrolled', rows: 1 }),
    binding(['['], 'scrollTasks', { type: 'tasksScrolled', rows: -1 }),
  ];
}

function readingBindings(view: LessonView, divided: Divided): readonly Binding[] {
  const { station, stationState, isFirst } = view;
  return [
    ...viewBinding(view, divided),
    ...(station === null ? [] : formBindings(view)),
    ...(station === null ? [] : speedBindings(stationState.run !== null)),
    ...scrollBindings(view, divided),
    onward(view, ['n'], station !== null),
    ...(isFirst ? [] : [binding(['p'], 'previousScreen', { type: 'screenTurned', by: -1 }, true)]),
    binding(['N'], 'nextLesson', { type: 'lessonTurned', by: 1 }),
    binding(['P'], 'previousLesson', { type: 'lessonTurned', by: -1 }),
    binding(['o'], 'settings', { type: 'settingsAsked' }),
    binding(['q', 'escape'], 'back', { type: 'contentsAsked' }, true),
  ];
}

/** `t` goes through the twins, and then back to the program. */
function formBindings({ station, stationState }: LessonView): readonly Binding[] {
  const forms = hasProgram(station) ? formsOf(station.program) : [];
  if (forms.length < 2) return [];
  const next = (stationState.form + 1) % forms.length;
  const does = next === 0 ? 'toProgram' : forms[next]!.language === 'py' ? 'toPython' : 'toNative';
  return [binding(['t'], does, { type: 'formSwitched' }, true)];
}

function speedBindings(inBar: boolean): readonly Binding[] {
  return [
    binding(['+', '='], 'faster', { type: 'speedChanged', by: 1 }, inBar && { keys: ['+', '-'], does: 'speed' }),
    binding(['-', '_'], 'slower', { type: 'speedChanged', by: -1 }),
  ];
}

/** Stands before what the bar may have no room for: nothing else leads from the text to the program and back. */
function viewBinding({ station, screenState }: LessonView, { isSplit }: Divided): readonly Binding[] {
  const other = screenState.view === 'program' ? 'viewText' : 'viewProgram';
  return station !== null && isSplit ? [binding(['tab'], other, { type: 'viewSwitched' }, true)] : [];
}

/** Where only one of text and code is on the screen, every scrolling key moves that one. */
function scrollBindings({ station, screenState }: LessonView, { isSplit }: Divided): readonly Binding[] {
  const hasCode = hasProgram(station);
  const scrollsCode = hasCode && isSplit && screenState.view === 'program';
  const type = scrollsCode ? 'codeScrolled' : 'textScrolled';
  const does = scrollsCode ? 'scrollCode' : 'scrollText';
  const [down, up] = [
    ['J', 'shift-down'],
    ['K', 'shift-up'],
  ] as const;
  const code = [
    binding(down, 'scrollCode', { type: 'codeScrolled', rows: 1 }),
    binding(up, 'scrollCode', { type: 'codeScrolled', rows: -1 }),
  ];
  return [
    ...(hasCode && !scrollsCode ? code : []),
    binding(['j', 'down', ...(scrollsCode ? down : [])], does, { type, rows: 1 }),
    binding(['k', 'up', ...(scrollsCode ? up : [])], does, { type, rows: -1 }),
    binding(['pagedown'], 'scrollPage', { type, rows: 10 }),
    binding(['pageup'], 'scrollPage', { type, rows: -10 }),
  ];
}
