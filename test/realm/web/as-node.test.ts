/** The globals that a context lacks, held against Node's own: the same steps with both give the same log. */
import { describe, expect, test } from 'vitest';
import { DOMException as OurException } from '../../../src/realm/dom-exception.ts';
import * as abort from '../../../src/realm/web/abort.ts';
import * as events from '../../../src/realm/web/events.ts';
import { Headers as OurHeaders } from '../../../src/realm/web/headers.ts';
import { Response as OurResponse } from '../../../src/realm/web/response.ts';
import { structuredClone as ourClone } from '../../../src/realm/web/structured-clone.ts';
import * as text from '../../../src/realm/web/text.ts';
import { URLSearchParams as OurParams } from '../../../src/realm/web/url-search-params.ts';

type Log = (...values: unknown[]) => void;
const NODE = {
  AbortController,
  AbortSignal,
  CustomEvent,
  DOMException,
  Event,
  EventTarget,
  Headers,
  Response,
  TextDecoder,
  TextEncoder,
  URLSearchParams,
  structuredClone,
};
type Api = typeof NODE;
const OURS = {
  ...abort,
  ...events,
  ...text,
  DOMException: OurException,
  Headers: OurHeaders,
  Response: OurResponse,
  URLSearchParams: OurParams,
  structuredClone: ourClone,
} as unknown as Api;

/** The log of the steps; what they throw is its last line. */
async function logged(api: Api, steps: (api: Api, log: Log) => unknown): Promise<unknown[]> {
  const lines: unknown[] = [];
  try {
    await steps(api, (...values) => lines.push(values.length === 1 ? values[0] : values));
  } catch (error) {
    lines.push(shown(error));
  }
  return lines;
}

function shown(error: unknown): unknown {
  return error instanceof Error ? `${error.name}: ${error.message} (${(error as { code?: unknown }).code})` : error;
}

function attempt(log: Log, step: () => unknown): void {
  try {
    log(step());
  } catch (error) {
    log(shown(error));
  }
}

const STEPS: { readonly [what: string]: (api: Api, log: Log) => unknown } = {
  'a signal before and after': ({ AbortController }, log) => {
    const controller = new AbortController();
    log(controller.signal.aborted, controller.signal.reason);
    controller.signal.throwIfAborted();
    controller.abort();
    log(controller.signal.aborted, shown(controller.signal.reason));
    const { reason } = controller.signal;
    controller.abort('again');
    log(controller.signal.reason === reason, controller.signal === controller.signal);
    controller.signal.throwIfAborted();
  },
  'reasons of any kind': ({ AbortController, AbortSignal }, log) => {
    for (const reason of [null, 0, 'why', { a: 1 }]) {
      const controller = new AbortController();
      controller.abort(reason);
      log(controller.signal.reason, AbortSignal.abort(reason).reason);
    }
    log(shown(AbortSignal.abort().reason), AbortSignal.abort().aborted);
  },
  'listeners and onabort in order': ({ AbortController }, log) => {
    const controller = new AbortController();
    controller.signal.addEventListener('abort', () => log('first'));
    controller.signal.onabort = () => log('never: replaced');
    controller.signal.addEventListener('abort', (event) => {
      log('second', event.type, event.target === controller.signal, event.isTrusted, event.eventPhase);
    });
    controller.signal.onabort = function (this: unknown, event) {
      log('on', this === controller.signal, event.currentTarget === controller.signal);
    };
    controller.signal.addEventListener('abort', { handleEvent: (event: unknown) => log('object', typeof event) });
    controller.abort();
    controller.abort();
  },
  'any: dependents after the source': ({ AbortController, AbortSignal }, log) => {
    const [a, b] = [new AbortController(), new AbortController()];
    const any = AbortSignal.any([a.signal, b.signal]);
    const nested = AbortSignal.any([any]);
    nested.addEventListener('abort', () => log('nested', a.signal.aborted, any.aborted));
    any.addEventListener('abort', () => log('any', any.reason));
    b.signal.addEventListener('abort', () => log('b', any.aborted, nested.aborted));
    b.abort('why');
    a.abort('later');
    log(any.reason, nested.reason);
    for (const [index, order] of ['xyz', 'zyx', 'yzx'].entries()) {
      const source = new AbortController();
      const x = AbortSignal.any([source.signal]);
      const made = { x, y: AbortSignal.any([x]), z: AbortSignal.any([source.signal]) };
      for (const name of order) made[name as 'x'].addEventListener('abort', () => log(index, name));
      source.abort();
    }
    log(AbortSignal.any([]).aborted, AbortSignal.any([AbortSignal.abort(1), AbortSignal.abort(2)]).reason);
  },
  'a signal takes listeners away': ({ AbortController, EventTarget, Event }, log) => {
    const target = new EventTarget();
    const controller = new AbortController();
    target.addEventListener('x', () => log('gone'), { signal: controller.signal });
    target.addEventListener('x', () => log('stays'));
    controller.abort();
    target.addEventListener('x', () => log('never'), { signal: controller.signal });
    target.dispatchEvent(new Event('x'));
  },
  'wrong calls': ({ AbortSignal, EventTarget, Event }, log) => {
    const target = new EventTarget();
    attempt(log, () => new (AbortSignal as unknown as new () => unknown)());
    attempt(log, () => target.dispatchEvent(null as never));
    attempt(log, () => target.addEventListener('x', null as never));
    attempt(log, () => new (Event as unknown as new () => unknown)());
    attempt(log, () => (target.addEventListener as unknown as (type: string) => void)('x'));
    for (const ms of [-1, 1.5, 2 ** 40]) attempt(log, () => AbortSignal.timeout(ms));
    attempt(log, () => AbortSignal.timeout('5' as never));
  },
  'the same listener once, until it is removed': ({ EventTarget, Event }, log) => {
    const target = new EventTarget();
    const say = (): void => log('said');
    target.addEventListener('x', say);
    target.addEventListener('x', say, { once: true });
    target.addEventListener('x', say, true);
    target.dispatchEvent(new Event('x'));
    target.removeEventListener('x', say);
    log('--');
    target.dispatchEvent(new Event('x'));
    target.removeEventListener('x', say, { capture: true });
    log('--');
    target.dispatchEvent(new Event('x'));
  },
  'added and removed while an event is told': ({ EventTarget, Event }, log) => {
    const target = new EventTarget();
    const third = (): void => log('third');
    target.addEventListener('x', () => {
      log('first');
      target.removeEventListener('x', third);
      target.addEventListener('x', () => log('late'));
    });
    target.addEventListener('x', () => log('second'));
    target.addEventListener('x', third);
    target.dispatchEvent(new Event('x'));
    log('--');
    const last = new EventTarget();
    last.addEventListener('x', () => last.addEventListener('x', () => log('not now')));
    last.dispatchEvent(new Event('x'));
  },
  'once, prevented, stopped': ({ EventTarget, Event, CustomEvent }, log) => {
    const target = new EventTarget();
    target.addEventListener('x', (event) => event.preventDefault(), { once: true });
    log(
      target.dispatchEvent(new Event('x', { cancelable: true })),
      target.dispatchEvent(new Event('x', { cancelable: true })),
    );
    target.addEventListener('y', (event) => {
      log((event as CustomEvent).detail, event.defaultPrevented, event.bubbles, event.composedPath().length);
      event.stopImmediatePropagation();
    });
    target.addEventListener('y', () => log('never'));
    const event = new CustomEvent('y', { detail: { a: 1 }, bubbles: true });
    log(
      target.dispatchEvent(event),
      event.cancelBubble,
      event.currentTarget,
      event.target === target,
      event.eventPhase,
    );
  },
  'an event in its own listener': ({ EventTarget, Event }, log) => {
    const target = new EventTarget();
    target.addEventListener('x', (event) => attempt(log, () => target.dispatchEvent(event)));
    target.addEventListener('x', (event) => {
      if (event.type === 'x') target.dispatchEvent(new Event('inner'));
    });
    target.addEventListener('inner', () => log('inner'));
    target.dispatchEvent(new Event('x'));
  },
  'a class of its own': ({ EventTarget, Event }, log) => {
    class Bell extends EventTarget {
      ring(): boolean {
        return this.dispatchEvent(new Event('ring'));
      }
    }
    const bell = new Bell();
    bell.addEventListener('ring', function (this: unknown) {
      log(this === bell);
    });
    log(bell.ring(), Object.prototype.toString.call(bell), Object.keys(new Event('x')));
  },
  exceptions: ({ DOMException }, log) => {
    const made = [
      new DOMException(),
      new DOMException('m', 'AbortError'),
      new DOMException('m', { name: 'N', cause: 1 } as never),
    ];
    for (const error of made)
      log(
        error.name,
        error.message,
        error.code,
        error.cause,
        error instanceof Error,
        Object.prototype.toString.call(error),
        String(error),
      );
  },
  headers: ({ Headers }, log) => {
    const headers = new Headers({ 'X-B': ' two ', 'x-a': '1' });
    headers.append('X-a', '3');
    headers.set('x-b', 'new');
    log([...headers], headers.get('X-A'), headers.get('none'), headers.has('X-B'));
    headers.delete('X-A');
    log([...headers.keys()], [...headers.values()], [...new Headers([['a', 'b']])], [...new Headers(headers)]);
    headers.forEach((value, name) => log(name, value));
    attempt(log, () => new Headers({ 'a b': 'c' }));
    attempt(log, () => headers.append('a', '茶') as unknown);
  },
  responses: async ({ Response }, log) => {
    const response = new Response('héllo', { status: 201, statusText: 'Made', headers: { a: 'b' } });
    log(
      response.status,
      response.ok,
      response.statusText,
      [...response.headers],
      response.bodyUsed,
      response.type,
      response.url,
    );
    log(await response.text(), response.bodyUsed);
    await response.text().catch((error: unknown) => log(shown(error)));
    log(await Response.json({ a: [1] }).json(), Response.json(1).headers.get('content-type'));
    log([...new Uint8Array(await new Response(new Uint8Array([1, 2])).arrayBuffer())], await new Response(null).text());
    await new Response('no json').json().catch((error: unknown) => log((error as Error).name));
    attempt(log, () => new Response('x', { status: 204 }));
    attempt(log, () => new Response('x', { status: 99 }));
    for await (const chunk of new Response('abc').body!) log([...(chunk as Uint8Array)]);
    const reader = new Response('abc').body!.getReader();
    log((await reader.read()).done, (await reader.read()).done);
  },
  'texts as bytes': ({ TextEncoder, TextDecoder }, log) => {
    for (const given of ['', 'aé茶😀', '\ud800x\udc00', '\ufeffmark'])
      log([...new TextEncoder().encode(given)], new TextDecoder().decode(new TextEncoder().encode(given)));
    const into = new Uint8Array(5);
    log(new TextEncoder().encodeInto('a茶茶', into), [...into]);
    const bytes = new TextEncoder().encode('茶😀');
    const decoder = new TextDecoder();
    log(
      [...bytes].map((byte) => decoder.decode(new Uint8Array([byte]), { stream: true })),
      decoder.decode(),
    );
    log(new TextDecoder('UTF8', { ignoreBOM: true }).decode(new Uint8Array([0xef, 0xbb, 0xbf, 65])));
    attempt(log, () => new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff])));
    attempt(log, () => new TextDecoder('nonsense'));
    log(
      new TextDecoder().decode(new Uint8Array([0xe2, 0x82])),
      new TextDecoder().decode(new DataView(bytes.buffer, 0, 3)),
    );
  },
  queries: ({ URLSearchParams }, log) => {
    const params = new URLSearchParams('?a=1&b=%20+x&a=2&c&%E8%8C%B6=%');
    log([...params], `${params}`, params.get('a'), params.getAll('a'), params.has('c'), params.size);
    params.set('a', '3 &=');
    params.append('d', "~!*()'-._茶");
    params.delete('c');
    params.sort();
    log(`${params}`, [...params.keys()]);
    log(`${new URLSearchParams({ x: '1', y: '2' })}`, `${new URLSearchParams([['a', 'b']])}`, params.has('a', '9'));
    attempt(log, () => new URLSearchParams([['only one']] as never));
  },
  clones: ({ structuredClone, DOMException }, log) => {
    const buffer = new ArrayBuffer(8);
    const copy = structuredClone({ buffer, map: new Map([[1, new Date(2)]]) }, { transfer: [buffer] });
    log(copy, buffer.byteLength, copy.buffer.byteLength);
    const error = structuredClone(new DOMException('m', 'AbortError'));
    log(error.name, error.code, error instanceof DOMException);
    attempt(log, () => structuredClone({ f() {} }));
    attempt(log, () => structuredClone(1, { transfer: [{} as never] }));
  },
};

describe('is as in Node:', () => {
  test.each(Object.keys(STEPS))('%s', async (what) => {
    const nodes = await logged(NODE, STEPS[what]!);
    expect(nodes.length).toBeGreaterThan(0);
    expect(await logged(OURS, STEPS[what]!)).toEqual(nodes);
  });
});

test('bytes of every kind decode as in Node', () => {
  const decoder = new TextDecoder();
  const ours = new text.TextDecoder();
  let state = 7;
  for (let round = 0; round < 3000; round++) {
    const bytes = Uint8Array.from({ length: round % 9 }, () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      const kinds = [
        state >>> 24,
        0x80 | ((state >>> 20) & 63),
        0xc0 | ((state >>> 20) & 63),
        0xe0 | ((state >>> 20) & 31),
      ];
      return kinds[(state >>> 8) & 3]!;
    });
    expect(ours.decode(bytes)).toBe(decoder.decode(bytes));
  }
});
