/** The sentences of a narrated run, in both languages. Names are `B tea`, lines are `line 3`, as the panel has them. */
import type { Language } from '../course/course.ts';
import type { ChargeReason, Clock, TaskKind } from '../trace/event.ts';

export interface NarrateWords {
  readonly programStarts: (file: string, clock: Clock) => string;
  readonly loopStarts: string;
  readonly loopCloses: string;
  readonly nothingReady: (since: string, until: string) => string;
  readonly timerSet: (what: string, due: string) => string;
  readonly due: (timer: string) => string;
  readonly loopRuns: (what: string) => string;
  readonly queued: (what: string) => string;
  /** `by`: who created it; null: nobody that is known. */
  readonly created: { readonly [K in TaskKind]: (name: string, by: string | null, line: string | null) => string };
  readonly renamed: (mark: string, name: string) => string;
  readonly starts: (name: string) => string;
  /** `what`: for what it waited. */
  readonly goesOn: (name: string, line: string | null, what: string | null) => string;
  readonly wokenBy: (name: string) => string;
  readonly toBeCancelled: string;
  readonly runs: (name: string, label: string) => string;
  /** `waits` is a sentence of the panel's, `waits at line 3 for sleep`. */
  readonly does: (name: string, waits: string) => string;
  readonly holds: (name: string, line: string) => string;
  readonly charged: { readonly [W in ChargeReason]: (seconds: string) => string };
  readonly cancels: (by: string | null, name: string) => string;
  readonly done: (name: string, line: string | null) => string;
  readonly failed: (name: string, line: string | null, error: string) => string;
  readonly cancelled: (name: string, line: string | null) => string;
  readonly prints: (who: string | null, line: string | null, text: string, isError: boolean) => string;
  readonly warns: (line: string | null, text: string) => string;
  readonly programEnds: (how: string) => string;
}

const at = (line: string | null): string => (line === null ? '' : ` at ${line}`);

const english: NarrateWords = {
  programStarts: (file, clock) =>
    `${file} starts${{ auto: '', virtual: ' on the virtual clock', real: ' on the real clock' }[clock]}.`,
  loopStarts: 'The event loop starts.',
  loopCloses: 'The event loop closes.',
  nothingReady: (since, until) => `Nothing was ready: the loop waited from ${since} until ${until}.`,
  timerSet: (what, due) => `A timer is set for ${due}: ${what}.`,
  due: (timer) => `It is due: ${timer}.`,
  loopRuns: (what) => `The loop runs: ${what}.`,
  queued: (what) => `A microtask is queued: ${what}.`,
  created: {
    task: (name, by, line) =>
      by === null ? `Task ${name} is created; it is ready.` : `${by} creates task ${name}${at(line)}; it is ready.`,
    async: (name, by, line) => `${by ?? 'The program'} calls ${name}${at(line)}; it runs at once.`,
    thread: (name) => `Thread ${name} starts.`,
    process: (name) => `Process ${name} starts.`,
  },
  renamed: (mark, name) => `${mark} is called ${name} now.`,
  starts: (name) => `${name} starts to run.`,
  goesOn: (name, line, what) =>
    what === null ? `${name} goes on${at(line)}` : `${name} goes on${at(line)}: its wait for ${what} is over`,
  wokenBy: (name) => `, woken by ${name}`,
  toBeCancelled: ', to be cancelled',
  runs: (name, label) => `${name} runs ${label}.`,
  does: (name, waits) => `${name} ${waits}.`,
  holds: (name, line) => `${name} is at ${line} and holds the thread.`,
  charged: {
    cpu: (seconds) => `It computed for ${seconds}: nothing else ran meanwhile.`,
    sleep: (seconds) => `It blocked the thread for ${seconds}: nothing else ran meanwhile.`,
    outside: (seconds) => `It waited ${seconds} for something outside: nothing else ran meanwhile.`,
  },
  cancels: (by, name) => (by === null ? `${name} is asked to cancel.` : `${by} asks ${name} to cancel.`),
  done: (name, line) => `${name} is done${line === null ? '' : ` (${line})`}.`,
  failed: (name, line, error) => `${name} fails${at(line)}: ${error}`,
  cancelled: (name, line) => `${name} is cancelled${at(line)}.`,
  prints: (who, line, text, isError) =>
    `${who ?? 'The program'} prints${isError ? ' to stderr' : ''}${at(line)}: ${text}`,
  warns: (line, text) => `Warning${at(line)}: ${text}`,
  programEnds: (how) => `The program ${how}.`,
};

/** Between a name in Latin letters and Chinese stands a space. */
const zhAfter = (name: string): string => (/[!-~]$/.test(name) ? `${name} ` : name);
const zhBefore = (text: string): string => (/^[!-~]/.test(text) ? ` ${text}` : text);
const zhAt = (line: string | null): string => (line === null ? '' : `在${zhBefore(line)}`);

const chinese: NarrateWords = {
  programStarts: (file, clock) =>
    `${zhAfter(file)}开始运行${{ auto: '', virtual: '，使用虚拟时钟', real: '，使用真实时钟' }[clock]}。`,
  loopStarts: '事件循环启动。',
  loopCloses: '事件循环关闭。',
  nothingReady: (since, until) => `没有就绪的任务：循环从 ${since}一直等到 ${until}。`,
  timerSet: (what, due) => `设置了一个定时器，${due}到时：${what}。`,
  due: (timer) => `到时：${timer}。`,
  loopRuns: (what) => `循环运行：${what}。`,
  queued: (what) => `一个微任务进入队列：${what}。`,
  created: {
    task: (name, by, line) =>
      by === null ? `创建了任务 ${name}，已就绪。` : `${zhAfter(by)}${zhAt(line)}创建任务 ${name}，已就绪。`,
    async: (name, by, line) => `${zhAfter(by ?? '程序')}${zhAt(line)}调用${zhBefore(name)}，它立刻运行。`,
    thread: (name) => `线程 ${name} 启动。`,
    process: (name) => `进程 ${name} 启动。`,
  },
  renamed: (mark, name) => `${mark} 改名为${zhBefore(name)}。`,
  starts: (name) => `${zhAfter(name)}开始运行。`,
  goesOn: (name, line, what) =>
    what === null ? `${zhAfter(name)}${zhAt(line)}继续` : `${zhAfter(name)}${zhAt(line)}继续：已等到${zhBefore(what)}`,
  wokenBy: (name) => `，由${zhBefore(name)} 唤醒`,
  toBeCancelled: '，将被取消',
  runs: (name, label) => `${zhAfter(name)}运行${zhBefore(label)}。`,
  does: (name, waits) => `${zhAfter(name)}${waits}。`,
  holds: (name, line) => `${zhAfter(name)}停在${zhBefore(line)}，占住线程。`,
  charged: {
    cpu: (seconds) => `它计算了 ${seconds}：其间别的什么也没有运行。`,
    sleep: (seconds) => `它阻塞线程 ${seconds}：其间别的什么也没有运行。`,
    outside: (seconds) => `它等待外部的结果 ${seconds}：其间别的什么也没有运行。`,
  },
  cancels: (by, name) => (by === null ? `${zhAfter(name)}被请求取消。` : `${zhAfter(by)}请求取消${zhBefore(name)}。`),
  done: (name, line) => `${zhAfter(name)}完成${line === null ? '' : `（${line}）`}。`,
  failed: (name, line, error) => `${zhAfter(name)}${zhAt(line)}失败：${error}`,
  cancelled: (name, line) => `${zhAfter(name)}${zhAt(line)}被取消。`,
  prints: (who, line, text, isError) =>
    `${zhAfter(who ?? '程序')}${zhAt(line)}输出${isError ? '到 stderr' : ''}：${text}`,
  warns: (line, text) => `警告${line === null ? '' : `（${line}）`}：${text}`,
  programEnds: (how) => `程序${how}。`,
};

export const NARRATE_WORDS: { readonly [L in Language]: NarrateWords } = { en: english, zh: chinese };
