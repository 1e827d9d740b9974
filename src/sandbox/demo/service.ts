/**
 * The demo service: a real HTTP server of the parent's on loopback, at a port that the system chooses. Programs know it as
 * `http://demo.test/`; they reach it through `DemoClient` only, which alone has the token that every request must carry.
 *
 * It starts with the first question and never keeps the process alive.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEMO_HOST } from './question.ts';
import { MAX_BODY_BYTES } from './limits.ts';
import { answerRequest, type DemoRequest, type DemoResponse } from './routes.ts';

/** The client's own headers. The service needs the first for any answer. */
export const TOKEN_HEADER = 'x-demo-token';
export const VISIT_HEADER = 'x-demo-visit';
/** To be answered at once: what would have taken time is told in `PLAN_HEADER` instead. */
export const AT_ONCE_HEADER = 'x-demo-at-once';
/** `writePlan`. */
export const PLAN_HEADER = 'x-demo-plan';

export interface DemoAddress {
  readonly port: number;
  readonly token: string;
}

/** When the head and each part of a body are due, seconds from the start, and how large each part is. */
export interface Plan {
  readonly at: number;
  readonly parts: readonly { readonly at: number; readonly size: number }[];
}

export class DemoService {
  readonly #token = randomBytes(18).toString('hex');
  #server: Server | null = null;
  #address: Promise<DemoAddress> | null = null;

  /** Where it listens; the first call starts it. Rejects where loopback is not to be had. */
  address(): Promise<DemoAddress> {
    this.#address ??= this.#listen();
    return this.#address;
  }

  /** Drops every connection. The next `address` starts it anew. */
  stop(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
    this.#server = null;
    this.#address = null;
  }

  #listen(): Promise<DemoAddress> {
    const server = createServer((request, response) => void this.#serve(request, response));
    this.#server = server;
    server.on('connection', (socket) => socket.unref());
    server.unref();
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () =>
        resolve({ port: (server.address() as AddressInfo).port, token: this.#token }),
      );
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.sendDate = false;
    if (request.headers[TOKEN_HEADER] !== this.#token) {
      response.writeHead(403).end();
      return;
    }
    const body = await bodyOf(request);
    if (body === null) {
      response.writeHead(413).end();
      return;
    }
    const answer = answerRequest(demoRequest(request, body));
    if (request.headers[AT_ONCE_HEADER] !== undefined) sendAtOnce(response, answer);
    else await sendInTime(response, answer);
  }
}

/** The one that all runs of this process share. */
export const demoService = new DemoService();

/** What may be sent, decoded; null where it is more than that, or the client is gone. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString();
}

function demoRequest(request: IncomingMessage, body: string): DemoRequest {
  const { rawHeaders } = request;
  const headers: [string, string][] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!;
    if (!name.toLowerCase().startsWith('x-demo-') && !HIDDEN.has(name.toLowerCase()))
      headers.push([name, rawHeaders[index + 1]!]);
  }
  return {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: [['host', DEMO_HOST], ...headers],
    body,
    visit: Number(request.headers[VISIT_HEADER] ?? 1),
  };
}

/** How the message came here says nothing to a program; `host` it is told as it knows it. */
const HIDDEN = new Set(['connection', 'host', 'transfer-encoding']);

function sendAtOnce(response: ServerResponse, { status, headers, at, parts }: DemoResponse): void {
  const plan = writePlan({ at, parts: parts.map((part) => ({ at: part.at, size: part.bytes.length })) });
  response.writeHead(status, [...headers.flat(), PLAN_HEADER, plan]);
  for (const { bytes } of parts) response.write(bytes);
  response.end();
}

async function sendInTime(response: ServerResponse, { status, headers, at, parts }: DemoResponse): Promise<void> {
  const started = performance.now();
  const until = (seconds: number): Promise<void> => whileOpen(response, seconds * 1000 - (performance.now() - started));
  await until(at);
  if (response.destroyed) return;
  response.writeHead(status, headers.flat());
  response.flushHeaders();
  for (const part of parts) {
    await until(part.at);
    if (response.destroyed) return;
    response.write(part.bytes);
  }
  response.end();
}

/** Waits so long, or until the client is gone. */
function whileOpen(response: ServerResponse, ms: number): Promise<void> {
  if (ms <= 0 || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const over = (): void => {
      clearTimeout(timer);
      response.off('close', over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    timer.unref();
    response.once('close', over);
  });
}

function writePlan({ at, parts }: Plan): string {
  return [`${at}`, ...parts.map((part) => `${part.at}:${part.size}`)].join(' ');
}

export function readPlan(text: string): Plan {
  const [at = '0', ...parts] = text.split(' ');
  return {
    at: Number(at),
    parts: parts.map((part) => {
      const [due, size] = part.split(':');
      return { at: Number(due), size: Number(size) };
    }),
  };
}
