/** What is sent: bodies as bytes with their type, bytes as text. */
import { toBase64 } from '../base64.ts';
import { bytesOf, encodeUtf8 } from './text.ts';
import { URLSearchParams } from './url-search-params.ts';

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
  return body === null ? null : toBase64(body.bytes);
}
