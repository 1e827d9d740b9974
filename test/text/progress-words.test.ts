import { describe, expect, test } from 'vitest';
import type { ProgressProblem } from '../../src/progress/problem.ts';
import { progressProblemText, systemWords } from '../../src/text/progress-words.ts';

const PROBLEMS: readonly (readonly [ProgressProblem, RegExp, RegExp])[] = [
  [{ is: 'corrupt', file: '/f', lines: [3], count: 1, copy: '/c' }, /A line of \/f .*line 3.*\/c/, /第 3 行.*\/c/],
  [{ is: 'corrupt', file: '/f', lines: [3, 5], count: 9, copy: null }, /9 lines.*3, 5, …/, /9 行.*3, 5, …/],
  [{ is: 'newer', file: '/f', version: 2, keptIn: '/g' }, /newer.*Until then.*\/g/, /更新.*\/g/],
  [{ is: 'newer', file: '/f', version: 2, keptIn: '/f' }, /see all progress\.$/, /全部进度。$/],
  [{ is: 'noPlainFile', file: '/f', found: 'folder', keptIn: '/g' }, /folder.*\/g/, /目录.*\/g/],
  [{ is: 'noPlainFile', file: '/f', found: 'link', keptIn: '/g' }, /link.*\/g/, /链接.*\/g/],
  [{ is: 'noPlainFile', file: '/f', found: 'special', keptIn: '/g' }, /no ordinary file.*\/g/, /普通文件.*\/g/],
  [{ is: 'unreadable', file: '/f', why: 'EACCES', keptIn: '/g' }, /permission denied/, /没有权限/],
  [{ is: 'unwritten', file: '/f', why: 'ENOSPC', count: 1 }, /disk is full\. One thing/, /磁盘已满.*1 条/],
  [{ is: 'refused', file: '/f', why: 'Too long.' }, /cannot be kept.*Too long/, /无法保存.*Too long/],
];

describe('a problem with the kept progress', () => {
  test.each(PROBLEMS)('%j', (problem, english, chinese) => {
    expect(progressProblemText(problem, 'en')).toMatch(english);
    expect(progressProblemText(problem, 'zh')).toMatch(chinese);
  });
});

test('a code that nobody knows is said as it is', () => {
  expect(systemWords('EWHAT', 'en')).toBe('the system says EWHAT');
  expect(systemWords('toString', 'zh')).toBe('系统返回 toString');
});
