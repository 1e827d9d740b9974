/**
 * A few sample files on a slow disk, to read with and without blocking. Ours: Python reads files with `open`. There are no other
 * files here, and nothing can be written.
 */
import { atOnce } from '../../asyncio/awaitables.ts';
import type { EventLoop } from '../../asyncio/base-events.ts';
import { boxedCoroutineOf, type Coroutine } from '../../asyncio/coroutines.ts';
import { servingLoop } from '../../asyncio/default-loop.ts';
import { named } from '../../asyncio/events.ts';
import { OSError } from '../../asyncio/exceptions.ts';
import { FAILED, FINISHED, LabelledFuture, PENDING } from '../../asyncio/futures.ts';
import { repr } from '../../asyncio/repr.ts';
import type { FutureState } from '../../asyncio/futures.ts';
import type { OutsideAnswer } from '../../trace/outside.ts';
import { fromBase64 } from '../base64.ts';
import { outside } from '../outside.ts';
import { joined } from '../web/body.ts';
import { decodeUtf8 } from '../web/text.ts';

/** The parent reads no longer one. */
const LONGEST_NAME = 100;

/** Python: `FileNotFoundError`. */
export class FileNotFoundError extends OSError {
  static override readonly name: string = 'FileNotFoundError';
}

/** The names of the files. */
export function list(): string[] {
  return textOf(outside.current.ask({ op: 'files' })).split('\n');
}

/** The text of a file. Blocks the thread, and with it every task, until the disk has it; Python: `open(name).read()`. */
export function readSync(name: string): string {
  return textOf(outside.current.ask({ op: 'file', name: checked(name) }));
}

/** The text of a file. Other tasks run until the disk has it; cancelling gives the reading up. Python: `aiofiles`. */
export function read(name: string): Coroutine<string> {
  const file = checked(name);
  return boxedCoroutineOf('files.read', async () => [await atOnce(new FileFuture(file, servingLoop()))]);
}

/** While the disk is busy, the loop counts it in `loop.outside`. */
class FileFuture extends LabelledFuture<string> {
  readonly #answers: OutsideAnswer[] = [];
  readonly #drop: () => void;

  constructor(name: string, loop: EventLoop) {
    super('file', loop);
    loop.outside++;
    this.#drop = outside.current.begin({ op: 'file', name }, (answer) => this.#hear(answer));
  }

  /** @internal Also if it is cancelled. */
  override _complete(state: FutureState, value: unknown): void {
    this._loop.outside--;
    this.#drop();
    super._complete(state, value);
  }

  #hear(answer: OutsideAnswer): void {
    this.#answers.push(answer);
    if (answer.is !== 'end' && answer.is !== 'failed') return;
    if (!this._loop.isClosed()) this._loop.callSoonThreadsafe(this.#arrived);
  }

  readonly #arrived = named('files.read', (): void => {
    if (this._state !== PENDING) return;
    try {
      this._complete(FINISHED, textOf(this.#answers));
    } catch (error) {
      this._complete(FAILED, error);
      this._expectRetrieval();
    }
  });
}

function checked(name: unknown): string {
  if (typeof name !== 'string') throw new TypeError(`the name of a file is needed, not ${repr(name)}`);
  if (name.length > LONGEST_NAME) throw new FileNotFoundError(`there is no file ${repr(name)}`);
  return name;
}

function textOf(answers: readonly OutsideAnswer[]): string {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (const answer of answers) {
    if (answer.is === 'failed') throw new (answer.code === 'noSuchFile' ? FileNotFoundError : OSError)(answer.message);
    if (answer.is !== 'chunk') continue;
    const bytes = fromBase64(answer.bytes);
    chunks.push(bytes);
    size += bytes.length;
  }
  return decodeUtf8(joined(chunks, size));
}
