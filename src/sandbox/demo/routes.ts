/**
 * What the demo service answers, as data: the same for the same request every time. Nobody waits here; each part says after
 * how many seconds it is due.
 */
import { STATUS_CODES } from 'node:http';

export interface DemoRequest {
  readonly method: string;
  /** Path and query, as asked. */
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  /** How often this run has asked for this path and query, this time included. */
  readonly visit: number;
}

/** `at` counts from the start of the request, seconds. */
export interface DemoResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly at: number;
  readonly parts: readonly { readonly at: number; readonly bytes: Buffer }[];
}

export const LONGEST_DELAY = 10;
export const MOST_BYTES = 1024 * 1024;
export const FLAKY_FAILURES = 2;
export const PAGES = 30;
const BROKEN_LINKS_ON = 16;
const STREAM_PARTS = 5;
const STREAM_STEP = 0.2;
/** Large bodies arrive in parts of this size. */
const PART_BYTES = 16 * 1024;

type Route = (rest: string, request: DemoRequest) => DemoResponse;

const HTML = 'text/html; charset=utf-8';
const PLAIN = 'text/plain; charset=utf-8';

/** By the first part of the path; `''` is the front page. */
const ROUTES = new Map<string, { readonly methods: 'any' | 'read'; readonly answer: Route }>([
  ['', { methods: 'read', answer: frontPage }],
  ['delay', { methods: 'any', answer: delay }],
  ['status', { methods: 'any', answer: status }],
  ['bytes', { methods: 'read', answer: bytes }],
  ['flaky', { methods: 'any', answer: flaky }],
  ['stream', { methods: 'read', answer: stream }],
  ['json', { methods: 'read', answer: sample }],
  ['echo', { methods: 'any', answer: echo }],
  ['page', { methods: 'read', answer: page }],
]);

export function answerRequest(request: DemoRequest): DemoResponse {
  const { pathname } = urlOf(request);
  const [, first = '', rest = '', ...more] = pathname.split('/');
  const route = ROUTES.get(first);
  if (route === undefined || more.length > 0) return failure(404, `there is no ${pathname} here`);
  if (route.methods === 'read' && request.method !== 'GET' && request.method !== 'HEAD')
    return failure(405, `${pathname} can only be read`);
  const response = route.answer(rest, request);
  return request.method === 'HEAD' ? { ...response, parts: [] } : response;
}

function urlOf({ path }: DemoRequest): URL {
  return new URL(`http://demo.test${path}`);
}

function delay(rest: string): DemoResponse {
  const seconds = /^\d{1,2}(?:\.\d{1,6})?$/.test(rest) ? Number(rest) : Number.NaN;
  if (!(seconds <= LONGEST_DELAY)) return failure(400, `/delay/SECONDS takes 0 to ${LONGEST_DELAY}`);
  return { ...json(200, { seconds }), at: seconds };
}

function status(rest: string): DemoResponse {
  const code = /^[2-5]\d\d$/.test(rest) ? Number(rest) : null;
  if (code === null) return failure(400, '/status/CODE takes 200 to 599');
  const isEmpty = code === 204 || code === 205 || code === 304;
  return text(code, PLAIN, isEmpty ? '' : `${code} ${STATUS_CODES[code] ?? ''}`.trim());
}

function bytes(rest: string): DemoResponse {
  const count = /^\d{1,8}$/.test(rest) ? Number(rest) : Infinity;
  if (count > MOST_BYTES) return failure(400, `/bytes/N takes 0 to ${MOST_BYTES}`);
  const all = Buffer.alloc(count);
  for (let index = 0; index < count; index++) all[index] = index % 251;
  const parts = [];
  for (let from = 0; from < count; from += PART_BYTES)
    parts.push({ at: 0, bytes: all.subarray(from, from + PART_BYTES) });
  const headers = [
    ['content-type', 'application/octet-stream'],
    ['content-length', `${count}`],
  ] as const;
  return { status: 200, headers, at: 0, parts };
}

/** Fails the first times, and is well from then on. Each `?key=` has a count of its own. */
function flaky(rest: string, { visit }: DemoRequest): DemoResponse {
  if (rest !== '') return failure(404, 'write /flaky or /flaky?key=NAME');
  return visit <= FLAKY_FAILURES
    ? json(503, { attempt: visit, error: 'not ready yet: try again' })
    : json(200, { attempt: visit, ok: true });
}

function stream(rest: string): DemoResponse {
  if (rest !== '') return failure(404, 'write /stream');
  const parts = Array.from({ length: STREAM_PARTS }, (_, index) => ({
    at: hundredths((index + 1) * STREAM_STEP),
    bytes: Buffer.from(`part ${index + 1} of ${STREAM_PARTS}\n`),
  }));
  return { status: 200, headers: [['content-type', PLAIN]], at: 0, parts };
}

function sample(rest: string): DemoResponse {
  if (rest !== '') return failure(404, 'write /json');
  return json(200, {
    title: 'Tea for two',
    guests: [
      { name: 'Ada', sugar: 0 },
      { name: 'Lin', sugar: 2 },
    ],
    minutes: 4.5,
    ready: true,
    note: null,
  });
}

function echo(_rest: string, request: DemoRequest): DemoResponse {
  const { pathname, searchParams } = urlOf(request);
  const headers = Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
  return json(200, {
    method: request.method,
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers,
    body: request.body,
  });
}

function frontPage(rest: string): DemoResponse {
  if (rest !== '') return failure(404, `there is no //${rest} here`);
  const rows = [
    ['/delay/SECONDS', `answers after 0 to ${LONGEST_DELAY} seconds`],
    ['/status/CODE', 'answers with that status, 200 to 599'],
    ['/bytes/N', `answers with so many bytes, 0 to ${MOST_BYTES}`],
    ['/flaky?key=NAME', `fails ${FLAKY_FAILURES} times with 503, then answers with 200; each key by itself`],
    ['/stream', `answers with ${STREAM_PARTS} lines, one every ${STREAM_STEP} seconds`],
    ['/json', 'answers with a small document'],
    ['/echo', 'answers with what it was sent'],
    ['/page/N', `pages 1 to ${PAGES}, which link to each other; <a href="/page/1">/page/1</a> is the first`],
  ];
  const items = rows.map(([path, says]) => `<li><code>${path}</code> ${says}</li>\n`).join('');
  return text(200, HTML, `<!doctype html>\n<title>demo.test</title>\n<h1>demo.test</h1>\n<ul>\n${items}</ul>\n`);
}

/** Every page can be reached from the first; some links lead back, and those of one page lead nowhere. */
function page(rest: string): DemoResponse {
  const number = /^\d{1,4}$/.test(rest) ? Number(rest) : 0;
  const at = hundredths((((number * 37) % 5) + 1) * 0.05);
  if (number < 1 || number > PAGES) return { ...failure(404, `there are pages 1 to ${PAGES}`), at };
  const links = pageLinks(number)
    .map((to) => `<li><a href="/page/${to}">Page ${to}</a></li>\n`)
    .join('');
  const body = `<!doctype html>\n<title>Page ${number}</title>\n<h1>Page ${number}</h1>\n<ul>\n${links}</ul>\n`;
  return { ...text(200, HTML, body), at };
}

export function pageLinks(number: number): readonly number[] {
  const links = new Set([2 * number, 2 * number + 1, ((number * 7) % PAGES) + 1, Math.max(1, number >> 1)]);
  return [...links].filter((to) => (to <= PAGES || number === BROKEN_LINKS_ON) && to !== number);
}

function hundredths(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}

function failure(code: number, says: string): DemoResponse {
  return text(code, PLAIN, `${says}\n`);
}

function json(code: number, value: unknown): DemoResponse {
  return text(code, 'application/json', JSON.stringify(value));
}

function text(code: number, type: string, body: string): DemoResponse {
  const all = Buffer.from(body);
  const headers = [
    ['content-type', type],
    ['content-length', `${all.length}`],
  ] as const;
  return { status: code, headers, at: 0, parts: all.length === 0 ? [] : [{ at: 0, bytes: all }] };
}
