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

/** One line for each that stands still; `nameOf` a lane, 0 being the program's own thread. */
export function stuckText(standing: Iterable<Standstill>, nameOf: (lane: number) => string): string {
  const inOrder = [...standing].sort((one, other) => one.asker.id - other.asker.id);
  const lines = inOrder.flatMap((each) => stuckLine(each, nameOf));
  return ['deadlock: every thread waits, and nothing is left that could go on', ...lines].join('\n  ');
}

function stuckLine({ asker, place, holder }: Standstill, nameOf: (lane: number) => string): readonly string[] {
  if (place === null || place.what === 'idle') return [];
  const line = markedPlace(place.mark)?.line;
  const at = line === undefined ? '' : ` at line ${line}`;
  const owner = holder();
  const had = owner === null ? '' : owner === asker.id ? ' that it has itself' : ` that ${nameOf(owner)} has`;
  return [`${nameOf(asker.id)} waits${at} for ${WAITS[place.what] ?? place.what}${had}`];
}
