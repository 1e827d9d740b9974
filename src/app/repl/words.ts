/** Every word of a live session, in both languages. */
import type { Language } from '../../course/course.ts';
import type { CommandName } from './commands.ts';

interface KeyWords {
  readonly complete: string;
  readonly search: string;
  readonly panel: string;
  readonly prompt: string;
  readonly cancel: string;
  readonly exit: string;
  readonly clear: string;
  readonly scroll: string;
  readonly speed: string;
}

export type ReplKey = keyof KeyWords;

interface ReplWords {
  readonly title: string;
  readonly panelTitle: string;
  readonly welcome: readonly string[];
  readonly keys: KeyWords;
  readonly starting: string;
  readonly runs: (entries: string) => string;
  readonly paused: string;
  readonly search: (text: string, isFound: boolean) => string;
  readonly scrolled: (rows: number) => string;
  readonly again: string;
  readonly cancelled: string;
  readonly taskFailed: (name: string) => string;
  readonly uncaught: (error: string) => string;
  readonly stopped: string;
  readonly error: string;
  /** Each command: what is typed after it, and what it does. */
  readonly commands: { readonly [C in CommandName]: readonly [usage: string, meaning: string] };
  readonly keysTitle: string;
  readonly keyLines: readonly (readonly [keys: string, meaning: string])[];
  readonly noCommand: (typed: string) => string;
  readonly usage: (name: CommandName, usage: string) => string;
  readonly noTasks: string;
  readonly noTask: (name: string) => string;
  readonly cancelAsked: (name: string) => string;
  readonly time: (clock: string, speed: number) => string;
  readonly lastTook: (entry: number, seconds: string) => string;
  readonly speedIs: (speed: number) => string;
  readonly speeds: (speeds: string) => string;
  readonly wrote: (file: string, entries: number) => string;
  readonly traced: (file: string) => string;
  readonly cannotWrite: (file: string, why: string) => string;
  readonly isFile: (entry: number, file: string) => string;
  readonly runsProgram: (file: string) => string;
  readonly programEnded: (outcome: string, seconds: string) => string;
  readonly reset: string;
  readonly rebuilding: (entries: number) => string;
  readonly rebuilt: (entries: number, cancelled: number, isBehind: boolean) => string;
  readonly notRebuilt: string;
  readonly notBack: (entry: number) => string;
  readonly noFileName: string;
}

const english: ReplWords = {
  title: 'async-tutor repl',
  panelTitle: 'Tasks and loop',
  welcome: ['await works at the top level, and all of asyncio is there without an import. .help tells the rest.'],
  keys: {
    complete: 'complete',
    search: 'search',
    panel: 'panel',
    prompt: 'prompt',
    cancel: 'cancel',
    exit: 'exit',
    clear: 'clear',
    scroll: 'scroll',
    speed: 'speed',
  },
  starting: 'starting',
  runs: (entries) => `${entries} runs · ^C cancels`,
  paused: 'paused · ^O Space goes on',
  search: (text, isFound) => `${isFound ? 'search' : 'not found'}: ${text}`,
  scrolled: (rows) => `▾ ${rows} more · PgDn`,
  again: 'Once more ^C, or ^D, to exit.',
  cancelled: 'cancelled',
  taskFailed: (name) => `${name} failed, and no entry waits for it:`,
  uncaught: (error) => `Uncaught ${error}`,
  stopped: 'stopped where it stood',
  error: 'Error',
  commands: {
    help: ['[COMMAND]', 'this list, or what a command does'],
    tasks: ['', 'the tasks that live, and what each waits for'],
    loop: ['', "the loop's queue and timers"],
    cancel: ['NAME', 'cancels a task: by its name, its letter, or [3] for an entry'],
    pause: ['', 'stops the clock and the loop, or lets them go on'],
    step: ['[N]', 'one step of the loop, or N'],
    speed: ['[N]', 'how fast the clock goes: 0.25 to 16'],
    time: ['', "the loop's clock, and what the last entry took"],
    trace: ['FILE', 'writes what has happened, for Perfetto'],
    load: ['FILE', 'enters a file; one that calls run() runs as its own program'],
    save: ['FILE', 'writes the entries that ended well'],
    edit: ['', 'what is typed, in $EDITOR'],
    clear: ['', 'clears the screen'],
    reset: ['', 'begins a new session'],
    lang: ['en|zh', 'English or 简体中文'],
    exit: ['', 'leaves'],
  },
  keysTitle: 'Keys',
  keyLines: [
    ['Tab', 'completes; again: the next one'],
    ['↑ ↓ ^P ^N', 'move between lines; beyond them, the history'],
    ['^R', 'searches the history'],
    ['^A ^E ^B ^F Alt-B Alt-F', 'moves'],
    ['^K ^U ^W Alt-D ^Y', 'kills, and puts back'],
    ['^_', 'undoes'],
    ['^C', 'cancels the entry that runs, else drops what is typed'],
    ['^O', 'to the panel: Space pauses, → steps, ← goes back, + - speed, g G'],
    ['PgUp PgDn', 'scrolls'],
    ['^L ^D', 'clears; exits'],
  ],
  noCommand: (typed) => `There is no command .${typed}. .help lists them.`,
  usage: (name, usage) => `Write .${name} ${usage}`,
  noTasks: 'No task lives.',
  noTask: (name) => `No task that lives is called ${name}. .tasks lists them.`,
  cancelAsked: (name) => `${name} was asked to cancel.`,
  time: (clock, speed) => `clock ${clock} s, at ${speed}x`,
  lastTook: (entry, seconds) => `[${entry}] took ${seconds} s`,
  speedIs: (speed) => `The clock goes at ${speed}x.`,
  speeds: (speeds) => `Write .speed N, where N is one of ${speeds}.`,
  wrote: (file, entries) => `${file}: ${entries === 1 ? '1 entry' : `${entries} entries`}.`,
  traced: (file) => `${file} is written. It opens in Perfetto, and with: async-tutor open ${file}`,
  cannotWrite: (file, why) => `${file} cannot be written: ${why}.`,
  isFile: (entry, file) => `[${entry}] is ${file}`,
  runsProgram: (file) => `${file} calls run(): it runs as a program of its own. ^C stops it.`,
  programEnded: (outcome, seconds) => `It ${outcome}, ${seconds} s on its clock.`,
  reset: 'A new session: nothing is declared.',
  rebuilding: (entries) =>
    `The session is over. It is built again from the ${entries === 1 ? 'entry' : `${entries} entries`} that ended well …`,
  rebuilt: (entries, cancelled, isBehind) =>
    `The session is back: ${entries === 1 ? '1 entry was' : `${entries} entries were`} entered again` +
    `${cancelled === 0 ? '' : `, ${cancelled} of them cancelled`}. ` +
    `${isBehind ? 'Its tasks are not as far as they were. ' : ''}` +
    'What depends on real time may differ: requests, threads, what was measured.',
  notRebuilt: 'It could not be built again: this is a new session.',
  notBack: (entry) => `[${entry}] ended it once more, and is left out.`,
  noFileName: 'Name a file.',
};

const chinese: ReplWords = {
  title: 'async-tutor repl',
  panelTitle: '任务与循环',
  welcome: ['顶层可以用 await，asyncio 的所有名字不用导入。输入 .help 查看更多。'],
  keys: {
    complete: '补全',
    search: '搜索',
    panel: '面板',
    prompt: '输入',
    cancel: '取消',
    exit: '退出',
    clear: '清屏',
    scroll: '滚动',
    speed: '速度',
  },
  starting: '正在启动',
  runs: (entries) => `${entries} 运行中 · ^C 取消`,
  paused: '已暂停 · ^O Space 继续',
  search: (text, isFound) => `${isFound ? '搜索' : '没有找到'}：${text}`,
  scrolled: (rows) => `▾ 下面还有 ${rows} 行 · PgDn`,
  again: '再按一次 ^C 或 ^D 退出。',
  cancelled: '已取消',
  taskFailed: (name) => `${name} 失败了，没有输入在等它：`,
  uncaught: (error) => `未捕获的 ${error}`,
  stopped: '已在原处停下',
  error: '错误',
  commands: {
    help: ['[命令]', '列出命令，或说明一个命令'],
    tasks: ['', '现有的任务，各自在等什么'],
    loop: ['', '循环的队列和定时器'],
    cancel: ['名字', '取消任务：写名字、字母，或用 [3] 表示第 3 次输入'],
    pause: ['', '暂停时钟和循环，或继续'],
    step: ['[N]', '让循环走一步，或 N 步'],
    speed: ['[N]', '时钟的速度：0.25 到 16'],
    time: ['', '循环的时钟，上一次输入用了多久'],
    trace: ['文件', '把发生过的事写成 Perfetto 文件'],
    load: ['文件', '输入一个文件；调用 run() 的文件作为独立程序运行'],
    save: ['文件', '保存成功的输入'],
    edit: ['', '在 $EDITOR 里编辑正在输入的内容'],
    clear: ['', '清屏'],
    reset: ['', '开始新的会话'],
    lang: ['en|zh', 'English 或简体中文'],
    exit: ['', '退出'],
  },
  keysTitle: '按键',
  keyLines: [
    ['Tab', '补全；再按一次：下一个'],
    ['↑ ↓ ^P ^N', '上下移动光标；到头后翻历史记录'],
    ['^R', '搜索历史记录'],
    ['^A ^E ^B ^F Alt-B Alt-F', '移动光标'],
    ['^K ^U ^W Alt-D ^Y', '剪切，放回'],
    ['^_', '撤销'],
    ['^C', '取消正在运行的输入，否则放弃正在写的内容'],
    ['^O', '转到面板：Space 暂停，→ 单步，← 后退，+ - 速度，g G'],
    ['PgUp PgDn', '滚动'],
    ['^L ^D', '清屏；退出'],
  ],
  noCommand: (typed) => `没有命令 .${typed}。.help 列出所有命令。`,
  usage: (name, usage) => `请写 .${name} ${usage}`,
  noTasks: '现在没有任务。',
  noTask: (name) => `现在没有叫 ${name} 的任务。.tasks 列出所有任务。`,
  cancelAsked: (name) => `已请求取消 ${name}。`,
  time: (clock, speed) => `时钟 ${clock} 秒，${speed} 倍速`,
  lastTook: (entry, seconds) => `[${entry}] 用了 ${seconds} 秒`,
  speedIs: (speed) => `时钟现在是 ${speed} 倍速。`,
  speeds: (speeds) => `请写 .speed N，N 可以是 ${speeds}。`,
  wrote: (file, entries) => `已写入 ${file}：${entries} 条输入。`,
  traced: (file) => `已写入 ${file}。可以用 Perfetto 打开，也可以用 async-tutor open ${file} 打开。`,
  cannotWrite: (file, why) => `无法写入 ${file}：${why}。`,
  isFile: (entry, file) => `[${entry}] 是 ${file}`,
  runsProgram: (file) => `${file} 调用了 run()，作为独立程序运行。^C 停止它。`,
  programEnded: (outcome, seconds) => `程序${outcome}，它的时钟走了 ${seconds} 秒。`,
  reset: '新的会话：什么都还没有声明。',
  rebuilding: (entries) => `会话结束了，正在用 ${entries} 条成功的输入重建……`,
  rebuilt: (entries, cancelled, isBehind) =>
    `会话恢复了：重新执行了 ${entries} 条输入${cancelled === 0 ? '' : `，其中 ${cancelled} 条已取消`}。` +
    `${isBehind ? '任务还没有进行到原来的地方。' : ''}与实际时间有关的结果可能与之前不同：请求、线程、计时。`,
  notRebuilt: '无法重建：这是新的会话。',
  notBack: (entry) => `[${entry}] 又让会话结束了，不再输入它。`,
  noFileName: '请写文件名。',
};

export const REPL_WORDS: { readonly [L in Language]: ReplWords } = { en: english, zh: chinese };
