/** Every word of the interface, in both languages; a missing one is a type error. */
import type { Language } from '../course/course.ts';
import type { Clock } from '../trace/event.ts';
import type { ResetScope, SettingName } from '../progress/fact.ts';
import type { Lost } from '../progress/progress.ts';
import type { SCOPES } from './screens/reset.ts';
import type { Environment, ThemeName } from './settings.ts';

export interface KeyWords {
  readonly move: string;
  readonly open: string;
  readonly quit: string;
  readonly back: string;
  readonly help: string;
  readonly language: string;
  readonly suspend: string;
  readonly first: string;
  readonly last: string;
  readonly goOn: string;
  readonly nextScreen: string;
  readonly previousScreen: string;
  readonly nextLesson: string;
  readonly previousLesson: string;
  readonly scrollText: string;
  readonly scrollPage: string;
  readonly scrollCode: string;
  readonly nextFile: string;
  readonly previousFile: string;
  readonly scrollTasks: string;
  readonly viewText: string;
  readonly viewProgram: string;
  readonly toPython: string;
  readonly toNative: string;
  readonly toProgram: string;
  readonly predict: string;
  readonly predictAgain: string;
  readonly skip: string;
  readonly run: string;
  readonly restart: string;
  readonly play: string;
  readonly pause: string;
  readonly replay: string;
  readonly step: string;
  readonly stepBack: string;
  readonly start: string;
  readonly end: string;
  readonly ends: string;
  readonly faster: string;
  readonly slower: string;
  readonly speed: string;
  readonly saveTrace: string;
  readonly newLine: string;
  readonly submit: string;
  readonly otherField: string;
  readonly leaveTyping: string;
  readonly leave: string;
  readonly reset: string;
  readonly confirmReset: string;
  readonly dropReset: string;
  readonly settings: string;
  readonly leaveSettings: string;
  readonly change: string;
  readonly keepTyped: string;
  readonly dropTyped: string;
  readonly scroll: string;
  readonly close: string;
  readonly finish: string;
  readonly search: string;
  readonly leaveSearch: string;
  readonly answer: string;
  readonly answerAgain: string;
  readonly giveAnswer: string;
  readonly choose: string;
  readonly take: string;
  readonly setAside: string;
  readonly assign: string;
  readonly edit: string;
  readonly check: string;
  readonly hint: string;
  readonly undo: string;
  readonly solution: string;
  readonly starter: string;
  readonly outside: string;
  readonly whereTold: string;
}

type CodeLanguage = 'ts' | 'py' | 'js';

interface FormWords {
  readonly program: (language: CodeLanguage) => string;
  /** Of a trace of another day. */
  readonly recorded: (language: CodeLanguage) => string;
  readonly twin: (language: CodeLanguage) => string;
  readonly toTwin: (language: CodeLanguage) => string;
  /** From a twin to the next one, or (null) back to the program. */
  readonly toNext: (language: CodeLanguage | null) => string;
}

const LANGUAGE_NAMES: { readonly [L in CodeLanguage]: string } = { ts: 'TypeScript', py: 'Python', js: 'JavaScript' };

export interface Words {
  readonly name: string;
  readonly noLessons: string;
  readonly chapter: (number: number, title: string) => string;
  readonly minutes: (count: number) => string;
  readonly screenOf: (screen: number, count: number) => string;
  /** Of playback. */
  readonly speed: (times: number) => string;
  readonly tooSmall: string;
  readonly sizeNeeded: (columns: number, rows: number, nowColumns: number, nowRows: number) => string;
  readonly helpTitle: string;
  readonly legend: string;
  readonly editorTitle: string;
  /** Keys of the editor, as they are written, and what they do. */
  readonly editorKeys: readonly (readonly [string, string])[];
  readonly panelTitle: string;
  /** In the help: a word that the panel uses, and what it means. */
  readonly panelWords: readonly (readonly [word: string, meaning: string])[];
  readonly objectives: string;
  readonly justRun: (fileName: string) => string;
  readonly stepThrough: (fileName: string) => string;
  readonly predictFirstThen: (does: string) => string;
  readonly nextLesson: (title: string) => string;
  readonly theEnd: string;
  /** A figure that was measured, on another machine. */
  readonly recorded: (figure: string) => string;
  /** Above the code: what the file is, and what `t` leads to. */
  readonly forms: FormWords;
  /** Rows that are cut off here, and the key that shows them. */
  readonly moreRows: (count: number, key: string) => string;
  readonly predictTitle: string;
  readonly predictOutput: string;
  readonly predictNothing: string;
  readonly predictSeconds: string;
  readonly secondsWrong: string;
  readonly predictFirst: string;
  readonly notRunYet: string;
  readonly beginsPaused: string;
  readonly isHolding: string;
  readonly wasRight: string;
  /** It differed in capitals or spaces. */
  readonly wasRightButForSigns: string;
  readonly wasRightButFailed: string;
  readonly partsHere: string;
  readonly partsFromAnswer: string;
  readonly partedBefore: string;
  readonly differs: (line: number, said: string, printed: string) => string;
  readonly unforeseen: (printed: string) => string;
  readonly missing: (line: number, said: string, more: number) => string;
  /** Of events that were put in order: number, and what was said and what happened, as the question says them. */
  readonly otherEvent: (number: number, said: string, happened: string) => string;
  readonly late: (said: string) => string;
  readonly took: (said: string, took: string) => string;
  readonly why: string;
  readonly quiz: string;
  readonly quizObjective: (questions: number) => string;
  readonly questionOf: (question: number, count: number) => string;
  readonly quizSummary: string;
  /** Of a quiz, how many of its questions were answered right. */
  readonly quizResult: (right: number, answered: number, count: number) => string;
  readonly quizAllRight: string;
  readonly lookAgain: string;
  readonly aQuestion: string;
  readonly anExercise: { readonly modify: string; readonly make: string };
  /** Beside a field below the question. */
  readonly answerLabels: { readonly [what in 'output' | 'seconds' | 'line']: string };
  readonly asideTitle: string;
  readonly answerFirst: string;
  readonly runAnswer: string;
  readonly runAgainstAnswer: string;
  readonly wasRightAnswer: string;
  readonly wasWrongAnswer: string;
  readonly checkingRun: string;
  readonly exercisePassed: string;
  readonly exerciseNotYet: string;
  readonly exerciseOpen: string;
  readonly hintOf: (hint: number, count: number) => string;
  readonly misconception: string;
  readonly lessonDone: string;
  /** Of a lesson that is read, how many of its tasks are done; of a quiz, how many questions were answered right. */
  readonly readAndDone: (done: number, tasks: number) => string;
  readonly rightOf: (right: number, questions: number) => string;
  /** Said in the editor, where something did not fit. */
  readonly noRoom: (lines: number, columns: number) => string;
  /** Said where an answer is given that is not whole. */
  readonly lacks: { readonly pick: string; readonly type: string; readonly arrange: string; readonly pair: string };
  readonly searchFor: string;
  readonly nothingFound: string;
  readonly resetTitle: string;
  readonly scopeNames: { readonly [S in (typeof SCOPES)[number]]: string };
  readonly loses: (lost: Lost) => string;
  readonly losesNothing: string;
  /** What a reset of that scope leaves as it is. */
  readonly staysOf: { readonly [O in ResetScope['of']]: string };
  readonly isResetMeant: string;
  readonly settingsTitle: string;
  readonly settingNames: { readonly [N in SettingName]: string };
  /** What the setting does, and which key does it elsewhere. */
  readonly settingHints: { readonly [N in SettingName]: string };
  readonly themeNames: { readonly [T in ThemeName]: string };
  /** `variable`: of the environment; null: none names an editor. */
  readonly editorUnset: (command: string, variable: string | null) => string;
  readonly colorless: { readonly [W in NonNullable<Environment['colorless']>]: string };
  readonly saving: string;
  readonly saved: (trace: string, picture: string) => string;
  readonly unsaved: (file: string, why: string) => string;
  /** Of a trace of another day. */
  readonly traceTitle: string;
  readonly traceFacts: (clock: Clock, seed: number, isWhole: boolean) => string;
  readonly keys: KeyWords;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

const english: Words = {
  name: 'async-tutor',
  noLessons: 'This course has no lessons.',
  chapter: (number, title) => `${number}  ${title}`,
  minutes: (count) => `${count} min`,
  screenOf: (screen, count) => `${screen}/${count}`,
  speed: (times) => `speed ${times}x`,
  tooSmall: 'This terminal is too small.',
  sizeNeeded: (columns, rows, nowColumns, nowRows) =>
    `It needs ${columns} columns and ${rows} rows; it has ${nowColumns} and ${nowRows}.`,
  helpTitle: 'Help',
  legend: 'signs',
  editorTitle: 'While you write a program',
  editorKeys: [
    ['^R', 'run and check'],
    ['^Z  ^_', 'undo'],
    ['^Y', 'redo'],
    ['tab  shift-tab', 'indent more, less'],
    ['^W  ^U  ^K', 'erase a word, to the start, to the end of the line'],
    ['^A  ^E', 'start, end of the line'],
    ['^←  ^→', 'word by word'],
    ['^G', 'your own editor'],
    ['esc', 'stop typing; what you wrote is kept'],
  ],
  panelTitle: 'What the panel says',
  panelWords: [
    [
      'A B C',
      'Tasks, lettered in the order they were created. In the code, a letter stands at the line where its task is.',
    ],
    ['step', 'The loop runs one thing, and nothing comes in between: a task up to its next wait, say, or a timer.'],
    ['clock', "The program's own time, in seconds. The bars are drawn along it."],
    ['turn', 'One round of the loop: it runs all that was ready when the round began.'],
    ['ready', 'What may run now, and waits for its turn; the first goes first.'],
    ['timers', 'Who sleeps, and what the clock will say when the sleep is over.'],
    ['ran last', 'What ran in the step that you see. “timer of B”: B may run again, and is now ready.'],
    ['live', 'The program runs now, for the first time.'],
    ['replay', 'You see again what was recorded. Nothing runs a second time.'],
  ],
  objectives: 'After it you can:',
  justRun: (fileName) => `run ${fileName}`,
  stepThrough: (fileName) => `step through ${fileName}`,
  predictFirstThen: (does) => `predict, then ${does}`,
  nextLesson: (title) => `Next lesson: ${title}`,
  recorded: (figure) => `${figure} (recorded)`,
  theEnd: 'That was the last lesson so far. Enter leads back to the contents.',
  forms: {
    program: (language) => `${LANGUAGE_NAMES[language]}, runs here`,
    recorded: (language) => `${LANGUAGE_NAMES[language]}, as it ran`,
    twin: (language) => `${LANGUAGE_NAMES[language]} twin, to compare`,
    toTwin: (language) => `the same in ${LANGUAGE_NAMES[language]}`,
    toNext: (language) => (language === null ? 'back to what runs' : `${LANGUAGE_NAMES[language]}, then back`),
  },
  moreRows: (count, key) => `${count} more${key === '' ? '' : `: ${key}`}`,
  predictTitle: 'Before it runs: what will it do?',
  predictOutput: 'What does it print? Type its lines as it prints them.',
  predictNothing: '(leave it empty if it prints nothing)',
  predictSeconds: 'How many seconds does it take?',
  secondsWrong: 'Write a number of seconds: 3 or 0.5.',
  predictFirst: 'Enter: type your prediction. s: skip it and run.',
  notRunYet: 'Enter or r runs the program.',
  beginsPaused: 'Before its first step: → goes one step, Space lets it run.',
  isHolding: 'As you predicted, so far.',
  wasRight: 'As you predicted, to the end.',
  wasRightButForSigns: 'As you predicted, to the end (but for capitals and spaces).',
  wasRightButFailed: 'It printed what you predicted, and then it failed. Did you expect that?',
  partsHere: 'Here the run parts from your prediction',
  partsFromAnswer: 'Here the run parts from your answer.',
  partedBefore: 'Not as you predicted.',
  differs: (line, said, printed) => `Line ${line}: you said “${said}”, it prints “${printed}”.`,
  unforeseen: (printed) => `It prints “${printed}”; you had no more output.`,
  missing: (line, said, more) =>
    `It has ended without your line ${line}: “${said}”${more > 0 ? ` (and ${more} more)` : ''}.`,
  otherEvent: (number, said, happened) => `Number ${number}: you put “${said}”; this happens first: “${happened}”.`,
  late: (said) => `You said it ends after ${said}. It is still under way.`,
  took: (said, took) => `You said it ends after ${said}. It ended after ${took}.`,
  why: 'Why: ',
  quiz: 'Quiz',
  quizObjective: (questions) => `Answer ${questions} questions about this chapter; every answer says why`,
  questionOf: (question, count) => `Question ${question} of ${count}`,
  quizSummary: 'What to look at again',
  quizResult: (right, answered, count) => `${right} right of ${answered} answered, ${count} in all.`,
  quizAllRight: 'All of them right. There is nothing to look at again.',
  lookAgain: 'Look at these again:',
  aQuestion: 'a question',
  anExercise: { modify: 'change the program', make: 'write a program' },
  answerLabels: { output: 'Output (line by line)', seconds: 'Seconds', line: 'The missing line:' },
  asideTitle: 'set aside',
  answerFirst: 'Enter: answer.',
  runAnswer: 'Press r to run the program and see.',
  runAgainstAnswer: 'Press r: the program runs, and stops where it parts from your answer.',
  wasRightAnswer: 'Right.',
  wasWrongAnswer: 'Not quite.',
  checkingRun: 'Your program is running; it is checked at its end.',
  exercisePassed: 'All checks pass.',
  exerciseNotYet: 'Not yet.',
  exerciseOpen: 'Enter: edit the program. r: run it and check.',
  hintOf: (hint, count) => `Hint ${hint} of ${count}: `,
  misconception: 'Perhaps you thought: ',
  lessonDone: 'done',
  readAndDone: (done, tasks) => `read, ${done} of ${tasks} solved`,
  rightOf: (right, questions) => `${right} of ${questions} right`,
  noRoom: (lines, columns) => `No room for that: a program here has at most ${lines} lines of ${columns} columns.`,
  lacks: {
    pick: 'Choose first: Space, or a digit.',
    type: 'Type an answer first.',
    arrange: 'Put at least one line in its place first.',
    pair: 'Give each one its pair first: ← →.',
  },
  searchFor: 'Search: ',
  nothingFound: 'No lesson has these words.',
  resetTitle: 'Begin again',
  scopeNames: { lesson: 'this lesson', chapter: 'this chapter', everything: 'everything', nothing: 'nothing: go back' },
  loses: ({ screens, answers, programs }) =>
    `You lose: ${counted(screens, 'screen')} seen, ${counted(answers, 'question')} answered, ${counted(programs, 'program')} written.`,
  losesNothing: 'Nothing of it is kept so far.',
  staysOf: {
    lesson: 'Answers and programs belong to the chapter: they stay.',
    chapter: 'Settings and all other chapters stay.',
    everything: 'Settings stay.',
  },
  isResetMeant: 'Begin again? y: yes, Esc: no.',
  settingsTitle: 'Settings',
  settingNames: { language: 'Language', theme: 'Theme', speed: 'Speed', editor: 'Editor' },
  settingHints: {
    language: 'L changes it everywhere, at once.',
    theme: 'Dark and light are for the background that your terminal has; high contrast brings its own.',
    speed: 'How fast programs are played: 1x is the pace of the wall clock. + and - change it in a lesson.',
    editor:
      '^G opens it while you write a program. It must wait until the file is closed: code --wait. Left empty: $VISUAL or $EDITOR.',
  },
  themeNames: { dark: 'dark', light: 'light', contrast: 'high contrast', none: 'no colours' },
  editorUnset: (command, variable) =>
    variable === null ? `${command}, as $VISUAL and $EDITOR are not set` : `${command}, from $${variable}`,
  colorless: {
    asked: '! NO_COLOR is set: there are no colours in any theme.',
    terminal: '! This terminal has no colours: all themes look alike.',
  },
  saving: 'The run is being saved…',
  saved: (trace, picture) => `Saved here: ${trace} (async-tutor open shows it again) and ${picture}, a picture.`,
  unsaved: (file, why) => `Nothing was saved: ${file} cannot be written: ${why}.`,
  traceTitle: 'What this program did, when it ran',
  traceFacts: (clock, seed, isWhole) =>
    `Nothing runs now: you see what was recorded. ${
      { auto: 'Idle time was skipped', virtual: 'It ran on a virtual clock', real: 'It ran on the real clock' }[clock]
    }; Math.random began with ${seed}.${isWhole ? '' : ' It was saved before the program had ended.'}`,
  keys: {
    move: 'move',
    open: 'open',
    quit: 'quit',
    back: 'contents',
    help: 'help',
    language: '中文',
    suspend: 'suspend',
    first: 'first',
    last: 'last',
    goOn: 'go on',
    nextScreen: 'next screen',
    previousScreen: 'previous screen',
    nextLesson: 'next lesson',
    previousLesson: 'previous lesson',
    scrollText: 'scroll text',
    scrollPage: 'scroll a page',
    scrollCode: 'scroll code',
    nextFile: 'next file',
    previousFile: 'previous file',
    scrollTasks: 'scroll tasks',
    viewText: 'text',
    viewProgram: 'program',
    toPython: 'Python twin',
    toNative: 'JavaScript twin',
    toProgram: 'back to the program',
    predict: 'predict',
    predictAgain: 'predict again',
    skip: 'skip and run',
    run: 'run',
    restart: 'run again',
    play: 'go on',
    pause: 'pause',
    replay: 'replay',
    step: 'step',
    stepBack: 'step back',
    start: 'start',
    end: 'end',
    ends: 'start, end',
    faster: 'faster',
    slower: 'slower',
    speed: 'speed',
    saveTrace: 'save the run',
    newLine: 'new line',
    submit: 'run it',
    otherField: 'other question',
    leaveTyping: 'stop typing',
    leave: 'leave',
    reset: 'reset',
    confirmReset: 'yes, begin again',
    dropReset: 'no',
    settings: 'settings',
    leaveSettings: 'back',
    change: 'change',
    keepTyped: 'keep',
    dropTyped: 'leave it as it was',
    scroll: 'scroll',
    close: 'close',
    finish: 'contents',
    search: 'search',
    leaveSearch: 'all lessons',
    answer: 'answer',
    answerAgain: 'answer again',
    giveAnswer: 'check',
    choose: 'choose',
    take: 'take and put down',
    setAside: 'set aside',
    assign: 'choose what belongs',
    edit: 'edit',
    check: 'run and check',
    hint: 'hint',
    undo: 'undo',
    solution: 'show a solution',
    starter: 'begin anew',
    outside: 'your own editor',
    whereTold: 'where it is told',
  },
};

const chinese: Words = {
  name: 'async-tutor',
  noLessons: '这门课程还没有课。',
  chapter: (number, title) => `${number}  ${title}`,
  minutes: (count) => `${count} 分钟`,
  screenOf: (screen, count) => `${screen}/${count}`,
  speed: (times) => `速度 ${times}x`,
  tooSmall: '终端太小了。',
  sizeNeeded: (columns, rows, nowColumns, nowRows) =>
    `需要 ${columns} 列、${rows} 行；现在是 ${nowColumns} 列、${nowRows} 行。`,
  helpTitle: '帮助',
  legend: '符号',
  editorTitle: '写程序时',
  editorKeys: [
    ['^R', '运行并检查'],
    ['^Z  ^_', '撤销'],
    ['^Y', '重做'],
    ['tab  shift-tab', '增加、减少缩进'],
    ['^W  ^U  ^K', '删除一个词、到行首、到行尾'],
    ['^A  ^E', '行首、行尾'],
    ['^←  ^→', '按词移动'],
    ['^G', '用你自己的编辑器'],
    ['esc', '停止输入；写的内容会保留'],
  ],
  panelTitle: '面板上的词',
  panelWords: [
    ['A B C', '任务，按创建的先后编号。代码左边的字母表示该任务现在停在哪一行。'],
    ['步', '循环运行一件事，中途不会插进别的：比如某个任务跑到下一次等待，或者一个定时器到时。'],
    ['时钟', '程序自己的时间，以秒计；任务的横条就是沿着它画的。'],
    ['轮', '循环转一圈：把这一圈开始时已经就绪的全部运行一遍。'],
    ['就绪', '现在就可以运行、正在排队的；先来先运行。'],
    ['定时器', '谁在 sleep，时钟走到几时醒来。'],
    ['刚运行过', '你看到的这一步运行的是什么。“B 的定时器”：B 又可以运行了，已经就绪。'],
    ['实时', '程序正在第一次运行。'],
    ['重放', '再看一遍已经记录下来的过程；程序不会再运行一次。'],
  ],
  objectives: '学完之后你能：',
  justRun: (fileName) => `运行 ${fileName}`,
  stepThrough: (fileName) => `一步一步运行 ${fileName}`,
  predictFirstThen: (does) => `先预测，再${does}`,
  nextLesson: (title) => `下一课：${title}`,
  recorded: (figure) => `${figure}（记录值）`,
  theEnd: '这是目前的最后一课。按 Enter 回到目录。',
  forms: {
    program: (language) => `${LANGUAGE_NAMES[language]}，在这里运行`,
    recorded: (language) => `${LANGUAGE_NAMES[language]}，当时运行的`,
    twin: (language) => `${LANGUAGE_NAMES[language]} 版，仅供对照`,
    toTwin: (language) => `看 ${LANGUAGE_NAMES[language]} 版`,
    toNext: (language) => (language === null ? '回到要运行的程序' : `看 ${LANGUAGE_NAMES[language]} 版，再按返回`),
  },
  moreRows: (count, key) => `还有 ${count} 行${key === '' ? '' : `：${key}`}`,
  predictTitle: '运行之前：它会做什么？',
  predictOutput: '它会输出什么？逐行写下它的输出。',
  predictNothing: '（如果什么都不输出，就留空）',
  predictSeconds: '它要用多少秒？',
  secondsWrong: '请写一个秒数：3 或 0.5。',
  predictFirst: 'Enter：写下预测。s：跳过，直接运行。',
  notRunYet: '按 Enter 或 r 运行程序。',
  beginsPaused: '还没有走第一步：→ 走一步，Space 让它一直运行。',
  isHolding: '到目前为止，与你的预测一致。',
  wasRight: '从头到尾都与你的预测一致。',
  wasRightButForSigns: '从头到尾都与你的预测一致（只有大小写或空格不同）。',
  wasRightButFailed: '输出与你的预测一致，但程序随后出错了。这你料到了吗？',
  partsHere: '运行从这里开始与你的预测不同',
  partsFromAnswer: '运行从这里开始与你的答案不同。',
  partedBefore: '与你的预测不同。',
  differs: (line, said, printed) => `第 ${line} 行：你预测“${said}”，它输出“${printed}”。`,
  unforeseen: (printed) => `它输出了“${printed}”；你没有预测更多输出。`,
  missing: (line, said, more) =>
    `它结束了，却没有你的第 ${line} 行：“${said}”${more > 0 ? `（还有 ${more} 行）` : ''}。`,
  otherEvent: (number, said, happened) => `第 ${number} 件：你排的是“${said}”，先发生的却是“${happened}”。`,
  late: (said) => `你预测它用 ${said}结束。它还在运行。`,
  took: (said, took) => `你预测它用 ${said}结束，实际用了 ${took}。`,
  why: '原因：',
  quiz: '测验',
  quizObjective: (questions) => `回答本章的 ${questions} 道题，每个答案都有解释`,
  questionOf: (question, count) => `第 ${question} 题，共 ${count} 题`,
  quizSummary: '哪些要再看看',
  quizResult: (right, answered, count) => `共 ${count} 题，答了 ${answered} 题，答对 ${right} 题。`,
  quizAllRight: '全部答对，没有需要再看的。',
  lookAgain: '这些再看看：',
  aQuestion: '一道题',
  anExercise: { modify: '修改程序', make: '自己写程序' },
  answerLabels: { output: '输出（逐行）', seconds: '秒数', line: '缺的那一行：' },
  asideTitle: '放到一边的',
  answerFirst: '按 Enter 作答。',
  runAnswer: '按 r 运行程序看看。',
  runAgainstAnswer: '按 r 运行程序，它会停在与你的答案不同的地方。',
  wasRightAnswer: '答对了。',
  wasWrongAnswer: '不对。',
  checkingRun: '正在运行你的程序，结束时检查。',
  exercisePassed: '要求全部做到了。',
  exerciseNotYet: '还没做到。',
  exerciseOpen: '按 Enter 编辑程序，按 r 运行并检查。',
  hintOf: (hint, count) => `提示 ${hint}/${count}：`,
  misconception: '也许你以为：',
  lessonDone: '完成',
  readAndDone: (done, tasks) => `已读，做对 ${done}/${tasks}`,
  rightOf: (right, questions) => `答对 ${right}/${questions}`,
  noRoom: (lines, columns) => `放不下：这里的程序最多 ${lines} 行，每行 ${columns} 列。`,
  lacks: {
    pick: '请先选择：按 Space 或数字键。',
    type: '请先输入答案。',
    arrange: '请先放好至少一行。',
    pair: '请先用 ← → 给每一项配好对。',
  },
  searchFor: '搜索：',
  nothingFound: '没有含这些词的课。',
  resetTitle: '重新开始',
  scopeNames: { lesson: '这一课', chapter: '这一章', everything: '全部内容', nothing: '不重新开始' },
  loses: ({ screens, answers, programs }) =>
    `将会丢失：看过的 ${screens} 屏、答过的 ${answers} 题、写过的 ${programs} 个程序。`,
  losesNothing: '这里还没有保存任何内容。',
  staysOf: {
    lesson: '答案和程序属于整章，会保留。',
    chapter: '设置和其他各章会保留。',
    everything: '设置会保留。',
  },
  isResetMeant: '要重新开始吗？按 y 确定，按 Esc 取消。',
  settingsTitle: '设置',
  settingNames: { language: '语言', theme: '主题', speed: '速度', editor: '编辑器' },
  settingHints: {
    language: '在任何地方按 L 都能马上切换。',
    theme: '深色、浅色要与终端的背景相配；高对比度自带背景。',
    speed: '程序播放得多快：1x 与实际时间相同。上课时按 + 和 - 也能调。',
    editor: '写程序时按 ^G 打开。这个命令必须等到文件关闭才结束，例如 code --wait。留空则由 $VISUAL 或 $EDITOR 决定。',
  },
  themeNames: { dark: '深色', light: '浅色', contrast: '高对比度', none: '无颜色' },
  editorUnset: (command, variable) =>
    variable === null ? `${command}（没有设置 $VISUAL 和 $EDITOR）` : `${command}（来自 $${variable}）`,
  colorless: {
    asked: '提示：已设置 NO_COLOR，任何主题都没有颜色。',
    terminal: '提示：这个终端没有颜色，各个主题看起来都一样。',
  },
  saving: '正在保存这次运行…',
  saved: (trace, picture) => `已保存在当前目录：${trace}（用 async-tutor open 重看）和图片 ${picture}。`,
  unsaved: (file, why) => `什么也没有保存：无法写出 ${file}：${why}。`,
  traceTitle: '这个程序当时做了什么',
  traceFacts: (clock, seed, isWhole) =>
    `现在没有程序在运行：看到的是当时的记录。${
      { auto: '跳过了空闲时间', virtual: '使用虚拟时钟', real: '使用真实时钟' }[clock]
    }，Math.random 的种子是 ${seed}。${isWhole ? '' : '保存时程序还没有结束。'}`,
  keys: {
    move: '移动',
    open: '打开',
    quit: '退出',
    back: '目录',
    help: '帮助',
    language: 'English',
    suspend: '挂起',
    first: '最前',
    last: '最后',
    goOn: '继续',
    nextScreen: '下一屏',
    previousScreen: '上一屏',
    nextLesson: '下一课',
    previousLesson: '上一课',
    scrollText: '滚动课文',
    scrollPage: '翻页',
    scrollCode: '滚动代码',
    nextFile: '下一个文件',
    previousFile: '上一个文件',
    scrollTasks: '滚动任务',
    viewText: '课文',
    viewProgram: '程序',
    toPython: 'Python 版',
    toNative: 'JavaScript 版',
    toProgram: '回到程序',
    predict: '预测',
    predictAgain: '重新预测',
    skip: '跳过并运行',
    run: '运行',
    restart: '重新运行',
    play: '继续',
    pause: '暂停',
    replay: '重放',
    step: '走一步',
    stepBack: '退一步',
    start: '开头',
    end: '结尾',
    ends: '开头、结尾',
    faster: '加快',
    slower: '放慢',
    speed: '速度',
    saveTrace: '保存这次运行',
    newLine: '换行',
    submit: '运行',
    otherField: '另一问',
    leaveTyping: '停止输入',
    leave: '离开',
    reset: '重新开始',
    confirmReset: '是，重新开始',
    dropReset: '不',
    settings: '设置',
    leaveSettings: '返回',
    change: '更改',
    keepTyped: '保存',
    dropTyped: '不改',
    scroll: '滚动',
    close: '关闭',
    finish: '目录',
    search: '搜索',
    leaveSearch: '全部课程',
    answer: '作答',
    answerAgain: '再答一次',
    giveAnswer: '提交',
    choose: '选择',
    take: '拿起/放下',
    setAside: '放到一边',
    assign: '选择配对',
    edit: '编辑',
    check: '运行并检查',
    hint: '提示',
    undo: '撤销',
    solution: '看参考答案',
    starter: '从头再来',
    outside: '自己的编辑器',
    whereTold: '看讲解',
  },
};

export const WORDS: { readonly [L in Language]: Words } = { en: english, zh: chinese };
