/** What is said of traces and pictures as files, and all of `async-tutor open`, in both languages. */
import type { Language } from '../course/course.ts';
import { systemWords } from '../text/progress-words.ts';
import type { TraceProblem } from './trace-files.ts';

interface TraceWords {
  readonly help: string;
  readonly noFile: string;
  readonly oneFile: string;
  readonly badTheme: (value: string) => string;
  readonly themeWithout: string;
  readonly narrateOrJson: string;
  readonly sameFile: (file: string) => string;
  readonly isProgram: (file: string) => string;
  readonly isOwnFile: (file: string) => string;
  readonly isInput: (file: string) => string;
  readonly isTrace: (file: string) => string;
  readonly noFolder: (file: string) => string;
  readonly isFolder: (file: string) => string;
  readonly special: (file: string) => string;
  readonly unwritten: (file: string, why: string) => string;
  /** `why` is a sentence; what to do follows. */
  readonly problem: {
    readonly [P in TraceProblem['is']]: (file: string, problem: Extract<TraceProblem, { is: P }>) => string;
  };
}

const en: TraceWords = {
  help: `Usage: async-tutor open TRACE [options]

Shows again what a program did: a trace that \`run --trace\` or the key \`x\` has written. Nothing is run.
In a terminal it opens the panel: pause, step, back, speed. Otherwise it prints what happened as text.

Options
  --plain            print it as text in a terminal, too
  --narrate          print a sentence for each thing that happened
  --json             print one JSON object, as \`run --json\` does
  --svg FILE         draw the timeline as a picture
  --svg-theme NAME   light (default) or dark
  --lang en|zh       language
  --help             this text

Exit status: 0 shown · 1 a file could not be written · 2 usage, no such file, or no trace that can be read`,
  noFile: 'open needs a trace: async-tutor open TRACE',
  oneFile: 'open takes one trace.',
  badTheme: (value) => `--svg-theme takes light or dark, not "${value}".`,
  themeWithout: '--svg-theme says how the picture of --svg FILE is to look: give both.',
  narrateOrJson: 'Both --json and --narrate decide what goes to stdout: give one of them.',
  sameFile: (file) => `--trace and --svg both name ${file}: give each a file of its own.`,
  isProgram: (file) => `${file} is the program itself: it would be overwritten. Name another file.`,
  isOwnFile: (file) => `${file} is a file of the program: it would be overwritten. Name another file.`,
  isInput: (file) => `${file} is the program's input: it would be overwritten. Name another file.`,
  isTrace: (file) => `${file} is the trace itself: it would be overwritten. Name another file.`,
  noFolder: (file) => `there is no folder for ${file}. Make it first.`,
  isFolder: (file) => `${file} is a folder. Name a file in it.`,
  special: (file) => `${file} is no ordinary file. Name another one.`,
  unwritten: (file, why) => `${file} cannot be written: ${why}.`,
  problem: {
    missing: (file) => `there is no file ${file}.`,
    noPlainFile: (file, { found }) =>
      found === 'folder' ? `${file} is a folder. Name the trace in it.` : `${file} is no ordinary file.`,
    failed: (file, { why }) => `${file} cannot be read: ${systemWords(why, 'en')}.`,
    tooLarge: (file, { most }) => `${file} is larger than any trace of async-tutor (${most / 2 ** 20} MB). Is it one?`,
    notATrace: (file) =>
      `${file} is no trace that async-tutor wrote. \`async-tutor run PROGRAM --trace FILE\` writes one.`,
    newer: (file) => `${file} was written by a newer async-tutor. Update this one to open it.`,
    broken: (file, { line }) =>
      `${file} is damaged${line === null ? '' : ` (line ${line})`}: what is there was not written by async-tutor. Make it anew with \`run --trace\`.`,
    cut: (file, { events }) =>
      `${file} breaks off after ${events} events: the disk was full, or it was not copied whole. Copy it again, or make it anew with \`run --trace\`.`,
    tooLong: (file) =>
      `${file} has more events, or longer ones, than any program that async-tutor runs. Is it one of its traces?`,
  },
};

const zh: TraceWords = {
  help: `用法：async-tutor open 轨迹 [选项]

重看一个程序做了什么：轨迹由 \`run --trace\` 或按键 \`x\` 写出。不会再运行任何程序。
在终端里打开面板：暂停、单步、后退、调速；否则以文字输出发生过的事。

选项
  --plain            在终端里也输出文字
  --narrate          每件事输出一句话
  --json             输出一个 JSON 对象，与 \`run --json\` 相同
  --svg 文件         把时间线画成图片
  --svg-theme 名称   light（默认，浅色）或 dark（深色）
  --lang en|zh       语言
  --help             显示本说明

退出码：0 已显示 · 1 有文件写不出来 · 2 用法错误、没有该文件，或读不出轨迹`,
  noFile: 'open 需要一个轨迹：async-tutor open 轨迹',
  oneFile: 'open 一次只打开一个轨迹。',
  badTheme: (value) => `--svg-theme 可取 light 或 dark，而不是“${value}”。`,
  themeWithout: '--svg-theme 决定 --svg 文件 的样子：请两个一起写。',
  narrateOrJson: '--json 和 --narrate 都决定 stdout 输出什么：请只写一个。',
  sameFile: (file) => `--trace 和 --svg 都写到 ${file}：请各用一个文件。`,
  isProgram: (file) => `${file} 就是程序本身，会被覆盖。请换一个文件。`,
  isOwnFile: (file) => `${file} 是程序的一个文件，会被覆盖。请换一个文件。`,
  isInput: (file) => `${file} 是程序的输入，会被覆盖。请换一个文件。`,
  isTrace: (file) => `${file} 就是轨迹本身，会被覆盖。请换一个文件。`,
  noFolder: (file) => `${file} 所在的目录不存在。请先建立目录。`,
  isFolder: (file) => `${file} 是目录。请写其中的文件。`,
  special: (file) => `${file} 不是普通文件。请换一个。`,
  unwritten: (file, why) => `无法写出 ${file}：${why}。`,
  problem: {
    missing: (file) => `没有文件 ${file}。`,
    noPlainFile: (file, { found }) =>
      found === 'folder' ? `${file} 是目录。请写其中的轨迹。` : `${file} 不是普通文件。`,
    failed: (file, { why }) => `无法读取 ${file}：${systemWords(why, 'zh')}。`,
    tooLarge: (file, { most }) => `${file} 比 async-tutor 的任何轨迹都大（${most / 2 ** 20} MB）。它是轨迹吗？`,
    notATrace: (file) => `${file} 不是 async-tutor 写的轨迹。\`async-tutor run 程序 --trace 文件\` 可以写出一个。`,
    newer: (file) => `${file} 由更新版本的 async-tutor 写出。更新本程序就能打开。`,
    broken: (file, { line }) =>
      `${file} 已损坏${line === null ? '' : `（第 ${line} 行）`}：其中的内容不是 async-tutor 写的。请用 \`run --trace\` 重新生成。`,
    cut: (file, { events }) =>
      `${file} 在 ${events} 个事件之后中断：当时磁盘已满，或者没有复制完整。请重新复制，或用 \`run --trace\` 重新生成。`,
    tooLong: (file) => `${file} 里的事件比 async-tutor 运行的任何程序都多或都长。它是 async-tutor 的轨迹吗？`,
  },
};

export const TRACE_WORDS: { readonly [L in Language]: TraceWords } = { en, zh };
