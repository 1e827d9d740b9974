import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { TABLE, findMirrors, missingIn, tableText } from './conformance-table.ts';
import type { Mirrors } from './conformance-table.ts';
import { NOT_APPLICABLE } from './cpython-tests.ts';

let mirrors: Mirrors;

beforeAll(() => {
  mirrors = findMirrors();
});

test('every portable test of CPython is mirrored, or listed with a reason', () => {
  expect(missingIn(mirrors)).toEqual([]);
});

test('every mirror bears the name of a test of CPython', () => {
  expect(mirrors.unknown).toEqual([]);
});

test('what cannot apply is not mirrored all the same', () => {
  expect(Object.keys(NOT_APPLICABLE).filter((name) => mirrors.names.has(name))).toEqual([]);
});

test('CONFORMANCE.md is what the tests say (node test/asyncio/conformance-table.ts writes it)', () => {
  expect(readFileSync(TABLE, 'utf8')).toBe(tableText(mirrors));
});
