/** How an error is told: what the sandbox says in the reader's language, what programs and JavaScript say as it is. */
import type { Language } from '../course/course.ts';
import type { ErrorText, EventOf } from '../trace/event.ts';
import type { SayingCode } from '../trace/saying.ts';
import { deadlockInChinese } from './deadlock-words.ts';

/** What stands for the name of what is thrown and is no error. */
const THROWN = 'Thrown value';

/** What the realm says of code that was stopped where it stood. */
const CUT_OFF: { readonly [name: string]: { readonly is: string; readonly inChinese: string } | undefined } = {
  __proto__: null as never,
  KeyboardInterrupt: { is: 'stopped here', inChinese: '在这里被停下' },
  TimeLimit: { is: 'the program was stopped here', inChinese: '程序在这里被停止' },
};

/** `TypeError: x is not a function`; no name where it says nothing. Line breaks and controls stay: not `harmless` yet. */
export function errorText(error: ErrorText, language: Language): string {
  const { name, message, saying, whole } = error;
  if (language === 'zh' && CUT_OFF[name]?.is === message) return `${name}：${CUT_OFF[name].inChinese}`;
  if (saying !== undefined && language === 'zh') return CHINESE[saying.code](...saying.args);
  if (name === 'Rejected') return message;
  if (name === 'DeadlockError' && language === 'zh') return `${name}: ${deadlockInChinese(message)}`;
  if (whole !== undefined) return whole;
  if (name === THROWN && language === 'zh') return `抛出的值：${message}`;
  return message === '' ? name : `${name}: ${message}`;
}

export function warningText(
  { message, saying }: Pick<EventOf<'warning'>, 'message' | 'saying'>,
  language: Language,
): string {
  if (language === 'en') return message;
  return saying === undefined ? warningInChinese(message) : CHINESE[saying.code](...saying.args);
}

/** `realm/remote-loop.ts` has the same in English. */
const NOT_THREAD_SAFE =
  /^(future\.[a-zA-Z]{1,20}\(\)) is not thread-safe: the loop is not woken by it\. Write (.{1,80})$/;

/** What the running program is warned of travels in English, and is told by its form. CPython's own warnings stay as they are. */
function warningInChinese(message: string): string {
  const [, call, instead] = NOT_THREAD_SAFE.exec(message) ?? [];
  return call === undefined ? message : `${call} 不是线程安全的：它不会唤醒事件循环。请写 ${instead}`;
}

/** `tg.create_task is not a function`: what it is called here; null for any other error. */
export function camelCaseHint(message: string, language: Language): string | null {
  const called = /^([\p{ID_Continue}$.]*\.)?([a-z]+(?:_[a-z]+)+) is not a function/u.exec(message);
  if (called === null) return null;
  const name = (called[1] ?? '') + called[2]!.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return language === 'en' ? `Names are in camelCase here: \`${name}\`.` : `这里的名字用驼峰写法：\`${name}\`。`;
}

/** Names in quotes, with the commas of Chinese between them. */
function listed(names: string): string {
  return names.replaceAll(', ', '、');
}

/** `sandbox/node-modules.ts` has the same in English. */
const INSTEAD: { readonly [what: string]: string | undefined } = {
  bytes: '请用 `Uint8Array`，文本用 `TextEncoder` 和 `TextDecoder` 转换',
  globalThis: '请写 `globalThis`',
  performance: '请用 `performance.now()`，单位是毫秒',
  error: '请写 `if (…) throw new Error(…)`',
  context: '属于任务的数据请用 "asyncio" 的 `ContextVar`',
  pool: '请用 "concurrent.futures" 的 `ThreadPoolExecutor` 或 `ProcessPoolExecutor`，或者 "asyncio" 的 `toThread`',
  fetch: '只能访问演示服务：`await fetch("http://demo.test/")`',
  files: '只能读取示例文件：`import { read } from "files"`；程序要处理的内容请用 --input 文件 给它',
  process: '`process` 不用导入就有',
  stdin: '请用 `import { lines, read } from "stdin"`，并加上 --input 文件',
  generator: '请用 async 生成器，或者 "asyncio" 的 `Queue`',
};

const NOTHING = '沙箱里没有类似的东西';

/** In English the message says it already. */
const CHINESE: { readonly [C in SayingCode]: (...args: readonly string[]) => string } = {
  tooLong: (characters, most) => `文件太长：有 ${characters} 个字符，最多只能运行 ${most} 个字符的文件。`,
  notText: () => '这不是文本文件：其中有程序里不会出现的字节。',
  tooDeep: () => '程序嵌套得太深，无法读取。',
  bracketsTooDeep: (most) => `括号嵌套超过了 ${most} 层。`,
  statementTooLong: () => '这条语句太长，无法读取。',
  typesThatAreCode: (what, here) => `不能用 \`${what}\`：这里只去掉类型，不会把类型变成代码。请写 \`${here}\`。`,
  python: (written, here) => `\`${written}\` 是 Python 的写法，这里请写 \`${here}\`。`,
  pythonImport: (written, here) => `\`${written}\` 是 Python 的写法，这里请写 \`${here}\`。`,
  pythonTemplate: () => '`f"…"` 是 Python 的写法，这里请用反引号，把 `{name}` 写成 `${name}`。',
  asyncioIsThere: () => '会话里已经有 asyncio 的所有名字，不用导入。其他模块请写 `import * as time from "time"`。',
  fullWidth: (written, meant) => `SyntaxError: \`${written}\` 是全角符号，请改成 \`${meant}\``,
  endsTooEarly: () => 'SyntaxError: 代码还没有写完，后面缺少内容',
  neverClosed: (bracket) => `SyntaxError: 有一个 \`${bracket}\` 没有闭合`,
  unexpected: (found) => `SyntaxError: 这里不应该出现 \`${found}\``,
  missingBefore: (found) => `SyntaxError: \`${found}\` 前面缺少内容`,
  neededHere: (needed, found) => `SyntaxError: 这里应该是 \`${needed}\`，而不是 \`${found}\``,
  nameNeeded: (found) => `SyntaxError: 这里应该是一个名字，而不是 \`${found}\``,
  unterminated: (opening) =>
    `SyntaxError: 从这里的${opening === '`' ? '反引号' : ` \`${opening}\` `}开始，一直没有结束`,
  reservedWord: (word) => `SyntaxError: \`${word}\` 是语言的保留字，不能用作名字`,
  octal: (written, here) => `SyntaxError: \`${written}\` 不是合法的数：八进制数请写 \`${here}\``,
  needsValue: (what) => `SyntaxError: \`${what}\` 声明必须有初始值，请写上 \`= …\``,
  notHere: (what) => `SyntaxError: 这里不能用 \`${what}\``,
  returnOutside: () => 'SyntaxError: `return` 只能写在函数里',
  breakOutside: () => 'SyntaxError: `break` 只能写在循环或 `switch` 里',
  continueOutside: () => 'SyntaxError: `continue` 只能写在循环里',
  awaitOutside: () => 'SyntaxError: `await` 只能写在 async 函数里：请在所在的函数前面加上 `async`',
  alreadyDeclared: (name) => `SyntaxError: \`${name}\` 已经声明过了`,
  sameParameter: () => 'SyntaxError: 有两个参数同名',
  notAssignable: () => 'SyntaxError: 不能给这里的表达式赋值',
  mixedNullish: () => 'SyntaxError: `??` 和 `&&`、`||` 混用时要加括号：`(a ?? b) || c`',
  throwAlone: () => 'SyntaxError: 要抛出的内容必须和 `throw` 写在同一行',
  usingNeedsBlock: () => 'SyntaxError: 这里的 `using` 和 `await using` 只能写在代码块里：`{ await using x = …; … }`',
  noDynamicImport: () => '这里不能用 import()：请在文件开头写 `import … from "…"`。',
  noImportMeta: () => '这里没有 import.meta：沙箱里的程序没有自己的文件。',
  noWith: () => '这里不能用 `with`：请写 `object.name`，让每个名字都看得出来自哪里。',
  noModule: (module, known) =>
    `这里没有${module === '' ? '这个' : ` "${module}" `}模块。沙箱里的程序可以导入 ${listed(known)}。`,
  noPackage: (module, known) =>
    `这里没有 "${module}" 模块，也不能使用安装的包：请把需要的代码复制到程序所在的目录里。沙箱里的程序可以导入 ${listed(known)}。`,
  noNodeModule: (module, instead, known) =>
    `这里没有 Node 的 "${module}"：${INSTEAD[instead] ?? NOTHING}。沙箱里的程序可以导入 ${listed(known)}。`,
  notOfNode: (name) =>
    name === 'require' || name === 'module' || name === 'exports'
      ? `这里没有 \`${name}\`：请用 \`import … from "…"\` 和 \`export\`。`
      : `这里没有 \`${name}\`：沙箱里的程序看不到这台机器的目录。`,
  noGlobal: (name, instead) => `这里没有 \`${name}\`：${INSTEAD[instead] ?? NOTHING}。`,
  noDefaultExport: (module, name) => `"${module}" 没有默认导出：请写 \`import * as ${name} from "${module}"\`。`,
  noStrangeExport: (module) => `"${module}" 没有导出这个名字。`,
  noExport: (module, name, near) =>
    `"${module}" 没有导出 \`${name}\`。${near === '' ? '' : `是不是想写 \`${near}\`？`}`,
  noExportFrom: () => '这里的 `export … from` 没有可以导出的去处。',
  noOwnFile: (name, meant) => `没有文件 "${name}"。${meant === '' ? '' : `是不是想写 "${meant}"？`}`,
  noOwnEnding: (name, meant) =>
    `请写出文件的扩展名：${meant === '' ? `"${name}.ts" 或者它实际的名字` : `"${meant}"`}，而不是 "${name}"。`,
  ownOutside: (name) => `"${name}" 在程序所在的目录之外：只能导入这个目录里的文件。`,
  ownLink: (name) => `"${name}" 是通向程序目录之外的链接：只能导入这个目录里的文件。`,
  ownNotRegular: (name) => `"${name}" 不是普通文件。`,
  ownKind: (name) => `"${name}" 不能导入：只能导入 .ts、.mts、.js、.mjs 和 .json 文件。`,
  ownStrangeName: () => '文件名里有不能用的字符：请改用字母、数字、空格、点、连字符和下划线。',
  ownTooMany: (name, most) => `程序的文件太多，"${name}" 没有读取：除了第一个文件，最多 ${most} 个。`,
  ownTooLong: (name, most) => `"${name}" 没有读取：程序的所有文件加起来最多 ${most} 个字符。`,
  ownUnreadable: (name) => `"${name}" 无法读取。`,
  ownNoExport: (file, name, near) => `"${file}" 没有导出 \`${name}\`。${near === '' ? '' : `是不是想写 \`${near}\`？`}`,
  ownTypeOnly: (file, name) =>
    `\`${name}\` 在 "${file}" 里是类型，运行时不存在：请写 \`import type { ${name} } from "${file}"\`。`,
  ownNoDefault: (file, name) => `"${file}" 没有默认导出：请写 \`import * as ${name} from "${file}"\`。`,
  ownSeveralExports: (file, name) =>
    `"${file}" 从几个文件里用 \`export *\` 导出了不同的 \`${name}\`：请按名字导出其中一个。`,
  jsonNeedsType: (file) => `导入 JSON 要写明类型：\`import … from "${file}" with { type: "json" }\`。`,
  jsonOnlyDefault: (file) => `JSON 文件只有默认导出：请写 \`import data from "${file}" with { type: "json" }\`。`,
  noSuchAttribute: () => '这里只有 JSON 文件的 `with { type: "json" }`：请去掉它。',
  notJson: (what) => `这不是 JSON：${what}`,
  coroutineShadowed: (name) =>
    `在这个函数体里，\`${name}\` 是普通的 async 函数，不是协程：请写 \`const ${name} = coroutine(async (…) => { … })\`。`,
  moduleNotImported: (module) => `\`${module}\` 还没有导入：请写 \`import * as ${module} from "${module}"\`。`,
  nameNotImported: (name, module) => `\`${name}\` 还没有导入：请写 \`import { ${name} } from "${module}"\`。`,
  noName: (name, meant) => `这里没有 \`${name}\`。是不是想写 \`${meant}\`？`,
  notImported: (name, meant, module) =>
    (meant === name ? `\`${name}\` 还没有导入。` : `这里没有 \`${name}\`。是不是想写 \`${meant}\`？`) +
    `请在文件开头写 \`import { ${meant} } from "${module}"\`。`,
  neverAwaited: (name) =>
    `\`${name}(…)\` 只创建一个协程，没有人等待它，里面的代码就不会运行。请写 \`await ${name}(…)\`；要让它与这里的代码同时进行，请写 \`createTask(${name}(…))\`。`,
  neverRun: (name) =>
    `\`${name}(…)\` 只创建一个协程，里面的代码不会运行。请写 \`await run(${name}(…))\`：它会启动事件循环，在里面运行这个协程。`,
  notCalled: (name, taker) =>
    `\`${name}\` 是函数本身，而 \`${taker}\` 需要调用它得到的协程：请写 \`${taker}(${name}())\`。`,
  functionAwaited: (name) => `\`${name}\` 是函数本身，等待它什么也不会发生：请写 \`await ${name}()\`，先调用它。`,
  blockingAwaited: (name) =>
    `这个 \`${name}\` 来自 "time"：它会阻塞线程，其间没有任何任务能够运行，也没有什么可以等待。请使用 "asyncio" 的 \`sleep\`。`,
  runNotAwaited: (name) =>
    `与 Python 不同，\`${name}(…)\` 不会在这里停下：它返回一个 Promise，后面的代码会先运行。请写 \`await ${name}(…)\`。`,
  joinNotAwaited: (name) =>
    `与 Python 不同，\`${name}.join()\` 不会在这里停下：它返回一个 Promise，后面的代码会先运行。请写 \`await ${name}.join()\`，或者会阻塞本线程的 \`${name}.joinSync()\`。`,
  shutdownNotAwaited: (name) =>
    `与 Python 不同，\`${name}.shutdown()\` 不会在这里停下：它返回一个 Promise，后面的代码会先运行。请写 \`await ${name}.shutdown()\`，或者用 \`using ${name} = …\` 创建线程池或进程池：它会在代码块结束时阻塞本线程。`,
  poolFutureAwaited: (name) =>
    `\`${name}\` 是 "concurrent.futures" 的 future，不能用 await 等待。在任务里请写 \`await wrapFuture(${name})\`（来自 "asyncio"），或者用 \`await getRunningLoop().runInExecutor(pool, f, …)\` 来调用函数；\`${name}.result()\` 会阻塞本线程。`,
  taskReturned: () =>
    'async 函数不能返回任务：JavaScript 会先等待它，调用者得到的是它的结果。请装进盒子里返回：`return [task]`，再用 `const [task] = await …` 取出。',
  catchSwallows: (error) =>
    `这个 \`catch\` 也会捕获 CancelledError：任务在这里被取消，却会若无其事地继续。请在开头写 \`if (!isException(${error})) throw ${error};\`（\`isException\` 来自 "asyncio"）。`,
  promiseCombinator: (method, instead) =>
    `\`Promise.${method}\` 要在同一个任务里等待其中好几个，而一个任务一次只能等待一件事。请写 \`${instead}\`，它会为每一个创建任务。`,
  plainAsyncFunction: (name, taker) =>
    `\`${name}\` 是普通的 async 函数：一调用就开始运行，得到的是 Promise，而 \`${taker}\` 需要协程。请写 \`const ${name} = coroutine(async (…) => { … })\`。`,
  notReadInTime: () => '没能及时读完这个程序。',
  sandboxEnded: () => '沙箱意外结束了。',
  sandboxNotStarted: (why) => `沙箱无法启动：${why}`,
  sandboxBroke: (how) => `沙箱没有遵守协议，已被终止（${how}）。`,
};
