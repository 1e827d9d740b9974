/** The words of the panel, in both languages, and how it writes times. */
import type { ChargeReason, RunStatus } from '../trace/event.ts';
import type { NamedTask, TaskState } from '../trace/picture.ts';
import type { Language } from '../course/course.ts';

/** What a handle of the loop does, where it is no task's turn. */
export interface HandleWords {
  readonly timerOf: (task: string) => string;
  /** `run` makes it stop, or the program. */
  readonly loopEnds: string;
  readonly timeout: string;
  readonly timeoutOf: (what: string) => string;
  readonly sleepEnds: string;
  /** Of the module's top, or of a plain async function. */
  readonly wakesOutside: string;
  readonly cancelledCall: string;
  /** That something it waits for is done. */
  readonly tells: (whom: string) => string;
  readonly threadResult: string;
  readonly calls: (what: string) => string;
  readonly callsFunction: string;
  /** Of a session's entry. */
  readonly entryBegins: (label: string) => string;
  readonly entryEnds: (label: string) => string;
  /** In the list of a queue that says already how it is called. */
  readonly aFunction: string;
}

export interface PanelWords {
  readonly tasks: string;
  readonly loop: string;
  readonly now: string;
  readonly ranLast: string;
  readonly turn: (count: number) => string;
  readonly ready: string;
  readonly timers: string;
  /** Node's own queues. */
  readonly ticks: string;
  readonly microtasks: string;
  readonly immediates: string;
  readonly output: string;
  readonly nothing: string;
  readonly noOutput: string;
  readonly struckOut: string;
  readonly handles: HandleWords;
  readonly starting: string;
  readonly live: string;
  /** What was recorded is shown again. */
  readonly replay: string;
  readonly busy: string;
  readonly paused: string;
  readonly toEnd: string;
  readonly seconds: (figure: string) => string;
  readonly clock: (figure: string) => string;
  readonly legend: string;
  /** `of` is null while nobody knows. */
  readonly step: (step: number, of: number | null) => string;
  readonly steps: (count: number) => string;
  /** `key`: which one shows them. */
  readonly more: (count: number, key?: string) => string;
  /** Of a list whose middle is shown. */
  readonly moreAround: (above: number, below: number) => string;
  /** Lines that were printed before those that are shown. */
  readonly earlier: (count: number) => string;
  /** `file`: it is a line of another file than the one that is shown. */
  readonly line: (line: number, file?: string | null) => string;
  readonly state: { readonly [S in TaskState]: string };
  readonly ended: { readonly [S in RunStatus]: string };
  readonly runsAt: (line: string) => string;
  readonly waits: (line: string | null, what: string, until: string | null) => string;
  readonly waitsBriefly: (line: string | null, what: string, until: string | null) => string;
  readonly waitsForTask: (task: string) => string;
  /** Of a pool's thread or process. */
  readonly nextCall: string;
  readonly endedAt: (state: string, seconds: string) => string;
  readonly cancelRequested: string;
  /** The clock moved while a task held the loop. */
  readonly charged: { readonly [W in ChargeReason]: string };
  readonly warning: string;
  /** With the line at which a limit stopped the program. */
  readonly stoppedHere: string;
  /** `paused, clock 1.0 s`, `label: text`, ` (text)` and `one, two`, with the language's own marks. */
  readonly moment: (mode: string, clock: string) => string;
  readonly labelled: (label: string, text: string) => string;
  readonly aside: (text: string) => string;
  readonly list: (items: readonly string[]) => string;
}

const english: PanelWords = {
  tasks: 'Tasks',
  loop: 'Event loop',
  now: 'runs',
  ranLast: 'ran last',
  turn: (count) => `turn ${count}`,
  ready: 'ready',
  timers: 'timers',
  ticks: 'nextTick',
  microtasks: 'microtasks',
  immediates: 'immediates',
  output: 'Output',
  nothing: 'nothing',
  noOutput: 'nothing printed yet',
  struckOut: 'cancelled',
  handles: {
    timerOf: (task) => `timer of ${task}`,
    loopEnds: 'end of the loop',
    timeout: 'timeout',
    timeoutOf: (what) => `timeout of ${what}`,
    sleepEnds: 'timer of a sleep',
    wakesOutside: 'an await outside of tasks',
    cancelledCall: 'a cancelled call',
    tells: (whom) => `tell ${whom}`,
    threadResult: 'result of a thread',
    calls: (what) => `call ${what}`,
    callsFunction: 'call a function',
    entryBegins: (label) => `${label} begins`,
    entryEnds: (label) => `${label} ends`,
    aFunction: 'a function',
  },
  starting: 'starting',
  live: 'live',
  replay: 'replay',
  busy: 'the loop is busy',
  paused: 'paused',
  toEnd: 'running to the end',
  seconds: (figure) => `${figure} s`,
  clock: (figure) => `clock ${figure} s`,
  legend: '█ runs   ▒ ready   ━ waits   ✓ ✗ ⊘ over',
  step: (step, of) => (of === null ? `step ${step}` : `step ${step} of ${of}`),
  steps: (count) => (count === 1 ? '1 step' : `${count} steps`),
  more: (count, key = '') => `+${count} more${key === '' ? '' : `: ${key}`}`,
  moreAround: (above, below) => `${above} above, ${below} below`,
  earlier: (count) => `${count} earlier`,
  line: (line, file = null) => `line ${line}${file === null ? '' : ` of ${file}`}`,
  state: {
    running: 'runs',
    ready: 'ready, waits for its turn',
    waiting: 'waits',
    done: 'done',
    failed: 'failed',
    cancelled: 'cancelled',
  },
  ended: {
    done: 'ended',
    failed: 'ended with an error',
    rejected: 'could not start',
    deadlock: 'ended in a deadlock: nothing can ever wake it',
    timeout: 'stopped: it ran too long',
    memory: 'stopped: it took too much memory',
    output: 'stopped: it printed too much, or never came to rest',
    killed: 'stopped',
  },
  runsAt: (line) => `runs at ${line}`,
  waits: (line, what, until) =>
    `waits ${line === null ? '' : `at ${line} `}for ${what}${until === null ? '' : ` until ${until}`}`,
  waitsBriefly: (line, what, until) =>
    `${line === null ? '' : `${line}: `}${what}${until === null ? '' : ` until ${until}`}`,
  waitsForTask: (task) => `task ${task}`,
  nextCall: 'its next call',
  endedAt: (state, seconds) => `${state} at ${seconds}`,
  cancelRequested: 'asked to cancel',
  charged: { cpu: 'computes', sleep: 'blocks the thread', outside: 'waits for something outside' },
  warning: 'Warning',
  stoppedHere: 'It was stopped here',
  moment: (mode, clock) => `${mode}, ${clock}`,
  labelled: (label, text) => `${label}: ${text}`,
  aside: (text) => ` (${text})`,
  list: (items) => items.join(', '),
};

/** Between Chinese and a file's name stands a space. */
function spaced(text: string): string {
  return /^[!-~]/.test(text) ? ` ${text}` : text;
}

const chinese: PanelWords = {
  tasks: '任务',
  loop: '事件循环',
  now: '正在运行',
  ranLast: '刚运行过',
  turn: (count) => `第 ${count} 轮`,
  ready: '就绪',
  timers: '定时器',
  ticks: 'nextTick',
  microtasks: '微任务',
  immediates: 'setImmediate',
  output: '输出',
  nothing: '无',
  noOutput: '还没有输出',
  struckOut: '已取消',
  handles: {
    timerOf: (task) => `${task} 的定时器`,
    loopEnds: '循环结束',
    timeout: '超时',
    timeoutOf: (what) => `${what} 超时`,
    sleepEnds: '某次 sleep 的定时器',
    wakesOutside: '任务之外的 await',
    cancelledCall: '已取消的调用',
    tells: (whom) => `通知 ${whom}`,
    threadResult: '线程的结果',
    calls: (what) => `调用 ${what}`,
    callsFunction: '调用一个函数',
    entryBegins: (label) => `${label} 开始`,
    entryEnds: (label) => `${label} 结束`,
    aFunction: '一个函数',
  },
  starting: '正在启动',
  live: '实时',
  replay: '重放',
  busy: '循环正忙',
  paused: '暂停',
  toEnd: '正在运行到结尾',
  seconds: (figure) => `${figure} 秒`,
  clock: (figure) => `时钟 ${figure} 秒`,
  legend: '█ 运行   ▒ 就绪   ━ 等待   ✓ ✗ ⊘ 结束',
  step: (step, of) => (of === null ? `第 ${step} 步` : `第 ${step} 步，共 ${of} 步`),
  steps: (count) => `${count} 步`,
  more: (count, key = '') => `还有 ${count} 项${key === '' ? '' : `：${key}`}`,
  moreAround: (above, below) => `上面 ${above} 项，下面 ${below} 项`,
  earlier: (count) => `前面还有 ${count} 行`,
  line: (line, file = null) => `${file === null ? '' : `${file} `}第 ${line} 行`,
  state: {
    running: '运行中',
    ready: '就绪，还没轮到',
    waiting: '等待中',
    done: '已完成',
    failed: '失败',
    cancelled: '已取消',
  },
  ended: {
    done: '已结束',
    failed: '因错误结束',
    rejected: '无法开始',
    deadlock: '死锁：再也没有什么能唤醒它',
    timeout: '已停止：运行太久',
    memory: '已停止：占用内存太多',
    output: '已停止：输出太多，或一刻不停',
    killed: '已停止',
  },
  runsAt: (line) => `运行到${spaced(line)}`,
  waits: (line, what, until) =>
    `${line === null ? '' : `在${spaced(line)}`}等待${/^[!-~]/.test(what) ? ' ' : ''}${what}${until === null ? '' : `，到 ${until}为止`}`,
  waitsBriefly: (line, what, until) =>
    `${line === null ? '' : `${line}：`}${what}${until === null ? '' : ` 到 ${until}`}`,
  waitsForTask: (task) => `任务 ${task}`,
  nextCall: '下一次调用',
  endedAt: (state, seconds) => `${seconds}时${state}`,
  cancelRequested: '已请求取消',
  charged: { cpu: '在计算', sleep: '阻塞线程', outside: '等待外部的结果' },
  warning: '警告',
  stoppedHere: '程序在这里被停止',
  moment: (mode, clock) => `${mode}，${clock}`,
  labelled: (label, text) => `${label}：${text}`,
  aside: (text) => `（${text}）`,
  list: (items) => items.join('、'),
};

export const PANEL_WORDS: { readonly [L in Language]: PanelWords } = { en: english, zh: chinese };

/** Seconds with one decimal place, or up to three where they are needed: `2.0`, `0.25`, `1.125`. */
export function figure(seconds: number): string {
  if (!Number.isFinite(seconds)) return '∞';
  const exact = seconds.toFixed(3);
  return exact.endsWith('00') ? exact.slice(0, -2) : exact.endsWith('0') ? exact.slice(0, -1) : exact;
}

/** What names a task best: the name it was given, else its coroutine's. A call of an async function has one name only. */
export function taskLabel(task: Omit<NamedTask, 'index'>): { readonly first: string; readonly second: string } {
  if (task.kind === 'async') return { first: task.name, second: '' };
  const isDefault = /^Task-\d+$/.test(task.name);
  return isDefault ? { first: task.coroutine, second: task.name } : { first: task.name, second: task.coroutine };
}

/** A letter that stands for a task in the code's margin and the panel. */
export function taskMark(index: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  return letters[index % letters.length]!;
}
