/** What is said of a limit that stopped a program, or cut what it printed: what happened, and what may be the reason. */
import type { Language } from '../course/course.ts';
import type { EventOf } from '../trace/event.ts';

type Sentences = { readonly [name: string]: (value: number) => string };

const SENTENCES: { readonly [L in Language]: Sentences } = {
  en: {
    seconds: (value) => `Stopped: it ran for ${value} s of real time. A loop without an end?`,
    'seconds without an await': (value) =>
      `Stopped: it ran for ${value} s without an \`await\` that lets others run. A loop without an end?`,
    'virtual seconds': (value) =>
      `Stopped: its clock passed ${value} s${value === 86_400 ? ' (a day)' : ''}. Does something sleep for ever, or sleep in a loop without an end?`,
    memory: (value) => `Stopped: it used more memory than its ${value} MB allow.`,
    events: (value) => `Stopped: more than ${value} things happened in the loop. Does a task spin without waiting?`,
    'event text': (value) => `Stopped: its events take more than ${value} characters.`,
    output: (value) => `Stopped: it printed more than ${value} characters.`,
    'output line': (value) => `A printed text was cut to ${value} characters.`,
    tasks: (value) => `Stopped: more than ${value} tasks were alive at once.`,
    timers: (value) => `Stopped: more than ${value} timers were set at once.`,
    threads: (value) => `Stopped: more than ${value} threads were alive at once. A pool makes many calls with a few.`,
    processes: (value) =>
      `Stopped: more than ${value} processes were alive at once. A pool makes many calls with a few.`,
    pools: (value) => `Stopped: more than ${value} pools were opened. One can be used again and again.`,
    calls: (value) => `Stopped: more than ${value} calls waited in pools at once.`,
    locks: (value) => `Stopped: more than ${value} locks, events and the like were made.`,
    messages: (value) => `Stopped: its threads and processes exchanged more than ${value} messages.`,
    'message text': (value) =>
      `Stopped: what its threads and processes had not read yet took more than ${value} characters.`,
  },
  zh: {
    seconds: (value) => `已停止：实际运行超过了 ${value} 秒。是不是有死循环？`,
    'seconds without an await': (value) =>
      `已停止：连续运行了 ${value} 秒，其间没有用 \`await\` 让出。是不是有死循环？`,
    'virtual seconds': (value) =>
      `已停止：程序的时钟超过了 ${value} 秒${value === 86_400 ? '（一天）' : ''}。是不是有什么一直在 sleep，或者在死循环里反复 sleep？`,
    memory: (value) => `已停止：占用内存超过 ${value} MB 上限。`,
    events: (value) => `已停止：事件循环里发生的事件超过了 ${value} 个。是不是有任务空转而从不等待？`,
    'event text': (value) => `已停止：事件的文本超过了 ${value} 个字符。`,
    output: (value) => `已停止：输出超过了 ${value} 个字符。`,
    'output line': (value) => `有一段输出被截到 ${value} 个字符。`,
    tasks: (value) => `已停止：同时存在的任务超过了 ${value} 个。`,
    timers: (value) => `已停止：同时设置的定时器超过了 ${value} 个。`,
    threads: (value) => `已停止：同时存在的线程超过了 ${value} 个。用线程池，几个线程就能完成许多调用。`,
    processes: (value) => `已停止：同时存在的进程超过了 ${value} 个。用进程池，几个进程就能完成许多调用。`,
    pools: (value) => `已停止：打开的池超过了 ${value} 个。同一个池可以反复使用。`,
    calls: (value) => `已停止：同时在池中等待的调用超过了 ${value} 个。`,
    locks: (value) => `已停止：创建的锁、事件之类超过了 ${value} 个。`,
    messages: (value) => `已停止：线程和进程之间的消息超过了 ${value} 条。`,
    'message text': (value) => `已停止：线程和进程尚未读取的内容超过了 ${value} 个字符。`,
  },
};

/** A child that has broken out may name a limit that there is none of: its name, not yet `harmless`, and its value. */
export function limitText(name: string, value: number, language: Language): string {
  const sentences = SENTENCES[language];
  return Object.hasOwn(sentences, name) ? sentences[name]!(value) : `${name}: ${value}`;
}

/** Whether the error of an end only tells where the sandbox stopped the program: no error of the program's own. */
export function isStop({ status, error }: Pick<EventOf<'runEnded'>, 'status' | 'error'>): boolean {
  return error?.name === 'TimeLimit' && status !== 'failed' && status !== 'deadlock';
}
