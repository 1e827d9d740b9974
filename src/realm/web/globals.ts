/** What both Node and browsers have and a bare context lacks, as a program finds it. */
import { DOMException } from '../dom-exception.ts';
import type { NodeQueues } from '../node/queues.ts';
import { AbortController, AbortSignal, abortTimers } from './abort.ts';
import { CustomEvent, Event, EventTarget, listenerErrors } from './events.ts';
import { fetch } from './fetch.ts';
import { Headers } from './headers.ts';
import { Response } from './response.ts';
import { structuredClone } from './structured-clone.ts';
import { TextDecoder, TextEncoder } from './text.ts';
import { URL } from './url.ts';
import { URLSearchParams } from './url-search-params.ts';

export function installWebGlobals(queues: NodeQueues): void {
  abortTimers.set = (ms, then) => void queues.timers.set({ fn: then, args: [] }, ms, false).unref();
  listenerErrors.report = (error) => {
    const raise = (): never => {
      throw error;
    };
    queues.addTick({ fn: raise, args: [] });
  };
  const classes = {
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
    URL,
    URLSearchParams,
  };
  for (const [name, value] of Object.entries(classes)) define(name, value, false);
  define('fetch', fetch, true);
  define('structuredClone', structuredClone, true);
}

function define(name: string, value: unknown, enumerable: boolean): void {
  Object.defineProperty(globalThis, name, { value, writable: true, enumerable, configurable: true });
}
