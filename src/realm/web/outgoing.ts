/** What is sent: bodies as bytes with their type, bytes as text. */
import type { HttpQuestion } from '../../trace/outside.ts';
import { toBase64 } from '../base64.ts';
import { bytesOf, encodeUtf8 } from './text.ts';
import { URLSearchParams } from './url-search-params.ts';

/** As the parent has them. */
const MAX_BODY_BYTES = 64 * 1024;
const MAX_METHOD = 20;
const MAX_URL = 2000;
const MAX_HEADERS = 50;
const MAX_HEADER_NAME = 100;
const MAX_HEADER = 2000;

interface OutgoingBody {
  readonly bytes: Uint8Array;
  /** What `content-type` says of it unless the program does. */
  readonly type: string | null;
}

/** Fetch's "extract a body", for texts, bytes and form fields. */
export function outgoingBody(body: unknown): OutgoingBody {
  if (body instanceof URLSearchParams)
    return { bytes: encodeUtf8(`${body}`), type: 'application/x-www-form-urlencoded;charset=UTF-8' };
  const bytes = typeof body === 'object' && body !== null ? bytesOf(body) : null;
  if (bytes !== null) return { bytes, type: null };
  return { bytes: encodeUtf8(`${body as string}`), type: 'text/plain;charset=UTF-8' };
}

export function sentBody(body: OutgoingBody | null): string | null {
  if (body === null) return null;
  checkLength('a body', body.bytes.length, MAX_BODY_BYTES, 'bytes');
  return toBase64(body.bytes);
}

/** So that nothing is sent that the parent would not even read. */
export function checkedQuestion(question: HttpQuestion): HttpQuestion {
  checkLength('a method', question.method.length, MAX_METHOD, 'characters');
  checkLength('a URL', question.url.length, MAX_URL, 'characters');
  checkLength('a request', question.headers.length, MAX_HEADERS, 'headers');
  for (const [name, value] of question.headers) {
    checkLength("a header's name", name.length, MAX_HEADER_NAME, 'characters');
    checkLength('a header', value.length, MAX_HEADER, 'characters');
  }
  return question;
}

function checkLength(what: string, length: number, most: number, of: string): void {
  if (length > most) throw new TypeError(`${what} may have ${most} ${of} here, not ${length}`);
}
