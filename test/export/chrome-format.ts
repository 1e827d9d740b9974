/**
 * The Trace Event Format as its documentation has it (“Trace Event Format”, Google Docs 1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU),
 * as far as we write it, and what Perfetto's JSON importer asks beyond that: it stops at the first top-level key that it does not
 * know, slices of a track must nest, and a flow event belongs to the slice that is open at its time.
 */
export interface ChromeEvent {
  readonly ph: string;
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
  readonly cat: string;
  readonly id: number;
  readonly s: string;
  readonly bp: string;
  readonly args: { readonly [key: string]: unknown };
}

type Fields = { readonly [key: string]: unknown };

/** What is wrong with the file; nothing, if it is as it should be. */
export function problemsOf(text: string): readonly string[] {
  const file = JSON.parse(text) as Fields;
  const [first] = Object.keys(file);
  if (!text.startsWith('{"')) return ['Perfetto knows a JSON trace by its first two characters'];
  if (first !== 'traceEvents' || !Array.isArray(file['traceEvents'])) return ['traceEvents is not the first key'];
  const events = file['traceEvents'] as ChromeEvent[];
  const problems = events.flatMap((event, index) =>
    fieldProblems(event as unknown as Fields).map((what) => `${index}: ${what}`),
  );
  return problems.length > 0 ? problems : [...nameProblems(events), ...trackProblems(events), ...flowProblems(events)];
}

/** Required fields of each phase. */
function fieldProblems(event: Fields): readonly string[] {
  const problems: string[] = [];
  const need = (isThere: boolean, what: string): void => {
    if (!isThere) problems.push(`${JSON.stringify(event)} needs ${what}`);
  };
  need(typeof event['name'] === 'string', 'a name');
  need(isId(event['pid']) && isId(event['tid']), 'pid and tid, 32 bits');
  const isTimed = event['ph'] !== 'M';
  if (isTimed) need(isTime(event['ts']), 'ts');
  switch (event['ph']) {
    case 'X':
      need(isTime(event['dur']) && event['dur'] > 0, 'a dur that can be seen');
      need(typeof event['cat'] === 'string', 'cat');
      return problems;
    case 'i':
      need(event['s'] === 'g' || event['s'] === 'p' || event['s'] === 't', 'a scope');
      return problems;
    case 'M': {
      const { name, args } = event as unknown as ChromeEvent;
      need(['process_name', 'thread_name', 'thread_sort_index'].includes(name), 'a known kind of metadata');
      need(
        typeof args[name.endsWith('_name') ? 'name' : 'sort_index'] === (name.endsWith('_name') ? 'string' : 'number'),
        'its value',
      );
      return problems;
    }
    case 's':
    case 'f':
      need(typeof event['id'] === 'number', 'an id');
      need(typeof event['cat'] === 'string', 'cat');
      if (event['ph'] === 'f') need(event['bp'] === 'e', 'the enclosing slice as binding point');
      return problems;
  }
  return [`phase ${String(event['ph'])} is not ours`];
}

function isId(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) < 2 ** 32;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function nameProblems(events: readonly ChromeEvent[]): readonly string[] {
  const named = new Set(events.filter(({ name }) => name === 'thread_name').map(({ tid }) => tid));
  const nameless = new Set(events.map(({ tid }) => tid).filter((tid) => !named.has(tid)));
  const many = new Set(events.map(({ pid }) => pid)).size > 1 ? ['there is more than one process'] : [];
  return [...many, ...[...nameless].map((tid) => `track ${tid} has no name`)];
}

/** Nanoseconds: microseconds with three digits are no exact numbers. */
const nano = (micro: number): number => Math.round(micro * 1_000);

/** In the order of the file, time goes forward on each track, for slices as for instants; slices come one after another. */
function trackProblems(events: readonly ChromeEvent[]): readonly string[] {
  const problems: string[] = [];
  const ends = new Map<number, number>();
  const instants = new Map<string, number>();
  for (const { ph, tid, ts, dur, name, s } of events) {
    if (ph === 'X') {
      if (nano(ts) < (ends.get(tid) ?? 0))
        problems.push(`slice ${name} of track ${tid} at ${ts} begins before the last one ends`);
      ends.set(tid, nano(ts) + nano(dur));
    }
    if (ph === 'i') {
      const track = `${s}${tid}`;
      // The end of a task is told with its slices.
      if (s === 'p' && nano(ts) < (instants.get(track) ?? 0))
        problems.push(`instant ${name} of track ${tid} goes back`);
      instants.set(track, nano(ts));
    }
  }
  return problems;
}

function flowProblems(events: readonly ChromeEvent[]): readonly string[] {
  const problems: string[] = [];
  const slices = Map.groupBy(
    events.filter(({ ph }) => ph === 'X'),
    ({ tid }) => tid,
  );
  const isWithin = ({ tid, ts }: ChromeEvent): boolean => {
    const track = slices.get(tid) ?? [];
    let [low, high] = [0, track.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (nano(track[middle]!.ts) < nano(ts)) low = middle + 1;
      else high = middle;
    }
    const before = track[low - 1];
    return before !== undefined && nano(ts) < nano(before.ts) + nano(before.dur);
  };
  const flows = Map.groupBy(
    events.filter(({ ph }) => ph === 's' || ph === 'f'),
    ({ id }) => id,
  );
  for (const [id, ends] of flows) {
    const [start, end] = ends;
    if (ends.length !== 2 || start!.ph !== 's' || end!.ph !== 'f') problems.push(`flow ${id} has no two ends`);
    else if (start!.ts >= end!.ts) problems.push(`flow ${id} goes back in time`);
    else if (start!.cat !== end!.cat || start!.name !== end!.name) problems.push(`flow ${id} changes its name`);
    for (const each of ends)
      if (!isWithin(each)) problems.push(`flow ${id} is in no slice of track ${each.tid} at ${each.ts}`);
  }
  return problems;
}
