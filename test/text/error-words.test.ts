import { expect, test } from 'vitest';
import { notThreadSafe } from '../../src/realm/remote-loop.ts';
import { camelCaseHint, errorText, warningText } from '../../src/text/error-words.ts';

const place = { line: 1, column: 8 };

test('what the sandbox says is said in the language of the reader', () => {
  const error = {
    name: 'Rejected',
    message: '"asyncio" does not export `create_task`. Did you mean `createTask`?',
    place,
    saying: { code: 'noExport', args: ['asyncio', 'create_task', 'createTask'] },
  } as const;
  expect(errorText(error, 'en')).toBe(error.message);
  expect(errorText(error, 'zh')).toBe('"asyncio" 没有导出 `create_task`。是不是想写 `createTask`？');
});

test('what was cut off where it stood is told of in the language of the reader', () => {
  const stopped = { name: 'KeyboardInterrupt', message: 'stopped here', place };
  const late = { name: 'TimeLimit', message: 'the program was stopped here', place };
  expect(errorText(stopped, 'en')).toBe('KeyboardInterrupt: stopped here');
  expect(errorText(stopped, 'zh')).toBe('KeyboardInterrupt：在这里被停下');
  expect(errorText(late, 'zh')).toBe('TimeLimit：程序在这里被停止');
  expect(errorText({ ...stopped, message: 'mine' }, 'zh')).toBe('KeyboardInterrupt: mine');
});

test('that a future is used from another thread is told of in the language of the reader', () => {
  const message = notThreadSafe('setResult');
  expect(warningText({ message }, 'en')).toBe(message);
  expect(warningText({ message }, 'zh')).toBe(
    'future.setResult() 不是线程安全的：它不会唤醒事件循环。请写 loop.callSoonThreadsafe(future.setResult, …)',
  );
  expect(warningText({ message: notThreadSafe('cancel') }, 'zh')).toMatch(/callSoonThreadsafe\(future\.cancel\)$/);
  const python = "coroutine 'make' was never awaited";
  expect(warningText({ message: python }, 'zh')).toBe(python);
});

test('a method that is called as in Python is told by its name here', () => {
  expect(camelCaseHint('tg.create_task is not a function', 'en')).toContain('`tg.createTask`');
  expect(camelCaseHint('asyncio.run_coroutine_threadsafe is not a function', 'zh')).toContain(
    '`asyncio.runCoroutineThreadsafe`',
  );
  for (const message of ['tg.create is not a function', 'create_task is not defined', 'A_B is not a function', ''])
    expect(camelCaseHint(message, 'en')).toBeNull();
});

test('what is thrown and is no error has no name of its own', () => {
  const thrown = { name: 'Thrown value', message: "'text'", place };
  expect(errorText(thrown, 'en')).toBe("Thrown value: 'text'");
  expect(errorText(thrown, 'zh')).toBe("抛出的值：'text'");
});

test('what a program or JavaScript says stays as it is', () => {
  const error = { name: 'RuntimeError', message: 'cannot reuse already awaited coroutine', place };
  for (const language of ['en', 'zh'] as const) {
    expect(errorText(error, language)).toBe('RuntimeError: cannot reuse already awaited coroutine');
  }
  expect(errorText({ name: 'CancelledError', message: '', place: null }, 'en')).toBe('CancelledError');
});
