/** What programs import, over the demo service itself: questions as the realm makes them, answers as the parent gives them. */
import { afterAll, describe, expect, test } from 'vitest';
import * as requests from '../../src/realm/modules/requests.ts';
import { type Outside, outside } from '../../src/realm/outside.ts';
import { fetch } from '../../src/realm/web/fetch.ts';
import { DemoClient } from '../../src/sandbox/demo/client.ts';
import { DemoService } from '../../src/sandbox/demo/service.ts';
import type { OutsideAnswer, OutsideQuestion } from '../../src/trace/outside.ts';
import { ask } from './demo/ask.ts';

const service = new DemoService();
afterAll(() => service.stop());

/** As it travels: text. */
const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The parent beside the realm. */
function connected(): DemoClient {
  const client = new DemoClient({ clock: 'virtual', service });
  outside.current = {
    ask: () => expect.fail('nothing can block here'),
    begin: (question, told) => client.answer(sent(question), (answer) => told(sent(answer))),
  };
  return client;
}

/** What blocks, in two steps: the question is taken, then answered, then asked again. */
async function blocking<T>(client: DemoClient, call: () => T): Promise<T> {
  let question: OutsideQuestion | null = null;
  const taken = new Error('taken');
  const once = (answer: () => readonly OutsideAnswer[]): Outside => ({
    ask: (asked) => {
      question = sent(asked);
      return answer();
    },
    begin: () => expect.fail('nothing begins here'),
  });
  outside.current = once(() => {
    throw taken;
  });
  expect(call).toThrow(taken);
  const { parts } = await ask(client, question);
  outside.current = once(() => parts.map(({ answer }) => sent(answer)));
  return call();
}

describe('fetch over the demo service', () => {
  test('json, status, stream, bytes and echo', async () => {
    connected();
    expect(await (await fetch('http://demo.test/json')).json()).toMatchObject({ title: 'Tea for two' });
    expect((await fetch('http://demo.test/status/404')).ok).toBe(false);
    const lines: string[] = [];
    for await (const bytes of (await fetch('http://demo.test/stream')).body!) lines.push(Buffer.from(bytes).toString());
    expect(lines).toHaveLength(5);
    expect((await (await fetch('http://demo.test/bytes/70000')).bytes()).length).toBe(70_000);
    const echo = await fetch('http://demo.test/echo?茶=1', {
      method: 'POST',
      body: '好',
      headers: { 'X-Mine': 'yes' },
    });
    expect(await echo.json()).toMatchObject({
      method: 'POST',
      query: { 茶: '1' },
      body: '好',
      headers: { 'x-mine': 'yes' },
    });
  });

  test.each(['http://example.com/', 'http://127.0.0.1/', 'file:///etc/passwd'])('%s is nowhere', async (url) => {
    connected();
    await expect(fetch(url)).rejects.toMatchObject({
      message: 'fetch failed',
      cause: { code: 'ENOTFOUND', message: expect.stringContaining('http://demo.test/') as string },
    });
  });

  test('three tries of what is flaky', async () => {
    connected();
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 3; attempt++) statuses.push((await fetch('http://demo.test/flaky')).status);
    expect(statuses).toEqual([503, 503, 200]);
  });
});

describe('requests over the demo service', () => {
  test('get, post and their errors', async () => {
    const client = connected();
    const json = await blocking(client, () => requests.get('http://demo.test/json'));
    expect(json.json()).toMatchObject({ title: 'Tea for two' });
    const echo = await blocking(client, () =>
      requests.post('http://demo.test/echo', { json: { a: 1 }, params: { q: 'x y' } }),
    );
    expect(echo.json()).toMatchObject({ method: 'POST', query: { q: 'x y' }, body: '{"a":1}' });
    const missing = await blocking(client, () => requests.get('http://demo.test/status/503'));
    expect(() => missing.raiseForStatus()).toThrow(
      '503 Server Error: Service Unavailable for url: http://demo.test/status/503',
    );
    await expect(blocking(client, () => requests.get('http://example.com/'))).rejects.toThrow(requests.ConnectionError);
    await expect(blocking(client, () => requests.get('http://demo.test/delay/3', { timeout: 0.5 }))).rejects.toThrow(
      requests.ReadTimeout,
    );
  });
});
