/** What `async-tutor check` says about a course, in both languages. The problems themselves are in English. */
import type { Language } from '../course/course.ts';
import type { Counts } from './prove-course.ts';

interface CheckWords {
  readonly help: string;
  readonly oneFolder: string;
  readonly counts: (counts: Counts) => readonly string[];
  readonly pythonRan: (programs: number) => string;
  readonly pythonWarning: string;
  readonly noPython: string;
  readonly ok: string;
  readonly problems: (count: number) => string;
  readonly watching: (folder: string) => string;
  readonly unwatched: (path: string, code: string) => string;
}

const kindsOf = ({ kinds }: Counts): string =>
  Object.entries(kinds)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ');
const languagesOf = ({ languages }: Counts): string =>
  Object.entries(languages)
    .map(([language, count]) => `${language} ${count}`)
    .join(', ');

export const CHECK_WORDS: { readonly [L in Language]: CheckWords } = {
  en: {
    help: `Usage: async-tutor check [DIR] [options]

Proves a course: reads all of it, runs every snippet in the sandbox, compares output, seconds and status, proves
every answer key that a program can prove, and runs starters (which must fail) and solutions (which must pass).
DIR is the folder that holds lessons/ and quizzes/ (default: the current folder).
Each problem is told with its file and line, what is wrong, and what to write.

Options
  --python         also run the Python twins, with this machine's python3, outside of the sandbox
  --json           print one JSON object: ok, counts, problems
  --watch          check again whenever a file changes
  --lang en|zh     language of messages; the problems are in English
  --help           this text

Exit status: 0 no problem · 1 problems · 2 usage or no course`,
    oneFolder: 'check takes one folder.',
    counts: (counts) => [
      `${some(counts.chapters, 'chapter')}, ${some(counts.lessons, 'lesson')} (${languagesOf(counts)}), ${some(counts.exercises, 'exercise')}, ${some(counts.questions, 'question')}`,
      ...(counts.questions === 0 ? [] : [`questions: ${kindsOf(counts)}`]),
      ...(counts.misconceptions.listed === 0
        ? []
        : [`misconceptions that a question meets: ${counts.misconceptions.met} of ${counts.misconceptions.listed}`]),
      `programs run: ${counts.snippets}`,
    ],
    pythonRan: (programs) => `Python twins run: ${programs}`,
    pythonWarning: 'The Python twins run with your own python3, outside of the sandbox, with all that you may do.',
    noPython: 'there is no python3 of 3.11 or newer; leave out --python, or install one.',
    ok: 'No problem found.',
    problems: (count) => (count === 1 ? '1 problem.' : `${count} problems.`),
    watching: (folder) => `Watching ${folder}; ^C ends it.`,
    unwatched: (path, code) => `Changes in ${path} are not heard of (${code}); save a file elsewhere to check again.`,
  },
  zh: {
    help: `用法：async-tutor check [目录] [选项]

检验一门课程：全部读一遍，在沙箱里运行每个程序，比较输出、秒数和状态；凡是程序能证明的答案都要证明；
练习的起始程序必须通不过，参考答案必须通过。
“目录”是包含 lessons/ 和 quizzes/ 的目录（默认为当前目录）。
每个问题都给出文件、行号、错在哪里、该怎么写。

选项
  --python         用本机的 python3 运行 Python 版程序（不在沙箱里）
  --json           输出一个 JSON 对象：ok、counts、problems
  --watch          文件一有改动就重新检验
  --lang en|zh     提示的语言；问题本身用英文
  --help           显示本说明

退出状态：0 没有问题 · 1 有问题 · 2 用法错误或没有课程`,
    oneFolder: 'check 一次只检验一个目录。',
    counts: (counts) => [
      `${counts.chapters} 章，${counts.lessons} 课（${languagesOf(counts)}），${counts.exercises} 个练习，${counts.questions} 道题`,
      ...(counts.questions === 0 ? [] : [`题型：${kindsOf(counts)}`]),
      ...(counts.misconceptions.listed === 0
        ? []
        : [`有题目针对的误解：${counts.misconceptions.listed} 个中的 ${counts.misconceptions.met} 个`]),
      `运行的程序：${counts.snippets} 个`,
    ],
    pythonRan: (programs) => `运行的 Python 版程序：${programs} 个`,
    pythonWarning: 'Python 版程序由你自己的 python3 运行，不在沙箱里，你有的权限它都有。',
    noPython: '没有 3.11 或更新的 python3；请去掉 --python，或者安装一个。',
    ok: '没有发现问题。',
    problems: (count) => `${count} 个问题。`,
    watching: (folder) => `正在监视 ${folder}；按 ^C 结束。`,
    unwatched: (path, code) => `无法监视 ${path} 的改动（${code}）；想重新检验，请保存别处的文件。`,
  },
};

function some(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
