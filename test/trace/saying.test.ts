import { expect, test } from 'vitest';
import { readSaying } from '../../src/trace/saying.ts';

test('a saying is read with its arguments, and they cannot harm a terminal', () => {
  expect(readSaying({ code: 'noExport', args: ['asyncio', 'a\u001b[2Jb\nc', ''] })).toEqual({
    code: 'noExport',
    args: ['asyncio', 'a[2Jb c', ''],
  });
  expect(readSaying({ code: 'noDefaultExport', args: ['m'.repeat(100_000), 'm'] })!.args[0]!.length).toBeLessThan(
    1_000,
  );
});

test('what is no saying of ours is none', () => {
  const claims: readonly unknown[] = [
    null,
    undefined,
    'noWith',
    { code: 'noWith' },
    { code: 'noWith', args: ['more than there are'] },
    { code: 'noExport', args: ['too few'] },
    { code: 'noDefaultExport', args: [1, 'm'] },
    { code: 'constructor', args: [] },
    { code: '__proto__', args: [] },
    { code: ['noWith'], args: [] },
  ];
  for (const claim of claims) expect(readSaying(claim), JSON.stringify(claim)).toBeUndefined();
});
