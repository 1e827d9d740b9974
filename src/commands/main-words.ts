/** The program's own help, and what it says of words that it does not know, in both languages. */
import type { Language } from '../course/course.ts';

interface MainWords {
  readonly help: string;
  readonly unknownCommand: (typed: string, near: string | null) => string;
  readonly badOption: (option: string, code: string, near: string | null) => string;
  readonly noTerminal: string;
  readonly oneLesson: string;
  readonly brokenCourse: (folder: string, problems: number) => string;
  readonly noLesson: (typed: string, near: string | null, ids: readonly string[]) => string;
  readonly severalLessons: (typed: string, ids: readonly string[]) => string;
}

export const MAIN_WORDS: { readonly [L in Language]: MainWords } = {
  en: {
    help: `Usage: async-tutor [COMMAND] [options]

Learn asynchronous programming by seeing it: lessons in the terminal, programs in a sandbox,
every task on a timeline that you can stop, step and rewind.

Commands
  learn [LESSON]   the tutor (also without a command); LESSON: a unique part of a lesson's id
  run FILE         run a .ts, .mts, .js or .mjs file in the sandbox

Options
  --lang en|zh     language (default: from LC_ALL, LC_MESSAGES or LANG)
  --course DIR     another course: a folder with lessons/ in it
  --help           this text; async-tutor COMMAND --help tells more
  --version        the version`,
    unknownCommand: (typed, near) =>
      `there is no command "${typed}".${near === null ? '' : ` Did you mean "${near}"?`} async-tutor --help lists them.`,
    badOption: (option, code, near) => {
      if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `${option} is not used like that: see --help.`;
      return `there is no option ${option}.${near === null ? '' : ` Did you mean ${near}?`} See --help.`;
    },
    noTerminal: 'the tutor needs a terminal. To run a program without one: async-tutor run FILE',
    oneLesson: 'learn takes one lesson.',
    brokenCourse: (folder, problems) =>
      `there is no lesson to open in ${folder} (problems found: ${problems}). A course is a folder with lessons/ in it.`,
    noLesson: (typed, near, ids) =>
      `there is no lesson "${typed}".${near === null ? '' : ` Did you mean "${near}"?`} There are:\n  ${ids.join('\n  ')}`,
    severalLessons: (typed, ids) => `"${typed}" fits several lessons:\n  ${ids.join('\n  ')}`,
  },
  zh: {
    help: `用法：async-tutor [命令] [选项]

用眼睛学异步编程：在终端里上课，程序在沙箱里运行，每个任务都画在时间线上，可以停住、单步、倒回。

命令
  learn [课]       打开教程（不写命令也一样）；“课”写课程 id 中独有的一段即可
  run 文件         在沙箱里运行 .ts、.mts、.js 或 .mjs 文件

选项
  --lang en|zh     语言（默认取自 LC_ALL、LC_MESSAGES 或 LANG）
  --course 目录    另一门课程：里面有 lessons/ 的目录
  --help           显示本说明；async-tutor 命令 --help 有更多说明
  --version        显示版本`,
    unknownCommand: (typed, near) =>
      `没有命令“${typed}”。${near === null ? '' : `是不是想输入“${near}”？`}async-tutor --help 列出所有命令。`,
    badOption: (option, code, near) => {
      if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `${option} 不是这样用的，请看 --help。`;
      return `没有选项 ${option}。${near === null ? '' : `是不是想输入 ${near}？`}请看 --help。`;
    },
    noTerminal: '教程需要在终端里打开。不用终端运行程序：async-tutor run 文件',
    oneLesson: 'learn 一次只打开一课。',
    brokenCourse: (folder, problems) =>
      `${folder} 里没有能打开的课（发现 ${problems} 个问题）。课程是一个包含 lessons/ 的目录。`,
    noLesson: (typed, near, ids) =>
      `没有“${typed}”这一课。${near === null ? '' : `是不是想输入“${near}”？`}现有的课：\n  ${ids.join('\n  ')}`,
    severalLessons: (typed, ids) => `“${typed}”对应好几课：\n  ${ids.join('\n  ')}`,
  },
};
