/** What `async-tutor run` says about a run, in both languages. */
import type { Language } from '../course/course.ts';
import type { RunStatus } from '../trace/event.ts';

interface RunWords {
  readonly help: string;
  /** `tasks` 0 is not worth a word, nor is the clock where nothing ran. */
  readonly summary: (outcome: string, seconds: string, tasks: number) => string;
  /** Which option gives more of what the program used up: it follows the sentence that says so. */
  readonly more: { readonly [name: string]: string };
  readonly noFile: string;
  readonly oneFile: string;
  readonly missing: (file: string) => string;
  readonly directory: (file: string) => string;
  readonly notRegular: (file: string) => string;
  readonly unreadable: (file: string, why: string) => string;
  readonly tooLong: (file: string, bytes: number, most: number) => string;
  readonly watchOrJson: string;
  readonly waitsForChanges: string;
  /** A run was given up, since a file has changed. */
  readonly runsAgain: string;
  readonly inputTooLong: (most: number) => string;
  readonly kind: (file: string) => string;
  readonly python: (file: string) => string;
  readonly badNumber: (option: string, value: string, least: number, most: number) => string;
  readonly badWhole: (option: string, value: string, most: number) => string;
  readonly badClock: (value: string) => string;
  readonly empty: string;
  /** Where an uncaught error was raised. */
  readonly inTask: (name: string) => string;
  /** Before the line that waited for an error of another thread or process. */
  readonly waitedFor: string;
  /** By ^C, or by who else asked it to stop. */
  readonly interrupted: string;
  readonly status: { readonly [S in RunStatus]: string };
}

/** What is said where nothing ran: then no clock and no tasks are worth a word. */
const NOT_RUN: { readonly [L in Language]: string } = { en: 'not run', zh: '没有运行' };

export const RUN_WORDS: { readonly [L in Language]: RunWords } = {
  en: {
    help: `Usage: async-tutor run FILE [options]

Runs a program (.ts, .mts, .js, .mjs) in the sandbox, with the files that it imports from its folder
(import … from "./queue.ts"; .json with { type: "json" }). Its output goes to stdout; errors, warnings and one
summary line go to stderr. TypeScript's types are taken off, never checked.

Options
  --json             print one JSON object instead: status, output, errors, tasks, warnings, limits
  --plain            plain text on stdout and stderr (without it, a terminal shows the panel: every task on a timeline)
  --narrate          print a sentence for each thing that happens, instead of the program's own output
  --trace FILE       keep all that happened: for \`async-tutor open\`, Perfetto and chrome://tracing
  --svg FILE         draw the timeline as a picture; --svg-theme light (default) or dark
  --clock KIND       auto (default): idle time is skipped, CPU time over 50 ms counts
                     virtual: idle time is skipped, nothing measured counts; the same result every time
                     real: the wall's
  --timeout SECONDS  stop the program after so many real seconds of running (default 10, and 5 without an await)
  --memory MB        V8 heap of the program (default 64)
  --seed N           what Math.random begins with (default: 1 on the virtual clock, by chance on the others)
  --input FILE       what the program reads with await read() or lines() of "stdin"; - is standard input
  --watch            run again whenever one of the program's files changes, under the panel too; ^C ends
  -- ARGUMENTS       what stands behind -- is process.argv.slice(2)
  --lang en|zh       language of messages
  --help             this text

Exit status: 0 done · 1 failed or deadlock · 2 usage or no such file · 3 rejected, nothing ran · 4 stopped by a limit
130 interrupted by ^C · 143 by SIGTERM
A program that ends itself with process.exit(n) or process.exitCode = n is done where n is 0, else failed (1)
In --json, programs of several files have a "file" beside each "line"`,
    summary: (outcome, seconds, tasks) =>
      outcome === NOT_RUN.en
        ? outcome
        : `${outcome} · ${seconds} s on the clock${tasks === 0 ? '' : tasks === 1 ? ' · 1 task' : ` · ${tasks} tasks`}`,
    more: {
      seconds: ' --timeout gives it longer.',
      'seconds without an await': ' --timeout gives it longer.',
      memory: ' --memory gives it more.',
    },
    noFile: 'run needs a file: async-tutor run FILE',
    oneFile: 'run takes one file.',
    missing: (file) => `There is no file ${file}.`,
    directory: (file) => `${file} is a directory; name a file in it.`,
    notRegular: (file) => `${file} is not a regular file.`,
    unreadable: (file, why) => `${file} cannot be read: ${why}.`,
    tooLong: (file, bytes, most) => `${file} is ${bytes} bytes long; at most ${most} can be run.`,
    watchOrJson: '--watch runs a program many times; --json, --trace and --svg are for one run: leave out one of them.',
    waitsForChanges: '— waiting for changes; ^C ends —',
    runsAgain: '— a file has changed: it runs again —',
    inputTooLong: (most) => `the input is longer than ${most} bytes; no more can be given to a program.`,
    kind: (file) => `${file}: only .ts, .mts, .js and .mjs files can be run.`,
    python: (file) => `${file} is a Python file; the sandbox runs TypeScript and JavaScript. Run it with python3.`,
    badNumber: (option, value, least, most) => `${option} takes a number from ${least} to ${most}, not "${value}".`,
    badWhole: (option, value, most) => `${option} takes a whole number from 0 to ${most}, not "${value}".`,
    badClock: (value) => `--clock takes auto, virtual or real, not "${value}".`,
    empty: 'The file is empty: nothing ran.',
    inTask: (name) => `in task ${name}`,
    waitedFor: 'It was raised in another thread or process, and came out where that was waited for:',
    interrupted: 'interrupted',
    status: {
      done: 'done',
      failed: 'failed',
      rejected: NOT_RUN.en,
      deadlock: 'deadlock',
      timeout: 'stopped by the time limit',
      memory: 'stopped by the memory limit',
      output: 'stopped by the output limit',
      killed: 'killed',
    },
  },
  zh: {
    help: `用法：async-tutor run 文件 [选项]

在沙箱里运行一个程序（.ts、.mts、.js、.mjs），以及它从所在目录导入的文件
（import … from "./queue.ts"；.json 用 with { type: "json" }）。程序的输出写到 stdout；错误、警告和一行小结写到 stderr。
TypeScript 的类型只会去掉，不做检查。

选项
  --json             改为输出一个 JSON 对象：status、output、errors、tasks、warnings、limits
  --plain            纯文本输出到 stdout 和 stderr（不写时，终端里会打开面板：时间线上的每个任务）
  --narrate          每件事输出一句话，代替程序自己的输出
  --trace 文件       保存整个过程：供 \`async-tutor open\`、Perfetto 和 chrome://tracing 打开
  --svg 文件         把时间线画成图片；--svg-theme 可取 light（默认）或 dark
  --clock 种类       auto（默认）：跳过空闲时间，超过 50 毫秒的 CPU 时间计入时钟
                     virtual：跳过空闲时间，不计入任何实测时间；每次结果都相同
                     real：真实时间
  --timeout 秒       实际运行满这么多秒后停止（默认 10；其间不用 await 让出时为 5）
  --memory MB        程序的 V8 堆大小（默认 64）
  --seed N           Math.random 的种子（默认：virtual 时钟为 1，其他时钟随机）
  --input 文件       程序用 "stdin" 的 await read() 或 lines() 读到的内容；- 表示标准输入
  --watch            程序的任何文件有改动时重新运行，在面板里也是如此；按 ^C 结束
  -- 参数            -- 后面的内容是 process.argv.slice(2)
  --lang en|zh       提示语言
  --help             显示本说明

退出码：0 完成 · 1 失败或死锁 · 2 用法错误或没有该文件 · 3 被拒绝，没有运行 · 4 被限制终止
130 被 ^C 中断 · 143 被 SIGTERM 中断
程序用 process.exit(n) 或 process.exitCode = n 结束自己：n 为 0 是完成，否则是失败（1）
由几个文件组成的程序，--json 里每个 "line" 旁边都有 "file"`,
    summary: (outcome, seconds, tasks) =>
      outcome === NOT_RUN.zh ? outcome : `${outcome} · 时钟 ${seconds} 秒${tasks === 0 ? '' : ` · ${tasks} 个任务`}`,
    more: {
      seconds: '可用 --timeout 放宽。',
      'seconds without an await': '可用 --timeout 放宽。',
      memory: '可用 --memory 放宽。',
    },
    noFile: 'run 需要一个文件：async-tutor run 文件',
    oneFile: 'run 一次只运行一个文件。',
    missing: (file) => `没有文件 ${file}。`,
    directory: (file) => `${file} 是目录，请指定其中的文件。`,
    notRegular: (file) => `${file} 不是普通文件。`,
    unreadable: (file, why) => `无法读取 ${file}：${why}。`,
    tooLong: (file, bytes, most) => `${file} 有 ${bytes} 字节；最多只能运行 ${most} 字节的文件。`,
    watchOrJson: '--watch 会多次运行程序，而 --json、--trace、--svg 只对应一次运行：请去掉其中一个。',
    waitsForChanges: '— 等待文件改动；按 ^C 结束 —',
    runsAgain: '— 文件有改动：重新运行 —',
    inputTooLong: (most) => `输入超过 ${most} 字节；最多只能给程序这么多。`,
    kind: (file) => `${file}：只能运行 .ts、.mts、.js 和 .mjs 文件。`,
    python: (file) => `${file} 是 Python 文件；沙箱运行 TypeScript 和 JavaScript。请用 python3 运行它。`,
    badNumber: (option, value, least, most) => `${option} 需要 ${least} 到 ${most} 之间的数，而不是“${value}”。`,
    badWhole: (option, value, most) => `${option} 需要 0 到 ${most} 之间的整数，而不是“${value}”。`,
    badClock: (value) => `--clock 可取 auto、virtual 或 real，而不是“${value}”。`,
    empty: '文件是空的：什么也没有运行。',
    inTask: (name) => `在任务 ${name} 里`,
    waitedFor: '它是在另一个线程或进程里抛出的，从等待它的这一行传了出来：',
    interrupted: '已中断',
    status: {
      done: '完成',
      failed: '失败',
      rejected: NOT_RUN.zh,
      deadlock: '死锁',
      timeout: '因时间限制停止',
      memory: '因内存限制停止',
      output: '因输出限制停止',
      killed: '被终止',
    },
  },
};
