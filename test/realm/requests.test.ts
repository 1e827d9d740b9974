/** The module `requests` with answers given by hand. */
import { beforeEach, describe, expect, test } from 'vitest';
import * as requests from '../../src/realm/modules/requests.ts';
import { OSError } from '../../src/asyncio/exceptions.ts';
import { outside } from '../../src/realm/outside.ts';
import { chunk, END, failed, FakeOutside, head, sentText } from './fake-outside.ts';

const { get, head: headOf, options, post, put, patch, delete: remove } = requests;
const METHODS = { get, head: headOf, options, post, put, patch, delete: remove };

let fake: FakeOutside;
beforeEach(() => {
  fake = new FakeOutside();
  fake.answers = [head(200, [['content-type', 'text/plain']]), chunk('hal'), chunk('lo'), END];
  outside.current = fake;
});

const asked = (): { method: string; url: string; headers: [string, string][]; within?: number } =>
  fake.asked.at(-1)!.question as never;

describe('a request', () => {
  test('gives the whole answer', () => {
    const response = requests.get('http://demo.test/echo');
    expect(asked()).toEqual({
      op: 'http',
      method: 'GET',
      url: 'http://demo.test/echo',
      headers: [
        ['accept', '*/*'],
        ['user-agent', 'requests'],
      ],
      body: null,
    });
    expect(response).toMatchObject({ statusCode: 200, ok: true, reason: 'OK', text: 'hallo', elapsed: 0 });
    expect([...response.content]).toEqual([...Buffer.from('hallo')]);
    expect(response.headers.get('Content-Type')).toBe('text/plain');
    expect(`${response}`).toBe('<Response [200]>');
  });

  test.each(Object.entries(METHODS))('%s', (name, call) => {
    call('http://demo.test/');
    expect(asked().method).toBe(name.toUpperCase());
  });

  test.each([
    ['http://demo.test/echo', { a: 1, b: 'x y&' }, 'http://demo.test/echo?a=1&b=x+y%26'],
    ['http://demo.test/echo?q=0#end', { a: ['1', 2, null] }, 'http://demo.test/echo?q=0&a=1&a=2'],
    ['http://demo.test/echo', { none: null, nothing: undefined }, 'http://demo.test/echo'],
    ['http://demo.test/echo', { 茶: '好' }, 'http://demo.test/echo?%E8%8C%B6=%E5%A5%BD'],
  ])('%s with params %o', (url, params, full) => {
    expect(requests.get(url, { params }).url).toBe(full);
  });

  test.each([
    [{ json: { a: [1, null] } }, '{"a":[1,null]}', 'application/json'],
    [{ data: { a: 1, b: ['x', 'y'] } }, 'a=1&b=x&b=y', 'application/x-www-form-urlencoded'],
    [{ data: 'plain' }, 'plain', undefined],
    [{ data: new Uint8Array([104, 105]) }, 'hi', undefined],
    [{ json: null }, 'null', 'application/json'],
    [{ json: 1, data: 'wins' }, 'wins', undefined],
    [{ json: 1, headers: { 'Content-Type': 'mine' } }, '1', 'mine'],
    [{}, null, undefined],
  ])('a body of %o', (options, body, type) => {
    requests.post('http://demo.test/echo', options as requests.RequestOptions);
    expect(sentText(fake.asked[0]!.question)).toBe(body);
    expect(Object.fromEntries(asked().headers)['content-type']).toBe(type);
  });

  test('a timeout is told to who asks; none, or one without end, is not', () => {
    requests.get('http://demo.test/', { timeout: 0.5 });
    expect(asked().within).toBe(0.5);
    for (const timeout of [null, undefined, Infinity]) {
      requests.get('http://demo.test/', { timeout: timeout as null });
      expect(asked()).not.toHaveProperty('within');
    }
    for (const timeout of [0, -1, Number.NaN, '1'])
      expect(() => requests.get('http://demo.test/', { timeout: timeout as number })).toThrow(/imeout/);
  });

  test('a session gives all its requests its headers', () => {
    using session = new requests.Session();
    session.headers.set('X-Mine', 'always');
    session.post('http://demo.test/', { headers: { 'x-other': '1' } });
    session.get('http://demo.test/', { headers: { 'x-mine': 'now' } });
    expect(
      fake.asked.map(({ question }) => Object.fromEntries((question as never as ReturnType<typeof asked>).headers)),
    ).toEqual([
      expect.objectContaining({ 'x-mine': 'always', 'x-other': '1' }),
      expect.objectContaining({ 'x-mine': 'now' }),
    ]);
  });
});

describe('what goes wrong', () => {
  test.each([
    ['noSuchHost', requests.ConnectionError, 'why'],
    ['tooMuch', requests.ConnectionError, 'why'],
    ['aborted', requests.ConnectionError, 'why'],
    ['badRequest', requests.InvalidURL, 'why'],
    ['timeout', requests.ReadTimeout, 'Read timed out. (read timeout=2)'],
  ] as const)('%s', (code, kind, message) => {
    fake.answers = [failed(code, 'why')];
    const attempt = (): unknown => requests.get('http://demo.test/', { timeout: 2 });
    expect(attempt).toThrow(kind);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(requests.RequestException);
    expect(attempt).toThrow(OSError);
  });

  test('a body that breaks off is no response', () => {
    fake.answers = [head(), chunk('a'), failed('timeout', 'late')];
    expect(() => requests.get('http://demo.test/')).toThrow(requests.Timeout);
  });

  test('a URL without a scheme', () => {
    expect(() => requests.get('demo.test/json')).toThrow(
      new requests.MissingSchema(
        "Invalid URL 'demo.test/json': No scheme supplied. Perhaps you meant http://demo.test/?",
      ),
    );
    expect(fake.asked).toEqual([]);
  });

  test.each([
    [404, 'Not Found', '404 Client Error: Not Found for url: http://demo.test/x'],
    [503, 'Service Unavailable', '503 Server Error: Service Unavailable for url: http://demo.test/x'],
  ])('raiseForStatus of %d', (status, reason, message) => {
    fake.answers = [head(status, [], reason), END];
    const response = requests.get('http://demo.test/x');
    expect(response.ok).toBe(false);
    const attempt = (): void => response.raiseForStatus();
    expect(attempt).toThrow(requests.HTTPError);
    expect(attempt).toThrow(message);
    try {
      attempt();
    } catch (error) {
      expect((error as requests.HTTPError).response).toBe(response);
    }
  });

  test('raiseForStatus of a good one says nothing', () => {
    expect(requests.get('http://demo.test/').raiseForStatus()).toBeUndefined();
  });

  test('no JSON', () => {
    const attempt = (): unknown => requests.get('http://demo.test/').json();
    expect(attempt).toThrow(requests.JSONDecodeError);
    fake.answers = [head(), chunk('{"a":1}'), END];
    expect(attempt()).toEqual({ a: 1 });
  });
});
