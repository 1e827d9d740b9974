/** What `async-tutor repl` says where it has no screen, in both languages. */
import type { Language } from '../course/course.ts';

interface Words {
  readonly help: string;
  readonly noArguments: string;
  readonly needsTerminal: (command: string) => string;
  readonly cancelled: string;
  /** After a limit. */
  readonly over: string;
  readonly uncaught: (error: string) => string;
  readonly taskFailed: (name: string) => string;
}

export const REPL_COMMAND_WORDS: { readonly [L in Language]: Words } = {
  en: {
    help: `Usage: async-tutor repl [options]

A live session: every entry runs as a task of one event loop, with await at the top level and all of asyncio there without an
import. In a terminal the tasks are drawn beside it, and .help lists its commands and keys. Otherwise the entries come from stdin, one after
another: results go to stdout, errors to stderr, and the exit status is 1 if any entry failed, or if nobody caught an error of a
timer, a promise or a task. Of the commands there are .load, .save, .trace and .exit.

Options
  --timeout SECONDS  piped: stop an entry after so many real seconds of running (default 10, and 5 without an await)
  --memory MB        V8 heap of the session (default 64)
  --data DIR         where the history is kept
  --lang en|zh       language of messages
  --help             this text

Exit status: 0 done · 1 an entry failed, or an uncaught error · 2 usage · 3 rejected · 4 stopped by a limit`,
    noArguments: 'repl takes no file. To run one: async-tutor run FILE; in a session: .load FILE',
    needsTerminal: (command) => `${command} needs a terminal.`,
    cancelled: 'The entry was cancelled.',
    over: 'The session is over: entries after this one are not run.',
    uncaught: (error) => `Uncaught ${error}`,
    taskFailed: (name) => `${name} failed, and no entry waits for it:`,
  },
  zh: {
    help: `用法：async-tutor repl [选项]

实时会话：每次输入都作为同一个事件循环里的任务运行，顶层可以用 await，asyncio 的所有名字不用导入。在终端里，旁边会画出所有任务，
.help 列出命令和按键。否则从 stdin 依次读取输入：结果写到 stdout，错误写到 stderr；只要有一次输入失败，或者定时器、Promise、任务里有未捕获的错误，退出码就是 1。
可用的命令有 .load、.save、.trace 和 .exit。

选项
  --timeout 秒       非终端：一次输入实际运行满这么多秒后停止（默认 10；其间不用 await 让出时为 5）
  --memory MB        会话的 V8 堆大小（默认 64）
  --data 目录        历史记录存放的目录
  --lang en|zh       提示语言
  --help             显示本说明

退出码：0 完成 · 1 有输入失败，或有未捕获的错误 · 2 用法错误 · 3 被拒绝 · 4 被限制终止`,
    noArguments: 'repl 不需要文件。运行文件：async-tutor run 文件；在会话里：.load 文件',
    needsTerminal: (command) => `${command} 只能在终端里使用。`,
    cancelled: '这次输入已被取消。',
    over: '会话结束了：后面的输入不会再运行。',
    uncaught: (error) => `未捕获的 ${error}`,
    taskFailed: (name) => `${name} 失败了，没有输入在等它：`,
  },
};
