/** What is said of a problem with the kept progress: what happened, what it means for the learner, what to do. */
import type { Language } from '../course/course.ts';
import type { ProgressProblem } from '../progress/problem.ts';

interface ProgressProblemWords {
  readonly corrupt: (file: string, lines: string, count: number, copy: string | null) => string;
  readonly newer: (file: string) => string;
  readonly folder: (file: string) => string;
  readonly link: (file: string) => string;
  readonly special: (file: string) => string;
  readonly unreadable: (file: string, why: string) => string;
  readonly keptIn: (file: string) => string;
  readonly unwritten: (file: string, why: string, count: number) => string;
  readonly refused: (why: string) => string;
  /** By the system's code. */
  readonly why: { readonly [code: string]: string };
  readonly otherwise: (code: string) => string;
}

export const PROGRESS_PROBLEM_WORDS: { readonly [L in Language]: ProgressProblemWords } = {
  en: {
    corrupt: (file, lines, count, copy) =>
      `${count === 1 ? 'A line' : `${count} lines`} of ${file} cannot be read (line ${lines}) and ${count === 1 ? 'is' : 'are'} left out. ` +
      (copy === null ? 'All else counts.' : `All else counts; a copy is in ${copy}.`),
    newer: (file) =>
      `A newer async-tutor wrote in ${file}: this one leaves it as it is. Update this one to see all progress.`,
    folder: (file) => `${file} is a folder, not a file. Move it away.`,
    link: (file) =>
      `${file} is a link, and links are not followed. Put the file itself there, or name another folder with --data.`,
    special: (file) => `${file} is no ordinary file. Move it away.`,
    unreadable: (file, why) => `${file} cannot be read: ${why}.`,
    keptIn: (file) => ` Until then, progress is kept in ${file}.`,
    unwritten: (file, why, count) =>
      `Progress cannot be written to ${file}: ${why}. ${count === 1 ? 'One thing is' : `${count} things are`} not kept. Make room, or name another folder with --data.`,
    refused: (why) => `Something cannot be kept as progress: ${why}`,
    why: {
      ENOSPC: 'the disk is full',
      EDQUOT: 'the disk quota is used up',
      EFBIG: 'no file may be larger',
      EACCES: 'permission denied',
      EPERM: 'permission denied',
      EROFS: 'the disk is read-only',
      EISDIR: 'it is a folder',
      ELOOP: 'it is a link',
      ENOENT: 'part of the path is not there',
      ENOTDIR: 'part of the path is a file, not a folder',
      EEXIST: 'part of the path is a file, not a folder',
    },
    otherwise: (code) => `the system says ${code}`,
  },
  zh: {
    corrupt: (file, lines, count, copy) =>
      `${file} 里有 ${count} 行无法读取（第 ${lines} 行），已略过，其余照常有效。` +
      (copy === null ? '' : `这些内容另存了一份：${copy}。`),
    newer: (file) => `${file} 由更新版本的 async-tutor 写入，本程序不会改动它。更新本程序，就能看到全部进度。`,
    folder: (file) => `${file} 是目录，不是文件。请把它移走。`,
    link: (file) => `${file} 是链接，本程序不会跟随链接。请把文件本身放在那里，或者用 --data 指定另一个目录。`,
    special: (file) => `${file} 不是普通文件。请把它移走。`,
    unreadable: (file, why) => `无法读取 ${file}：${why}。`,
    keptIn: (file) => `在此之前，进度保存在 ${file}。`,
    unwritten: (file, why, count) =>
      `无法把进度写入 ${file}：${why}。有 ${count} 条记录没有保存。请腾出空间，或用 --data 换一个目录。`,
    refused: (why) => `有一条记录无法保存为进度：${why}`,
    why: {
      ENOSPC: '磁盘已满',
      EDQUOT: '磁盘配额已用完',
      EFBIG: '文件大小已达上限',
      EACCES: '没有权限',
      EPERM: '没有权限',
      EROFS: '磁盘只读',
      EISDIR: '它是目录',
      ELOOP: '它是链接',
      ENOENT: '路径中有一段不存在',
      ENOTDIR: '路径中有一段是文件，不是目录',
      EEXIST: '路径中有一段是文件，不是目录',
    },
    otherwise: (code) => `系统返回 ${code}`,
  },
};

export function progressProblemText(problem: ProgressProblem, language: Language): string {
  const words = PROGRESS_PROBLEM_WORDS[language];
  const keptIn = 'keptIn' in problem && problem.keptIn !== problem.file ? words.keptIn(problem.keptIn) : '';
  switch (problem.is) {
    case 'corrupt':
      return words.corrupt(problem.file, numbers(problem.lines, problem.count), problem.count, problem.copy);
    case 'newer':
      return words.newer(problem.file) + keptIn;
    case 'noPlainFile':
      return words[problem.found](problem.file) + keptIn;
    case 'unreadable':
      return words.unreadable(problem.file, systemWords(problem.why, language)) + keptIn;
    case 'unwritten':
      return words.unwritten(problem.file, systemWords(problem.why, language), problem.count);
    case 'refused':
      return words.refused(problem.why);
  }
}

/** Why the system would not read or write something, from its code. */
export function systemWords(code: string, language: Language): string {
  const { why, otherwise } = PROGRESS_PROBLEM_WORDS[language];
  return Object.hasOwn(why, code) ? why[code]! : otherwise(code);
}

/** `3, 5, …` */
function numbers(lines: readonly number[], count: number): string {
  return [...lines, ...(count > lines.length ? ['…'] : [])].join(', ');
}
