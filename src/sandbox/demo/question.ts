/**
 * Reads a question that a child asks: it may have broken out, so every field is looked at, and what goes on from here is made
 * anew. One place can be reached, and the name of no other one is ever looked up.
 */
import type { OutsideFailure } from '../../trace/outside.ts';
import { harmless } from '../../trace/wire.ts';
import { MAX_BODY_BYTES, MAX_HEADER, MAX_HEADERS, MAX_URL } from './limits.ts';

/** The one host that programs know. */
export const DEMO_HOST = 'demo.test';

export type Question =
  | {
      readonly is: 'http';
      readonly method: string;
      /** Path and query. */
      readonly path: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: Buffer | null;
      /** Seconds. */
      readonly within: number;
    }
  | { readonly is: 'file'; readonly name: string }
  | { readonly is: 'files' }
  | Refused;

interface Refused {
  readonly is: 'refused';
  readonly code: OutsideFailure;
  readonly message: string;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
/** Headers that say how a message travels: HTTP's own business. */
const NOT_TO_BE_SET = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~\dA-Za-z]{1,100}$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const BASE64 = /^[A-Za-z\d+/]*={0,2}$/;
const MAX_SHOWN = 100;
const MAX_FILE_NAME = 100;

type Fields = { readonly [key: string]: unknown };

export function readQuestion(question: unknown): Question {
  if (typeof question !== 'object' || question === null) return refused('badRequest', 'no question');
  const fields = question as Fields;
  switch (fields['op']) {
    case 'http':
      return readHttp(fields);
    case 'file':
      return readFile(fields['name']);
    case 'files':
      return { is: 'files' };
    default:
      return refused('badRequest', 'no question');
  }
}

function readFile(name: unknown): Question {
  if (typeof name !== 'string' || name.length > MAX_FILE_NAME) return refused('badRequest', 'no name of a file');
  return { is: 'file', name };
}

function readHttp({ method, url, headers, body, within = Infinity }: Fields): Question {
  if (typeof method !== 'string' || !METHODS.includes(method))
    return refused('badRequest', `no method of HTTP that can be used here: ${shown(method)}`);
  const path = readUrl(url);
  if (typeof path !== 'string') return path;
  const read = readHeaders(headers);
  if ('is' in read) return read;
  const bytes = readBody(body);
  if (bytes !== null && 'is' in bytes) return bytes;
  if (typeof within !== 'number' || !(within > 0))
    return refused('badRequest', `no number of seconds: ${shown(within)}`);
  return { is: 'http', method, path, headers: read, body: bytes, within };
}

function readUrl(url: unknown): string | Refused {
  if (typeof url !== 'string' || url.length > MAX_URL) return refused('badRequest', 'no URL, or one that is too long');
  if (!URL.canParse(url)) return refused('badRequest', `no URL: ${shown(url)}`);
  const { protocol, hostname, port, username, password, pathname, search } = new URL(url);
  if (hostname !== DEMO_HOST)
    return refused(
      'noSuchHost',
      `${shown(hostname === '' ? url : hostname)} can't be reached: programs here have one host, http://${DEMO_HOST}/`,
    );
  if (protocol !== 'http:' || port !== '' || username !== '' || password !== '')
    return refused('badRequest', `write http://${DEMO_HOST}/…, without a port or a user: ${shown(url)}`);
  return pathname + search;
}

function readHeaders(headers: unknown): readonly (readonly [string, string])[] | Refused {
  if (!Array.isArray(headers) || headers.length > MAX_HEADERS) return refused('badRequest', 'no headers, or too many');
  const read: [string, string][] = [];
  for (const header of headers as unknown[]) {
    const [name, value] = Array.isArray(header) ? (header as unknown[]) : [];
    if (typeof name !== 'string' || !HEADER_NAME.test(name))
      return refused('badRequest', `no name of a header: ${shown(name)}`);
    if (typeof value !== 'string' || value.length > MAX_HEADER || !HEADER_VALUE.test(value))
      return refused('badRequest', `no value of a header: ${shown(value)}`);
    const lower = name.toLowerCase();
    if (NOT_TO_BE_SET.has(lower) || lower.startsWith('proxy-') || lower.startsWith('x-demo-'))
      return refused('badRequest', `the header ${shown(name)} can't be set here`);
    read.push([name, value]);
  }
  return read;
}

function readBody(body: unknown): Buffer | null | Refused {
  if (body === null || body === undefined) return null;
  if (typeof body !== 'string') return refused('badRequest', 'no body');
  if (body.length > Math.ceil(MAX_BODY_BYTES / 3) * 4)
    return refused('tooMuch', `a body may have ${MAX_BODY_BYTES} bytes`);
  return BASE64.test(body) ? Buffer.from(body, 'base64') : refused('badRequest', 'no body');
}

function refused(code: OutsideFailure, message: string): Refused {
  return { is: 'refused', code, message };
}

function shown(value: unknown): string {
  return typeof value === 'string' ? harmless(value.slice(0, MAX_SHOWN)).replace(/[\n\t]/g, ' ') : typeof value;
}
