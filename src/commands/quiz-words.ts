/** What `async-tutor quiz` says, in both languages. */
import type { Language } from '../course/course.ts';

interface QuizWords {
  readonly help: string;
  readonly oneTopic: string;
  readonly noQuiz: (topic: string, ids: readonly string[]) => string;
  readonly noQuestions: string;
  readonly badAnswers: (file: string, why: string) => string;
  readonly unknownQuestion: (id: string, ids: readonly string[]) => string;
  readonly badAnswer: (id: string, needs: string) => string;
  readonly needs: { readonly [form: string]: string };
  readonly noTerminal: string;
  /** Of the plain form. */
  readonly order: string;
  readonly orderSpare: string;
  readonly orderWrong: string;
  readonly output: string;
  readonly seconds: string;
  readonly secondsWrong: string;
  readonly line: string;
  readonly program: string;
  readonly belongs: (left: string) => string;
  /** Said first: what this form cannot do. */
  readonly plainly: string;
  /** What keys do, by the library's own words. */
  readonly actions: { readonly [action: string]: string };
  readonly checking: string;
}

export const QUIZ_WORDS: { readonly [L in Language]: QuizWords } = {
  en: {
    help: `Usage: async-tutor quiz [TOPIC] [options]

The questions of a chapter, on the tutor's screen. TOPIC is a unique part of the chapter's id; without it, the chapter
where you stopped.

Options
  --plain          ask line by line, without the screen
  --answers FILE   answer from a JSON file, and print one JSON object: what was right, and why not
                   { "question-id": [2], "another": "text" }: numbers of options or items as they are written in
                   the course, from 1; for pairs the right side of each left one; else what one would type
  --course DIR     another course: a folder with lessons/ and quizzes/ in it
  --data DIR       where progress is kept (--answers keeps none)
  --lang en|zh     language
  --help           this text

Exit status of --answers: 0 all right · 1 not all · 2 usage`,
    oneTopic: 'quiz takes one topic.',
    noQuiz: (topic, ids) => `there is no one quiz for "${topic}". There are:\n  ${ids.join('\n  ')}`,
    noQuestions: 'this course has no questions.',
    badAnswers: (file, why) => `${file} cannot be read as answers: ${why}`,
    unknownQuestion: (id, ids) => `there is no question "${id}" here. There are:\n  ${ids.join('\n  ')}`,
    badAnswer: (id, needs) => `the answer to "${id}" needs ${needs}.`,
    needs: {
      pick: 'a list of the numbers of options: [1] or [1, 3]',
      arrange: 'a list of the numbers of items in their order: [2, 1, 3]',
      pair: 'a list with the number of the right side for each left one: [2, 1, 3]',
      type: 'a text',
      edit: 'a text',
    },
    noTerminal: 'the quiz needs a terminal. Without one: --answers FILE',
    order: 'In which order? Numbers, with spaces between them',
    orderSpare: 'In which order? Numbers, with spaces between them; leave out what does not belong there',
    orderWrong: 'Write each number at most once, and only numbers that are there.',
    output: 'What does it print? One line after the other; an empty line ends it',
    seconds: 'How many seconds does it take?',
    secondsWrong: 'Write seconds as a number: 2 or 0.5.',
    line: 'The missing line',
    program: 'Enter opens the program in your editor; save it and close the editor',
    belongs: (left) => `What belongs to: ${left}`,
    plainly: 'Where a question says “step” or “rewind”, think it through, or run it on the screen: async-tutor quiz',
    actions: {},
    checking: 'Running …',
  },
  zh: {
    help: `用法：async-tutor quiz [主题] [选项]

一章的题目，在教程的界面上作答。“主题”写该章 id 中独有的一段；不写就是上次停下的那一章。

选项
  --plain          不用界面，一行一行地问
  --answers 文件   从 JSON 文件里读答案，输出一个 JSON 对象：哪些对，哪些不对、为什么
                   { "题目 id": [2], "另一题": "文本" }：数字是选项或条目在课程文件里的序号，从 1 起；
                   配对题写每个左项对应的右项；其余写要输入的内容
  --course 目录    另一门课程：里面有 lessons/ 和 quizzes/ 的目录
  --data 目录      学习进度存放在哪里（--answers 不记进度）
  --lang en|zh     语言
  --help           显示本说明

--answers 的退出状态：0 全对 · 1 不全对 · 2 用法错误`,
    oneTopic: 'quiz 一次只考一个主题。',
    noQuiz: (topic, ids) => `没有唯一对应“${topic}”的测验。现有：\n  ${ids.join('\n  ')}`,
    noQuestions: '这门课程没有题目。',
    badAnswers: (file, why) => `${file} 不能当作答案读取：${why}`,
    unknownQuestion: (id, ids) => `这里没有题目“${id}”。现有：\n  ${ids.join('\n  ')}`,
    badAnswer: (id, needs) => `“${id}”的答案要写${needs}。`,
    needs: {
      pick: '选项序号的列表：[1] 或 [1, 3]',
      arrange: '条目序号按顺序排成的列表：[2, 1, 3]',
      pair: '每个左项对应的右项序号的列表：[2, 1, 3]',
      type: '一段文本',
      edit: '一段文本',
    },
    noTerminal: '测验需要在终端里进行。没有终端时：--answers 文件',
    order: '顺序是什么？写序号，用空格分开',
    orderSpare: '顺序是什么？写序号，用空格分开；用不上的不写',
    orderWrong: '每个序号最多写一次，而且必须是列出来的。',
    output: '它会输出什么？一行一行地写，空行结束',
    seconds: '它要用多少秒？',
    secondsWrong: '请写成数字：2 或 0.5。',
    line: '缺的那一行',
    program: '按 Enter 在编辑器里打开程序，改好后保存并关闭',
    belongs: (left) => `哪个属于：${left}`,
    plainly: '题目里说“单步”“回到开头”的地方，请在脑子里走一遍，或到界面上运行：async-tutor quiz',
    actions: { navigate: '移动', select: '选择', submit: '提交', all: '全选', invert: '反选' },
    checking: '正在运行……',
  },
};
