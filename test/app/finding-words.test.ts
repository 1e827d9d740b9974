import { describe, expect, test } from 'vitest';
import { findingText } from '../../src/app/finding-words.ts';

const place = { line: 2, column: 1 };
const REMEDY = 'Write `await run(main())`.';
const told = `${'Something went wrong. '.repeat(12)}${REMEDY}`;
const endless = 'x'.repeat(5_000);
const warned = (message: string) => ({ is: 'warning', warning: { category: 'W', message, place } }) as const;
const failed = (error: string) => ({ is: 'status', wanted: 'done', found: 'failed', error }) as const;

describe.each(['en', 'zh'] as const)('what is wrong with a program, in %s,', (language) => {
  test('is told with the remedy at the end of an error or a warning', () => {
    expect(findingText(failed(told), language)).toContain(REMEDY);
    expect(findingText(warned(told), language)).toContain(REMEDY);
  });

  test('is cut where it has no end', () => {
    for (const finding of [failed(endless), warned(endless)])
      expect(findingText(finding, language)).toMatch(/^.{300,450}…$/);
    const names = { is: 'noOverlap', names: [endless, endless] } as const;
    expect(findingText(names, language).length).toBeLessThan(400);
  });

  test('says of a program that was refused that it did not begin', () => {
    const refused = { is: 'status', wanted: 'done', found: 'rejected', error: `Rejected: ${REMEDY}` } as const;
    expect(findingText(refused, language)).toMatch(/^(?:It could not start: |程序没能开始：)Write/);
  });
});
