import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportText, parseExport } from '../../src/progress/export.ts';
import { anyFact, seen } from './facts.ts';

const HEADER = '{"format":"async-tutor progress","v":1,"facts":2}';

test('what is exported comes back', () => {
  fc.assert(
    fc.property(fc.array(anyFact), (facts) => {
      expect(parseExport(exportText(facts).split('\n'))).toEqual({ is: 'facts', facts });
    }),
  );
});

test('what is no export, broken, newer or cut off is told apart, with the line', () => {
  const [header, first, second] = exportText([seen(1), seen(2)]).split('\n') as [string, string, string];
  expect(header).toBe(HEADER);
  for (const none of [[], [''], [first], ['{'], ['null'], ['{"format":"else","v":1}']])
    expect(parseExport(none)).toEqual({ is: 'noExport' });
  expect(parseExport([header, first, second.slice(1)])).toMatchObject({ is: 'broken', line: 3 });
  expect(parseExport([header, first])).toEqual({ is: 'short', found: 1, promised: 2 });
  expect(parseExport([header.replace('"v":1', '"v":2'), 'dreamt'])).toEqual({ is: 'newer', version: 2 });
  expect(parseExport([header, first, '{"v":9}'])).toEqual({ is: 'newer', version: 9 });
});
