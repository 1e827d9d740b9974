/** What is sent: bodies as bytes with their type, bytes as text. */
import type { HttpQuestion } from '../../trace/outside.ts';
import { toBase64 } from '../base64.ts';
import { bytesOf, encodeUtf8 } from './text.ts';
import { URLSearchParams } from './url-search-params.ts';

/** As the parent has it. */
const MAX_BODY_BYTES = 64 * 1024;
const MAX_HEAD = 64 * 1024;

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
  if (body.bytes.length > MAX_BODY_BYTES)
    throw new TypeError(`a body may have ${MAX_BODY_BYTES} bytes here, not ${body.bytes.length}`);
  return toBase64(body.bytes);
}

/** So that nothing is sent that the parent would not even read. */
export function checkedQuestion(question: HttpQuestion): HttpQuestion {
  let length = question.url.length + question.method.length;
  for (const [name, value] of question.headers) length += name.length + value.length;
  if (length > MAX_HEAD) throw new TypeError(`URL and headers may have ${MAX_HEAD} characters here, not ${length}`);
  return question;
}
