/**
 * What a `DeadlockError` says, in Chinese. Its message is text that the program can catch and print, so it travels in English;
 * its lines are told by their form. A line of another form stays as it is.
 */
import type { ErrorText } from '../trace/event.ts';

/** Of the first line, and of messages that have no other. */
const WHOLE: { readonly [english: string]: string } = {
  'deadlock: everything waits, and nothing is left that could go on': '死锁：所有任务都在等待，没有什么能让它们继续',
  'deadlock: every thread waits, and nothing is left that could go on': '死锁：所有线程都在等待，没有什么能让它们继续',
  'the program waits at its top level for something that nothing can bring about': '程序在顶层等待一件永远不会发生的事',
  'this thread waits for something that nothing can bring about': '这个线程在等待一件永远不会发生的事',
  'nothing can complete these futures while this thread waits for them':
    '这个线程等待这些 future 时，没有什么能让它们完成',
};

/** What somebody waits for: `asyncio/deadlock.ts` and `sandbox/stuck.ts` have the same in English. */
export const WAITED_FOR: { readonly [english: string]: string } = {
  'the next of several that never end': '几个永不结束的任务中的下一个',
  'a barrier that others never reach': '其他任务永远到不了的屏障',
  'a condition that nobody notifies': '没有人通知的条件',
  'an event that nobody sets': '没有人设置的事件',
  'a future that nobody completes': '没有人完成的 future',
  'a gather() whose parts never end': '各部分永不结束的 gather()',
  'a lock that nobody releases': '没有人释放的锁',
  'a promise that never settles': '永远没有结果的 promise',
  'an item that nobody puts into the queue': '没有人放进队列的项目',
  'a queue whose items nobody says are done': '没有人报告处理完的队列',
  'a queue from which nobody gets': '没有人取走项目的队列',
  'a semaphore that nobody releases': '没有人释放的信号量',
  'a shielded future that nobody completes': '没有人完成的、受 shield 保护的 future',
  'a sleep without end': '没有尽头的 sleep',
  'the tasks of its group': '组里的任务',
  'a wait() that nothing ends': '永远不会结束的 wait()',
  'a promise that asyncio knows nothing of': 'asyncio 不知道的 promise',
  'a lock': '锁',
  'an event or a notification': '事件或通知',
  'the result of a call': '调用的结果',
  'one of several calls': '几个调用之一',
  'another thread to end': '另一个线程结束',
  'the calls of a pool': '池里的调用',
};

/** What stands between who waits and for what. A hostile message is read in one pass, however long. */
const WAITING = / waits (?:at line (\d{1,9})(?: of (.{1,255}?))? )?for /;
const MORE = /^( *)and (\d{1,9}) more$/;
const HAS_ITSELF = ' that it has itself';

/** Whether its lines say where somebody waits: then nothing else has to. */
export function tellsWhere({ name, message }: ErrorText): boolean {
  return name === 'DeadlockError' && message.includes(' waits at line ');
}

export function deadlockInChinese(message: string): string {
  return message.split('\n').map(lineInChinese).join('\n');
}

function lineInChinese(line: string): string {
  const whole = ownOf(WHOLE, line);
  if (whole !== null) return whole;
  const [, margin, more] = MORE.exec(line) ?? [];
  if (more !== undefined) return `${margin}还有 ${more} 个`;
  const found = WAITING.exec(line);
  if (found === null) return line;
  const who = line.slice(0, found.index).trimStart();
  const indent = ' '.repeat(found.index - who.length);
  const { what, owner } = ownedIn(line.slice(found.index + found[0].length));
  const object = waitedFor(what);
  if (object === null) return line;
  const where = found[1] === undefined ? '' : `在${found[2] === undefined ? '' : ` ${found[2]} `}第 ${found[1]} 行`;
  const gap = owner === '' && /^[!-~]/.test(object) ? ' ' : '';
  return `${indent}${who === 'the top level' ? '顶层代码' : who} ${where}等待${owner}${gap}${object}`;
}

/** `a lock that Thread-1 has`: the lock, and who has it, in Chinese. */
function ownedIn(text: string): { readonly what: string; readonly owner: string } {
  if (text.endsWith(HAS_ITSELF)) return { what: text.slice(0, -HAS_ITSELF.length), owner: '它自己持有的' };
  const that = text.indexOf(' that ');
  if (that === -1 || !text.endsWith(' has')) return { what: text, owner: '' };
  return { what: text.slice(0, that), owner: ` ${text.slice(that + ' that '.length, -' has'.length)} 持有的` };
}

function waitedFor(what: string): string | null {
  return what.startsWith('task ') ? `任务 ${what.slice('task '.length)}` : ownOf(WAITED_FOR, what);
}

function ownOf(words: { readonly [english: string]: string }, english: string): string | null {
  return Object.hasOwn(words, english) ? words[english]! : null;
}
