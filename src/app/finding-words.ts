/** What is said of a program that does not do yet what it is to do, in both languages. */
import type { Language } from '../course/course.ts';
import type { Finding } from '../course/checks.ts';
import { warningText } from '../text/error-words.ts';
import { harmless } from '../text/width.ts';
import type { RunStatus } from '../trace/event.ts';

const upTo =
  (most: number) =>
  (text: string): string => {
    const shown = harmless(text.replaceAll('\n', ' ⏎ ').trim());
    return shown.length <= most ? shown : `${shown.slice(0, most)}…`;
  };
const short = upTo(160);
/** Of what ends with the way to mend it. */
const long = upTo(400);
const seconds = (value: number): string => String(Number(value.toFixed(3)));

/** How a program is to end. */
const ENDS: { readonly [L in Language]: { readonly [S in RunStatus]: string } } = {
  en: {
    done: 'come to its end',
    failed: 'end with an error',
    rejected: 'be refused',
    deadlock: 'end in a deadlock',
    timeout: 'run out of time',
    memory: 'run out of memory',
    output: 'do too much',
    killed: 'be stopped',
  },
  zh: {
    done: '应该正常结束',
    failed: '应该因错误结束',
    rejected: '应该无法开始',
    deadlock: '应该死锁',
    timeout: '应该超时',
    memory: '应该用尽内存',
    output: '应该做得太多',
    killed: '应该被停止',
  },
};

/** How it ended: the end of a sentence. */
const ENDED: typeof ENDS = {
  en: {
    done: 'came to its end.',
    failed: 'ended with an error.',
    rejected: 'could not start.',
    deadlock: 'ended in a deadlock.',
    timeout: 'ran too long: is there a loop without an end?',
    memory: 'took too much memory.',
    output: 'did not come to rest: is there a loop without an end?',
    killed: 'was stopped.',
  },
  zh: {
    done: '正常结束了。',
    failed: '因错误结束。',
    rejected: '无法开始。',
    deadlock: '死锁了。',
    timeout: '运行太久，是不是有死循环？',
    memory: '占用内存太多。',
    output: '一刻不停，是不是有死循环？',
    killed: '被停止了。',
  },
};

/** What was said when the program was refused, without the name of such errors. */
function refusalIn(error: string): string {
  return error.replace(/^Rejected: /, '');
}

export function findingText(finding: Finding, language: Language): string {
  return language === 'zh' ? chinese(finding) : english(finding);
}

function english(finding: Finding): string {
  switch (finding.is) {
    case 'output':
      return `It should print: ${short(finding.wanted)} — it printed: ${short(finding.found) || 'nothing'}`;
    case 'missing':
      return `It should print "${short(finding.wanted)}", and does not.`;
    case 'disorder':
      return `"${short(finding.then)}" should come after "${short(finding.first)}".`;
    case 'tooQuick':
      return `It should take at least ${seconds(finding.wanted)} s, and took ${seconds(finding.found)} s.`;
    case 'tooSlow':
      return `It should take at most ${seconds(finding.wanted)} s, and took ${seconds(finding.found)} s.`;
    case 'status':
      if (finding.error !== null && finding.found === 'rejected')
        return `It could not start: ${long(refusalIn(finding.error))}`;
      if (finding.error !== null && finding.found !== 'deadlock')
        return `It ended with an error: ${long(finding.error)}`;
      return `It should ${ENDS.en[finding.wanted]}, and ${ENDED.en[finding.found]}`;
    case 'noError':
      return `It should end with the error "${short(finding.wanted)}"${finding.found === null ? '.' : `, not with ${short(finding.found)}`}`;
    case 'noSuchTask':
      return `No task or thread called ${short(finding.name)} has run.`;
    case 'noOverlap':
      return `These should be under way at the same time: ${finding.names.map(short).join(', ')}.`;
    case 'overlap':
      return `${short(finding.names[0])} and ${short(finding.names[1])} should not be under way at the same time.`;
    case 'crowd':
      return `At most ${finding.most} of ${short(finding.of)} should be under way at once; there were ${finding.found}.`;
    case 'tooFewTasks':
      return `It should make at least ${finding.wanted} tasks, and made ${finding.found}.`;
    case 'tooManyTasks':
      return `It should make at most ${finding.wanted} tasks, and made ${finding.found}.`;
    case 'pending':
      return finding.wanted === 0
        ? `Nothing should be left over at its end: ${finding.names.map(short).join(', ')}.`
        : `${finding.wanted} tasks should be left over at its end; there were ${finding.names.length}.`;
    case 'warning':
      return `There should be no warning: ${long(warningText(finding.warning, 'en'))}`;
    case 'tooFewGrouped':
      return `A task group should make at least ${finding.wanted} tasks, and made ${finding.found}.`;
    case 'changed':
      return `This line should stay as it was given: ${short(finding.line)}`;
    case 'parted':
      return `Nothing should come between these lines: ${short(finding.before)} and ${short(finding.line)}`;
    case 'printedElsewhere':
      return `"${short(finding.wanted)}" should be printed by the lines that were given, and by no others.`;
    case 'judged':
      return short(finding.says.en ?? finding.says.zh ?? '');
    case 'unused':
      return `It should use ${short(finding.word)}.`;
    case 'used':
      return `It should do without ${short(finding.word)}.`;
  }
}

function chinese(finding: Finding): string {
  switch (finding.is) {
    case 'output':
      return `应该输出：${short(finding.wanted)}——实际输出：${short(finding.found) || '什么都没有'}`;
    case 'missing':
      return `应该输出“${short(finding.wanted)}”，却没有。`;
    case 'disorder':
      return `“${short(finding.then)}”应该在“${short(finding.first)}”之后。`;
    case 'tooQuick':
      return `至少应该用 ${seconds(finding.wanted)} 秒，实际只用了 ${seconds(finding.found)} 秒。`;
    case 'tooSlow':
      return `最多只能用 ${seconds(finding.wanted)} 秒，实际用了 ${seconds(finding.found)} 秒。`;
    case 'status':
      if (finding.error !== null && finding.found === 'rejected')
        return `程序没能开始：${long(refusalIn(finding.error))}`;
      if (finding.error !== null && finding.found !== 'deadlock') return `程序出错结束：${long(finding.error)}`;
      return `${ENDS.zh[finding.wanted]}，实际${ENDED.zh[finding.found]}`;
    case 'noError':
      return `应该以错误“${short(finding.wanted)}”结束${finding.found === null ? '。' : `，而不是 ${short(finding.found)}`}`;
    case 'noSuchTask':
      return `没有叫 ${short(finding.name)} 的任务或线程运行过。`;
    case 'noOverlap':
      return `它们应该同时在进行：${finding.names.map(short).join('、')}。`;
    case 'overlap':
      return `${short(finding.names[0])} 和 ${short(finding.names[1])} 不应该同时在进行。`;
    case 'crowd':
      return `同时进行的 ${short(finding.of)} 最多 ${finding.most} 个，实际有 ${finding.found} 个。`;
    case 'tooFewTasks':
      return `至少应该创建 ${finding.wanted} 个任务，实际创建了 ${finding.found} 个。`;
    case 'tooManyTasks':
      return `最多只能创建 ${finding.wanted} 个任务，实际创建了 ${finding.found} 个。`;
    case 'pending':
      return finding.wanted === 0
        ? `结束时不应该留下没做完的任务：${finding.names.map(short).join('、')}。`
        : `结束时应该留下 ${finding.wanted} 个没做完的任务，实际留下了 ${finding.names.length} 个。`;
    case 'warning':
      return `不应该有警告：${long(warningText(finding.warning, 'zh'))}`;
    case 'tooFewGrouped':
      return `至少应该有 ${finding.wanted} 个任务由任务组创建，实际有 ${finding.found} 个。`;
    case 'changed':
      return `这一行应该保持原样：${short(finding.line)}`;
    case 'parted':
      return `这两行之间不要加别的：${short(finding.before)} 和 ${short(finding.line)}`;
    case 'printedElsewhere':
      return `“${short(finding.wanted)}”应该由原来给出的那几行打印，而不是别的代码。`;
    case 'judged':
      return short(finding.says.zh ?? finding.says.en ?? '');
    case 'unused':
      return `应该用到 ${short(finding.word)}。`;
    case 'used':
      return `不应该用 ${short(finding.word)}。`;
  }
}
