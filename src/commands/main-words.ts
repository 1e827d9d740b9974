/** The program's own help, and what it says of words that it does not know, in both languages. */
import type { Language } from '../course/course.ts';

interface CourseWords {
  readonly missing: (folder: string) => string;
  readonly notAFolder: (folder: string) => string;
  readonly forbidden: (folder: string) => string;
  readonly tooDeep: (folder: string, above: string) => string;
  readonly noLessons: (folder: string) => string;
  readonly noCourseFile: (folder: string) => string;
  readonly empty: (folder: string, problems: number) => string;
}

export interface MainWords {
  readonly help: string;
  readonly unknownCommand: (typed: string, near: string | null) => string;
  /** What the system says, in English. */
  readonly cannotWrite: (why: string) => string;
  readonly badOption: (option: string, code: string, near: string | null) => string;
  readonly noTerminal: string;
  readonly oneLesson: string;
  /** Why a folder cannot be opened as a course, and what to do. */
  readonly course: CourseWords;
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
  open TRACE       show again what a program did: a trace that run --trace has kept
  repl             a live session: type, and see every task; with piped input, one entry after another
  quiz [TOPIC]     the questions of a chapter; --plain without the screen
  check [DIR]      prove a course: every snippet, every answer
  progress         how far you are; carry progress away, bring it back, begin again
  doctor           what this machine and terminal can do, and what to change

Options
  --lang en|zh     language (default: from LC_ALL, LC_MESSAGES or LANG)
  --course DIR     another course: a folder with lessons/ in it
  --help           this text; async-tutor COMMAND --help tells more
  --version        the version`,
    unknownCommand: (typed, near) =>
      `there is no command "${typed}".${near === null ? '' : ` Did you mean "${near}"?`} async-tutor --help lists them.`,
    cannotWrite: (why) => `the output cannot be written: ${why}`,
    badOption: (option, code, near) => {
      if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `${option} is not used like that: see --help.`;
      return `there is no option ${option}.${near === null ? '' : ` Did you mean ${near}?`} See --help.`;
    },
    noTerminal: 'the tutor needs a terminal. To run a program without one: async-tutor run FILE',
    oneLesson: 'learn takes one lesson.',
    course: {
      missing: (folder) => `there is no folder ${folder}. --course takes the folder that holds lessons/.`,
      notAFolder: (folder) => `${folder} is a file. --course takes a folder: the one that holds lessons/.`,
      forbidden: (folder) => `${folder} cannot be read: permission denied. Allow yourself to read it.`,
      tooDeep: (folder, above) => `${folder} is the lessons/ of a course. Name the folder above it: --course ${above}`,
      noLessons: (folder) =>
        `there is no lessons/ in ${folder}. A course is a folder with lessons/ in it: lessons/course.yaml and a folder for each chapter.`,
      noCourseFile: (folder) =>
        `there is no lessons/course.yaml in ${folder}. Write one that holds the title in each language of the course: title: { en: My course }`,
      empty: (folder, problems) =>
        problems === 0
          ? `there is no lesson in ${folder}. Lessons are in folders of lessons/: lessons/01-first/chapter.yaml and its files.`
          : `no lesson of ${folder} can be opened. Mend what is listed above (problems found: ${problems}).`,
    },
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
  open 轨迹        重看一个程序做了什么：由 run --trace 保存的轨迹
  repl             实时会话：边输入边看所有任务；也可以从管道依次读取输入
  quiz [主题]      一章的题目；--plain 不用界面
  check [目录]     检验一门课程：每个程序、每个答案
  progress         学到了哪里；导出、导入进度，重新开始
  doctor           这台机器和终端能做什么，要改什么

选项
  --lang en|zh     语言（默认取自 LC_ALL、LC_MESSAGES 或 LANG）
  --course 目录    另一门课程：里面有 lessons/ 的目录
  --help           显示本说明；async-tutor 命令 --help 有更多说明
  --version        显示版本`,
    unknownCommand: (typed, near) =>
      `没有命令“${typed}”。${near === null ? '' : `是不是想输入“${near}”？`}async-tutor --help 列出所有命令。`,
    cannotWrite: (why) => `无法写出输出：${why}`,
    badOption: (option, code, near) => {
      if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `${option} 不是这样用的，请看 --help。`;
      return `没有选项 ${option}。${near === null ? '' : `是不是想输入 ${near}？`}请看 --help。`;
    },
    noTerminal: '教程需要在终端里打开。不用终端运行程序：async-tutor run 文件',
    oneLesson: 'learn 一次只打开一课。',
    course: {
      missing: (folder) => `没有目录 ${folder}。--course 后面写包含 lessons/ 的目录。`,
      notAFolder: (folder) => `${folder} 是文件。--course 后面要写目录，也就是包含 lessons/ 的那个。`,
      forbidden: (folder) => `无法读取 ${folder}：没有权限。请给自己读取它的权限。`,
      tooDeep: (folder, above) => `${folder} 就是课程的 lessons/。请写它上面的目录：--course ${above}`,
      noLessons: (folder) =>
        `${folder} 里没有 lessons/。课程是一个包含 lessons/ 的目录，里面有 lessons/course.yaml，每章还有一个目录。`,
      noCourseFile: (folder) =>
        `${folder} 里没有 lessons/course.yaml。请写一个，给出课程每种语言的标题：title: { zh: 我的课程 }`,
      empty: (folder, problems) =>
        problems === 0
          ? `${folder} 里没有课。课放在 lessons/ 的各个目录里：lessons/01-first/chapter.yaml 和同目录的文件。`
          : `${folder} 里没有能打开的课。请改正上面列出的问题（共 ${problems} 个）。`,
    },
    noLesson: (typed, near, ids) =>
      `没有“${typed}”这一课。${near === null ? '' : `是不是想输入“${near}”？`}现有的课：\n  ${ids.join('\n  ')}`,
    severalLessons: (typed, ids) => `“${typed}”对应好几课：\n  ${ids.join('\n  ')}`,
  },
};
