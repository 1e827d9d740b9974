/** What `async-tutor progress` says, in both languages. */
import type { Language } from '../course/course.ts';

interface ProgressWords {
  readonly help: string;
  readonly oneThing: string;
  /** A word that belongs to no option. */
  readonly tooMuch: (typed: string) => string;
  readonly noDataFolder: string;
  readonly chapter: (title: string, finished: number, lessons: number) => string;
  /** `screen` counts from 1. */
  readonly atScreen: (lesson: string, screen: number, screens: number) => string;
  readonly questions: (answered: number, right: number) => string;
  readonly exercises: (begun: number, solved: number) => string;
  readonly goOn: (lesson: string, screen: number) => string;
  readonly nothingYet: string;
  readonly keptIn: (folder: string) => string;
  readonly exported: (facts: number, file: string) => string;
  readonly cannotExport: (file: string, why: string) => string;
  readonly exists: (file: string) => string;
  readonly imported: (facts: number, added: number) => string;
  readonly missing: (file: string) => string;
  readonly notAFile: (file: string) => string;
  readonly unreadable: (file: string, why: string) => string;
  readonly noExport: (file: string) => string;
  readonly newer: (file: string, version: number) => string;
  readonly broken: (file: string, line: number, why: string) => string;
  readonly short: (file: string, found: number, promised: number) => string;
  readonly noSuchScope: (typed: string, near: string | null, known: readonly string[]) => string;
  readonly everything: string;
  /** `scope`: an id, or `everything`. */
  readonly ask: (scope: string) => string;
  /** How a learner says yes. */
  readonly yes: RegExp;
  readonly askForYes: string;
  readonly reset: (scope: string) => string;
  readonly notReset: string;
}

export const PROGRESS_WORDS: { readonly [L in Language]: ProgressWords } = {
  en: {
    help: `Usage: async-tutor progress [options]

Shows how far you are in the course: on stdout; what is wrong with the kept progress goes to stderr.

Options
  --json           print one JSON object instead
  --export FILE    write all progress to a new file; - is stdout
  --import FILE    add what is in such a file; what is there already counts once
  --reset [WHAT]   begin again: everything (the default), CHAPTER or CHAPTER/LESSON, by their ids
                   settings stay; what you typed is no longer shown, but is not erased
  --yes            do not ask before a reset
  --data DIR       the folder where progress is kept
  --course DIR     another course: a folder with lessons/ in it
  --lang en|zh     language of messages
  --help           this text

Exit status: 0 done · 1 progress could not be read in, or written · 2 usage`,
    oneThing: '--json, --export, --import and --reset are four things: ask for one at a time.',
    tooMuch: (typed) => `progress does not know what to do with "${typed}".`,
    noDataFolder: 'this system names no home folder. Say where progress is kept: --data DIR',
    chapter: (title, finished, lessons) =>
      `${title} · ${finished} of ${lessons} ${lessons === 1 ? 'lesson' : 'lessons'} finished`,
    atScreen: (lesson, screen, screens) => `${lesson} · screen ${screen} of ${screens}`,
    questions: (answered, right) =>
      `${answered} ${answered === 1 ? 'question' : 'questions'} answered, ${right} right the last time`,
    exercises: (begun, solved) => `${begun} ${begun === 1 ? 'exercise' : 'exercises'} begun, ${solved} solved`,
    goOn: (lesson, screen) => `Go on with: ${lesson}, screen ${screen}`,
    nothingYet: 'Nothing is done yet. async-tutor opens the course.',
    keptIn: (folder) => `Progress is kept in ${folder}`,
    exported: (facts, file) => `${facts} ${facts === 1 ? 'fact' : 'facts'} written to ${file}`,
    cannotExport: (file, why) => `${file} cannot be written: ${why}.`,
    exists: (file) => `there is a file ${file} already. Name a new one.`,
    imported: (facts, added) => `${facts} ${facts === 1 ? 'fact' : 'facts'} read, ${added} of them new`,
    missing: (file) => `there is no file ${file}.`,
    notAFile: (file) => `${file} is no ordinary file.`,
    unreadable: (file, why) => `${file} cannot be read: ${why}.`,
    noExport: (file) =>
      `${file} is no progress that async-tutor exported: its first line says no such thing. Nothing was imported.`,
    newer: (file, version) =>
      `${file} was exported by a newer async-tutor (format ${version}). Update this one. Nothing was imported.`,
    broken: (file, line, why) => `line ${line} of ${file} is broken: ${why} Nothing was imported; export it anew.`,
    short: (file, found, promised) =>
      `${file} ends too early: ${found} of ${promised} facts are there. Nothing was imported; copy it anew.`,
    noSuchScope: (typed, near, known) =>
      `there is no chapter or lesson "${typed}".${near === null ? '' : ` Did you mean "${near}"?`} There are:\n  ${known.join('\n  ')}`,
    everything: 'everything',
    ask: (scope) => `Begin again with ${scope}? [y/N] `,
    yes: /^\s*y(?:es)?\s*$/i,
    askForYes: 'nobody can be asked here: --yes says that the reset is meant.',
    reset: (scope) => `You begin again with: ${scope}`,
    notReset: 'Nothing was changed.',
  },
  zh: {
    help: `用法：async-tutor progress [选项]

显示课程学到了哪里（写到 stdout）；保存的进度有什么问题，写到 stderr。

选项
  --json           只输出一个 JSON 对象
  --export 文件    把全部进度写进一个新文件；- 表示 stdout
  --import 文件    把这种文件里的进度加进来；已经有的不会重复计算
  --reset [范围]   重新开始：everything（全部，默认）、章 或 章/课，都写 id
                   设置保留；写过的代码不再显示，但不会删除
  --yes            重新开始前不再询问
  --data 目录      保存进度的目录
  --course 目录    另一门课程：里面有 lessons/ 的目录
  --lang en|zh     消息的语言
  --help           显示本说明

退出状态：0 完成 · 1 进度无法导入或写入 · 2 用法错误`,
    oneThing: '--json、--export、--import、--reset 是四件事，一次只做一件。',
    tooMuch: (typed) => `progress 不知道“${typed}”是什么意思。`,
    noDataFolder: '系统没有给出主目录。请指定保存进度的目录：--data 目录',
    chapter: (title, finished, lessons) => `${title} · 共 ${lessons} 课，学完 ${finished} 课`,
    atScreen: (lesson, screen, screens) => `${lesson} · 第 ${screen} 屏，共 ${screens} 屏`,
    questions: (answered, right) => `答过 ${answered} 题，其中 ${right} 题最近一次答对`,
    exercises: (begun, solved) => `动手做过 ${begun} 个练习，完成 ${solved} 个`,
    goOn: (lesson, screen) => `接着学：${lesson}，第 ${screen} 屏`,
    nothingYet: '还没有开始学。输入 async-tutor 打开课程。',
    keptIn: (folder) => `进度保存在 ${folder}`,
    exported: (facts, file) => `已把 ${facts} 条记录写入 ${file}`,
    cannotExport: (file, why) => `无法写入 ${file}：${why}。`,
    exists: (file) => `文件 ${file} 已经存在，请换一个名字。`,
    imported: (facts, added) => `读到 ${facts} 条记录，其中 ${added} 条是新的`,
    missing: (file) => `没有文件 ${file}。`,
    notAFile: (file) => `${file} 不是普通文件。`,
    unreadable: (file, why) => `无法读取 ${file}：${why}。`,
    noExport: (file) => `${file} 不是 async-tutor 导出的进度：第一行没有这样写。什么也没有导入。`,
    newer: (file, version) =>
      `${file} 由更新版本的 async-tutor 导出（格式 ${version}）。请更新本程序。什么也没有导入。`,
    broken: (file, line, why) => `${file} 的第 ${line} 行坏了：${why} 什么也没有导入，请重新导出。`,
    short: (file, found, promised) =>
      `${file} 不完整：${promised} 条记录只剩 ${found} 条。什么也没有导入，请重新复制。`,
    noSuchScope: (typed, near, known) =>
      `没有“${typed}”这一章或这一课。${near === null ? '' : `是不是想输入“${near}”？`}现有的：\n  ${known.join('\n  ')}`,
    everything: '全部内容',
    ask: (scope) => `要重新开始吗？范围：${scope} [y/N] `,
    yes: /^\s*(?:y(?:es)?|是|好)\s*$/i,
    askForYes: '这里没有人可以回答：确定要重新开始，请加上 --yes。',
    reset: (scope) => `已重新开始：${scope}`,
    notReset: '什么也没有改动。',
  },
};
