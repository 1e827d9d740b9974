import { expect, test } from 'vitest';
import {
  BaseExceptionGroup,
  CancelledError,
  ExceptionGroup,
  KeyboardInterrupt,
  OSError,
  RuntimeError,
  SystemExit,
  ValueError,
  exceptStar,
  isException,
} from '../../src/asyncio/index.ts';
import { raised } from './in-loop.ts';

test('a group picks its class, counts its members, and refuses what is no error', () => {
  const group = new BaseExceptionGroup('g', [new ValueError('v'), new TypeError('t')]);
  expect(group).toBeInstanceOf(ExceptionGroup);
  expect([group.message, group.text, group.name]).toEqual(['g (2 sub-exceptions)', 'g', 'ExceptionGroup']);
  expect(new BaseExceptionGroup('g', [new SystemExit()])).not.toBeInstanceOf(ExceptionGroup);
  expect(() => new ExceptionGroup('g', [new KeyboardInterrupt()])).toThrow('Cannot nest BaseExceptions in an');
  expect(() => new ExceptionGroup('g', [])).toThrow('must be a non-empty sequence');
  expect(() => new ExceptionGroup('g', [1 as never])).toThrow('Item 0 of second argument (exceptions) is not an');
  expect([isException(group), isException(new TypeError()), isException(new CancelledError())]).toEqual([
    true,
    true,
    false,
  ]);
});

test('split keeps the nesting on both sides, and derive the kind', () => {
  class Mine extends ExceptionGroup {
    override derive(exceptions: readonly Error[]): Mine {
      return new Mine(this.text, exceptions);
    }
  }
  const [v, t, o] = [new ValueError('v'), new TypeError('t'), new OSError('o')];
  const group = new Mine('outer', [v, new ExceptionGroup('inner', [t, o])]);
  group.cause = 'reason';
  const [match, rest] = group.split([ValueError, OSError]);
  expect(match).toBeInstanceOf(Mine);
  expect([match!.cause, rest!.cause]).toEqual(['reason', 'reason']);
  expect([match!.exceptions[0], (match!.exceptions[1] as ExceptionGroup).exceptions]).toEqual([v, [o]]);
  expect((rest!.exceptions[0] as ExceptionGroup).exceptions).toEqual([t]);
  expect(group.subgroup(ExceptionGroup)).toBe(group);
  expect(group.subgroup(RuntimeError)).toBeNull();
  expect(() => group.split(5 as never)).toThrow('expected an exception type');
});

test('except*: errors of handlers come together with the rest; what a handler raises again goes back in place', async () => {
  const [v, t, o] = [new ValueError('v'), new TypeError('t'), new OSError('o')];
  const group = new ExceptionGroup('outer', [v, new ExceptionGroup('inner', [t, o])]);
  const own = new RuntimeError('own');
  const mixed = (await raised(
    exceptStar(group, [
      ValueError,
      () => {
        throw own;
      },
    ]),
  )) as ExceptionGroup;
  expect([mixed.text, mixed.exceptions[0]]).toEqual(['', own]);
  expect((mixed.exceptions[1] as ExceptionGroup).text).toBe('outer');
  const again = (await raised(
    exceptStar(
      group,
      [
        OSError,
        (eg) => {
          throw eg;
        },
      ],
      [ValueError, () => {}],
    ),
  )) as ExceptionGroup;
  expect((again.exceptions[0] as ExceptionGroup).exceptions).toEqual([t, o]);
  expect(await raised(exceptStar(group, [RuntimeError, () => {}]))).toBe(group);
  await exceptStar(v, [ValueError, (eg) => expect([eg.text, eg.exceptions]).toEqual(['', [v]])]);
  expect(await raised(exceptStar(v, [TypeError, () => {}]))).toBe(v);
  expect((await raised(exceptStar(v, [ExceptionGroup, () => {}]))).message).toMatch('except* is not allowed');
});
