/** `fetch` with answers given by hand. */
import { beforeEach, describe, expect, test } from 'vitest';
import { outside } from '../../../src/realm/outside.ts';
import { AbortController, AbortSignal, abortTimers } from '../../../src/realm/web/abort.ts';
import { fetch } from '../../../src/realm/web/fetch.ts';
import { Headers } from '../../../src/realm/web/headers.ts';
import { URLSearchParams } from '../../../src/realm/web/url-search-params.ts';
import type { HttpQuestion } from '../../../src/trace/outside.ts';
import { chunk, END, failed, FakeOutside, head, sentText } from '../fake-outside.ts';

let fake: FakeOutside;
beforeEach(() => {
  fake = new FakeOutside();
  outside.current = fake;
});

const told = (...answers: Parameters<FakeOutside['begun'][0]['told']>[0][]): void => {
  for (const answer of answers) fake.begun.at(-1)!.told(answer);
};
const settled = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );

describe('what is asked', () => {
  test('a URL alone is a GET', async () => {
    void fetch('http://demo.test/json#part');
    expect(fake.begun[0]!.question).toEqual({
      op: 'http',
      method: 'GET',
      url: 'http://demo.test/json',
      headers: [
        ['accept', '*/*'],
        ['user-agent', 'node'],
      ],
      body: null,
    });
  });

  test.each([
    ['text', 'héllo', 'héllo', 'text/plain;charset=UTF-8'],
    ['bytes', new Uint8Array([104, 105]), 'hi', null],
    ['a buffer', new Uint8Array([104, 105]).buffer, 'hi', null],
    ['a form', new URLSearchParams({ a: '1', b: ' ' }), 'a=1&b=+', 'application/x-www-form-urlencoded;charset=UTF-8'],
    ['anything else', { a: 1 }, '[object Object]', 'text/plain;charset=UTF-8'],
  ])('a body of %s', (_, body, sent, type) => {
    void fetch('http://demo.test/echo', { method: 'post', body });
    const { question } = fake.begun[0]!;
    expect(sentText(question)).toBe(sent);
    expect(question).toMatchObject({ method: 'POST' });
    expect(new Headers((question as HttpQuestion).headers).get('content-type')).toBe(type);
  });

  test('headers that the program sets stay', () => {
    void fetch('http://demo.test/', {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'application/json', Accept: 'x/y' },
    });
    expect(fake.begun[0]!.question).toMatchObject({
      headers: [
        ['content-type', 'application/json'],
        ['accept', 'x/y'],
        ['user-agent', 'node'],
      ],
    });
  });

  test.each([
    ['/json', {}, 'Failed to parse URL from /json'],
    ['http://demo.test/', { method: 'POST', body: 'x'.repeat(70_000) }, 'a body may have 65536 bytes here, not 70000'],
    ['http://demo.test/', { body: 'x' }, 'Request with GET/HEAD method cannot have body.'],
    ['http://demo.test/', { headers: { 'a b': 'c' } }, 'Headers.append: "a b" is an invalid header name.'],
    [
      'http://demo.test/',
      { signal: {} },
      'RequestInit: Expected signal ("AbortSignal {}") to be an instance of AbortSignal.',
    ],
  ])('%s with %o is refused by a rejection', async (url, init, message) => {
    await expect(fetch(url, init as object)).rejects.toThrow(new TypeError(message));
    expect(fake.begun).toEqual([]);
  });
});

test('a URL that is too long is not sent', async () => {
  await expect(fetch(`http://demo.test/${'x'.repeat(70_000)}`)).rejects.toThrow(
    'a URL may have 2000 characters here, not 70017',
  );
});

describe('what comes back', () => {
  test('the response is there with its head, the body when it has come', async () => {
    const promise = fetch('http://demo.test/echo?a=1');
    told(head(201, [['content-type', 'text/plain']], 'Created'));
    const response = await promise;
    expect(response).toMatchObject({ status: 201, ok: true, statusText: 'Created', bodyUsed: false });
    expect(response.url).toBe('http://demo.test/echo?a=1');
    expect(response.headers.get('Content-Type')).toBe('text/plain');
    const text = response.text();
    expect(response.bodyUsed).toBe(true);
    told(chunk('hal'), chunk('lo'), END);
    expect(await text).toBe('hallo');
    await expect(response.text()).rejects.toThrow('Body is unusable: Body has already been read');
  });

  test('a character that two chunks share is whole', async () => {
    const promise = fetch('http://demo.test/');
    const [first, second] = [Buffer.from('茶').subarray(0, 1), Buffer.from('茶').subarray(1)];
    told(
      head(),
      { is: 'chunk', bytes: first.toString('base64') },
      { is: 'chunk', bytes: second.toString('base64') },
      END,
    );
    expect(await (await promise).text()).toBe('茶');
  });

  test('the body is a stream of chunks', async () => {
    const promise = fetch('http://demo.test/stream');
    told(head(), chunk('a'));
    const seen: string[] = [];
    const reading = (async () => {
      for await (const bytes of (await promise).body!) seen.push(Buffer.from(bytes).toString());
    })();
    await Promise.resolve();
    told(chunk('b'));
    told(chunk('c'), END);
    await reading;
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  test('leaving the loop early drops the rest', async () => {
    const promise = fetch('http://demo.test/stream');
    told(head(), chunk('a'), chunk('b'));
    for await (const _ of (await promise).body!) break;
    expect(fake.begun[0]!.isDropped).toBe(true);
  });

  test('a stream has one reader', async () => {
    const promise = fetch('http://demo.test/stream');
    told(head(), chunk('a'), END);
    const { body } = await promise;
    const reader = body!.getReader();
    expect(() => body!.getReader()).toThrow('Invalid state: ReadableStream is locked');
    expect(Buffer.from((await reader.read()).value!).toString()).toBe('a');
    expect(await reader.read()).toEqual({ value: undefined, done: true });
  });

  test('json, bytes and arrayBuffer', async () => {
    const one = async (): Promise<Awaited<ReturnType<typeof fetch>>> => {
      const promise = fetch('http://demo.test/json');
      told(head(), chunk('{"a":[1]}'), END);
      return promise;
    };
    expect(await (await one()).json()).toEqual({ a: [1] });
    expect((await (await one()).bytes()).length).toBe(9);
    expect((await (await one()).arrayBuffer()).byteLength).toBe(9);
  });
});

describe('what goes wrong', () => {
  test('another host: fetch failed, and the cause says where one can go', async () => {
    const promise = fetch('http://example.com/');
    told(failed('noSuchHost', "example.com can't be reached"));
    const { error } = (await settled(promise)) as { error: TypeError & { cause: Error } };
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toBe('fetch failed');
    expect(error.cause).toMatchObject({ message: "example.com can't be reached", code: 'ENOTFOUND' });
  });

  test('a body that breaks off: terminated', async () => {
    const promise = fetch('http://demo.test/');
    told(head(), chunk('a'));
    const text = (await promise).text();
    told(failed('aborted', 'broke off'));
    await expect(text).rejects.toThrow(new TypeError('terminated'));
  });
});

describe('a signal', () => {
  test('that is aborted already asks for nothing', async () => {
    const { error } = (await settled(fetch('http://demo.test/', { signal: AbortSignal.abort('why') }))) as {
      error: unknown;
    };
    expect(error).toBe('why');
    expect(fake.begun).toEqual([]);
  });

  test('before the head: rejects with its reason, after its listeners, and drops the request', async () => {
    const controller = new AbortController();
    const log: string[] = [];
    const promise = fetch('http://demo.test/delay/1', { signal: controller.signal }).catch((error: Error) =>
      log.push(error.name),
    );
    controller.signal.addEventListener('abort', () => log.push(`listener ${fake.begun[0]!.isDropped}`));
    controller.abort();
    await promise;
    expect(log).toEqual(['listener false', 'AbortError']);
    expect(fake.begun[0]!.isDropped).toBe(true);
    told(head());
  });

  test('after the head: the body rejects', async () => {
    const controller = new AbortController();
    const promise = fetch('http://demo.test/stream', { signal: controller.signal });
    told(head(), chunk('a'));
    const text = (await promise).text();
    controller.abort();
    await expect(text).rejects.toMatchObject({ name: 'AbortError', code: 20 });
  });

  test('after the end: nothing', async () => {
    const controller = new AbortController();
    const promise = fetch('http://demo.test/', { signal: controller.signal });
    told(head(), chunk('a'), END);
    controller.abort();
    expect(await (await promise).text()).toBe('a');
    expect(fake.begun[0]!.isDropped).toBe(false);
  });

  test('of a timeout, and of any', async () => {
    let ring: () => void = () => {};
    abortTimers.set = (_, then) => (ring = then);
    const signal = AbortSignal.any([AbortSignal.timeout(50), new AbortController().signal]);
    const promise = fetch('http://demo.test/delay/1', { signal });
    ring();
    await expect(promise).rejects.toMatchObject({
      name: 'TimeoutError',
      message: 'The operation was aborted due to timeout',
    });
  });
});
