/** The marks change nothing that a program can observe: what it prints marked is what it prints plain. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compiled, runMarked, runPlain } from './plain-and-marked.ts';
import { programFrom } from './random-program.ts';
import { SAMPLES } from './same-behaviour.ts';

describe('a marked program does what the plain one does', () => {
  for (const { what, source, fileName = 'program.mjs' } of SAMPLES) {
    test(what, async () => {
      expect(await runMarked(source, fileName)).toEqual(await runPlain(source, fileName));
    });
  }

  const tape = fc.array(fc.nat({ max: 999 }), { minLength: 20, maxLength: 300, size: 'max' });
  for (const fileName of ['program.mjs', 'program.js'] as const) {
    test(`random programs in a ${fileName.slice(-3)} file`, async () => {
      await fc.assert(
        fc.asyncProperty(tape, async (choices) => {
          const source = programFrom(choices, fileName === 'program.js');
          const plain = await runPlain(source, fileName);
          // A program that is no program tests nothing.
          expect(plain.at(-1), source).not.toMatch(/SyntaxError/);
          expect(await runMarked(source, fileName), source).toEqual(plain);
        }),
        { numRuns: 200 },
      );
    });
  }
});

test('lines stay where they are', () => {
  for (const { source, fileName = 'program.mjs' } of SAMPLES) {
    expect(compiled(source, fileName).split('\n').length).toBe(source.split('\n').length + 1);
  }
});
