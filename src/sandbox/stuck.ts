/** Who waits for what in a program in which nothing can happen any more. */
import { markedPlace } from '../trace/wire.ts';
import type { Standstill } from './asker.ts';

/** What a thread stands still for, in words. @internal */
export const WAITS: { readonly [what: string]: string } = {
  lock: 'a lock',
  wait: 'an event or a notification',
  result: 'the result of a call',
  futures: 'one of several calls',
  thread: 'another thread to end',
  pool: 'the calls of a pool',
};

/** What things are called: a lane, 0 being the program's own thread; a line, `3` or `3 of lib/queue.ts`. */
interface Names {
  readonly lane: (id: number) => string;
  readonly line: (line: number) => string;
}

/** One line for each that stands still. */
export function stuckText(standing: Iterable<Standstill>, names: Names): string {
  const inOrder = [...standing].sort((one, other) => one.asker.id - other.asker.id);
  const lines = inOrder.flatMap((each) => stuckLine(each, names));
  return ['deadlock: every thread waits, and nothing is left that could go on', ...lines].join('\n  ');
}

function stuckLine({ asker, place, holder }: Standstill, names: Names): readonly string[] {
  if (place === null || place.what === 'idle') return [];
  const line = markedPlace(place.mark)?.line;
  const at = line === undefined ? '' : ` at line ${names.line(line)}`;
  const owner = holder();
  const had = owner === null ? '' : owner === asker.id ? ' that it has itself' : ` that ${names.lane(owner)} has`;
  return [`${names.lane(asker.id)} waits${at} for ${WAITS[place.what] ?? place.what}${had}`];
}
