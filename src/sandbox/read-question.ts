/** Questions of a child, read as a stranger's text: each is exactly one of ours, copied to new objects, or null. */
import {
  type FunctionReference,
  type Invocation,
  MOST_MESSAGE_TEXT,
  MOST_NAME,
  MOST_WAITED,
  type Outcome,
  PRIMITIVE_METHODS,
  type PoolQuestion,
  type PrimitiveMethod,
} from '../trace/pool-question.ts';

/** For the demo service, which reads it by itself. */
export interface DemoQuestion {
  readonly op: 'demo';
  readonly what: 'requests' | 'file';
  readonly question: unknown;
}

/** `id` 0: whoever asks stands still until it is answered. */
export interface Question {
  readonly id: number;
  /** The clock of whoever asks, seconds. */
  readonly at: number;
  readonly mark: number;
  readonly ask: PoolQuestion | DemoQuestion;
}

type Fields = { readonly [name: string]: unknown };

export function readQuestion(payload: string): Question | null {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return null;
  }
  if (!isObject(value)) return null;
  const { id, at, mark, ask } = value;
  if (!isCount(id) || !isTime(at) || !isCount(mark) || !isObject(ask)) return null;
  const read = readAsk(ask);
  return read === null ? null : { id, at, mark, ask: read };
}

function readAsk(ask: Fields): Question['ask'] | null {
  const { op } = ask;
  if (op === 'http' || op === 'file' || op === 'files')
    return { op: 'demo', what: op === 'http' ? 'requests' : 'file', question: ask };
  return readPoolQuestion(ask);
}

// oxlint-disable-next-line complexity -- one case for each question
function readPoolQuestion(ask: Fields): PoolQuestion | null {
  const { op, pool, call, thread, primitive, parent, mark, kind, value, loop, future } = ask;
  switch (op) {
    case 'sleep':
      return isTime(ask['seconds']) ? { op, seconds: ask['seconds'] } : null;
    case 'exit':
      return isCount(ask['code']) && ask['code'] <= 255 ? { op, code: ask['code'] } : null;
    case 'idle':
      return isTimeout(ask['until']) ? { op, until: ask['until'] } : null;
    case 'poll':
      return { op };
    case 'drop':
      return isCount(ask['id']) ? { op, id: ask['id'] } : null;
    case 'pool': {
      const { workers, prefix } = ask;
      if (!isCount(pool) || !isCount(workers) || workers === 0 || !isText(prefix, MOST_NAME)) return null;
      return kind === 'thread' || kind === 'process' ? { op, pool, kind, workers, prefix } : null;
    }
    case 'submit': {
      const invocation = readInvocation(ask);
      if (!isCount(pool) || !isCount(call) || !isCount(parent) || !isCount(mark)) return null;
      return invocation === null ? null : { op, pool, call, parent, mark, ...invocation };
    }
    case 'cancel':
      return isCount(call) ? { op, call } : null;
    case 'result':
      return isCount(call) && isTimeout(ask['timeout']) ? { op, call, timeout: ask['timeout'] } : null;
    case 'waitAny': {
      const { calls, timeout } = ask;
      if (!Array.isArray(calls) || calls.length > MOST_WAITED || !calls.every(isCount) || !isTimeout(timeout))
        return null;
      return { op, calls: [...calls], timeout };
    }
    case 'shutdown':
      return isCount(pool) && typeof ask['cancel'] === 'boolean' ? { op, pool, cancel: ask['cancel'] } : null;
    case 'drain':
      return isCount(pool) ? { op, pool } : null;
    case 'thread': {
      const invocation = readInvocation(ask);
      const { name, daemon } = ask;
      if (
        !isCount(thread) ||
        typeof daemon !== 'boolean' ||
        !isText(name, MOST_NAME) ||
        !isCount(parent) ||
        !isCount(mark)
      )
        return null;
      return invocation === null ? null : { op, thread, daemon, name, parent, mark, ...invocation };
    }
    case 'join':
      return isCount(thread) && isTimeout(ask['timeout']) ? { op, thread, timeout: ask['timeout'] } : null;
    case 'make': {
      const { lock } = ask;
      if (!isCount(primitive) || !isCount(lock) || !isCount(value)) return null;
      if (kind !== 'lock' && kind !== 'rlock' && kind !== 'event' && kind !== 'semaphore' && kind !== 'condition')
        return null;
      return { op, primitive, kind, value, lock };
    }
    case 'act': {
      const { method, timeout, count } = ask;
      if (!isCount(primitive) || !isMethod(method)) return null;
      if (!isTimeout(timeout) || !isCount(count)) return null;
      return { op, primitive, method, timeout, count };
    }
    case 'callSoon': {
      const invocation = readInvocation(ask);
      if (!isCount(loop) || !isCount(future) || typeof ask['wakes'] !== 'boolean' || invocation === null) return null;
      return { op, loop, future, wakes: ask['wakes'], ...invocation };
    }
    case 'coroutine': {
      const invocation = readInvocation(ask);
      return isCount(loop) && isCount(call) && invocation !== null ? { op, loop, call, ...invocation } : null;
    }
    case 'outcome': {
      const answer = isObject(ask['answer']) ? readOutcome(ask['answer']) : null;
      return isCount(call) && answer !== null ? { op, call, answer } : null;
    }
  }
  return null;
}

function readInvocation({ fn, args }: Fields): Invocation | null {
  const read = isObject(fn) ? readReference(fn) : null;
  return read !== null && isText(args, MOST_MESSAGE_TEXT) ? { fn: read, args } : null;
}

function readReference({ module, name }: Fields): FunctionReference | null {
  if (module !== null && !isText(module, MOST_NAME)) return null;
  return isText(name, MOST_NAME) ? { module, name } : null;
}

export function readOutcome({ is, text }: Fields): Outcome | null {
  if (is === 'cancelled') return { is };
  return (is === 'returned' || is === 'raised') && isText(text, MOST_MESSAGE_TEXT) ? { is, text } : null;
}

function isMethod(value: unknown): value is PrimitiveMethod {
  return (PRIMITIVE_METHODS as readonly unknown[]).includes(value);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown, most: number): value is string {
  return typeof value === 'string' && value.length <= most;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value < Infinity;
}

function isTimeout(value: unknown): value is number | null {
  return value === null || isTime(value);
}
