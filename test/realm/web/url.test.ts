/** `URL` held against Node's. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { URL as OurUrl } from '../../../src/realm/web/url.ts';

type Make = new (input: string, base?: string) => URL;
const FIELDS = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
] as const;

function fields(make: Make, input: string, base?: string): unknown {
  try {
    const url = new make(input, base);
    return [...FIELDS.map((name) => url[name]), [...url.searchParams], JSON.stringify(url)];
  } catch (error) {
    const { name, message, code } = error as Error & { code?: unknown };
    return [name, message, code];
  }
}

const ours = OurUrl as unknown as Make;

test.each([
  'http://demo.test',
  'http://demo.test/a/b/../c/./d?x=1&y=%20#part',
  'HTTP://Demo.TEST:80/A',
  'http://demo.test:8080/?q=a b"<>\'',
  'https://me:se%20cret@demo.test:443/',
  'http://demo.test\\a\\b',
  'http:/demo.test/x',
  'http:demo.test',
  '  http://demo.test/ \n',
  'http://demo.test/茶?好=1#水',
  'http://demo.test/%7Efoo/%zz/^`{}|[]',
  'http://demo.test/a/%2e%2E/b',
  'http://demo.test/..',
  'http://demo.test/a/.',
  'http://demo.test?x',
  'http://demo.test#',
  'http://demo.test/?',
  'http://127.0.0.1:3000/x',
  'http://[::1]:8080/',
  'http://a b/',
  'http://',
  'http:///x',
  'http://demo.test:99999/',
  'http://demo.test:x/',
  '//demo.test/x',
  '/x',
  '',
  'file:///etc/passwd',
  'mailto:a@b.test?subject=x',
  'data:text/plain,hello world#f',
  'custom://host/a/../b?c',
  'custom:/a/b',
  'http://user@/x',
  'http://demo.test/a//b',
  'http://de%6Do.test/',
  'ws://demo.test:80/',
])('%s is read as in Node', (input) => {
  expect(fields(ours, input)).toEqual(fields(URL, input));
});

test.each([
  'x',
  '/x',
  '../x',
  './x/',
  '//other.test/y',
  '?q=1',
  '#f',
  '',
  'http://other.test',
  'a?b#c',
  '..',
  'http:x',
  '\\x',
  'page/2',
])('%s from a base', (input) => {
  for (const base of ['http://demo.test/a/b/c?d#e', 'http://demo.test', 'custom://h/a/b', 'mailto:a'])
    expect(fields(ours, input, base)).toEqual(fields(URL, input, base));
});

test('paths, queries and fragments of any characters', () => {
  const piece = fc.string({ unit: fc.constantFrom(...'ab./?#%2eE&=+ "<>\'`{}|^\\é茶😀:@;'), maxLength: 12 });
  fc.assert(
    fc.property(piece, (text) => {
      // What begins with two slashes has a host, where the two differ as they say.
      const inputs = [`http://demo.test/${text}`, ...(/^ *[/\\]{2}/.test(text) ? [] : [text])];
      for (const input of inputs)
        expect(fields(ours, input, 'http://demo.test/x/y')).toEqual(fields(URL, input, 'http://demo.test/x/y'));
    }),
    { numRuns: 5000 },
  );
});

describe('changed', () => {
  test('part by part, as in Node', () => {
    const both = [new OurUrl('http://demo.test/a?x=1'), new URL('http://demo.test/a?x=1')].map((url) => {
      const log: string[] = [];
      url.searchParams.append('y', 'a b');
      log.push(url.href);
      url.search = '?z=茶';
      log.push(url.href, `${url.searchParams}`);
      url.hash = 'end here';
      url.pathname = '../q r';
      log.push(url.href);
      url.search = '';
      url.hash = '';
      url.searchParams.delete('z');
      log.push(url.href);
      url.href = 'http://demo.test/other?n=1';
      log.push(url.href, `${url.searchParams}`);
      return log;
    });
    expect(both[0]).toEqual(both[1]);
  });

  test('canParse and parse', () => {
    expect([OurUrl.canParse('/x'), OurUrl.canParse('/x', 'http://demo.test'), OurUrl.parse('nope')]).toEqual([
      false,
      true,
      null,
    ]);
  });
});
