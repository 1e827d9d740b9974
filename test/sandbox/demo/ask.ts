/** Asks a `DemoClient` and gathers what it tells. */
import { setImmediate } from 'node:timers/promises';
import type { DemoClient } from '../../../src/sandbox/demo/client.ts';
import type { OutsideAnswer } from '../../../src/trace/outside.ts';

export interface Asked {
  readonly parts: readonly { readonly answer: OutsideAnswer; readonly seconds: number }[];
  readonly status: number | null;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
  readonly failure: (OutsideAnswer & { readonly is: 'failed' }) | null;
  /** When each chunk was there. */
  readonly times: readonly number[];
}

/** All parts of the answer. Keeps the process alive meanwhile, which the client does not. */
export async function ask(client: DemoClient, question: unknown): Promise<Asked> {
  const parts: { answer: OutsideAnswer; seconds: number }[] = [];
  let isOver = false;
  client.answer(question, (answer, seconds) => {
    parts.push({ answer, seconds });
    isOver = answer.is === 'end' || answer.is === 'failed';
  });
  while (!isOver) await setImmediate();
  return gathered(parts);
}

export function get(path: string, more: object = {}): object {
  return { op: 'http', method: 'GET', url: `http://demo.test${path}`, headers: [], body: null, ...more };
}

function gathered(parts: readonly { readonly answer: OutsideAnswer; readonly seconds: number }[]): Asked {
  const answers = parts.map(({ answer }) => answer);
  const head = answers.find((answer) => answer.is === 'head');
  const chunks = answers.filter((answer) => answer.is === 'chunk');
  return {
    parts,
    status: head?.status ?? null,
    headers: Object.fromEntries(head?.headers ?? []),
    body: Buffer.concat(chunks.map(({ bytes }) => Buffer.from(bytes, 'base64'))).toString(),
    failure: answers.find((answer) => answer.is === 'failed') ?? null,
    times: parts.filter(({ answer }) => answer.is === 'chunk').map(({ seconds }) => seconds),
  };
}
