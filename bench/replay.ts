/** How long moving to any moment of a trace of 1,000,000 events takes; a frame is 16 ms. */
import { Replay } from '../src/trace/replay.ts';
import { randomTrace, seeded } from '../test/trace/random-trace.ts';

const EVENTS = 1_000_000;
const ROWS = 50;

/** Reads as much of the picture as a full screen shows. */
function look(replay: Replay, index: number): number {
  const picture = replay.at(index);
  let seen = picture.ready(0, ROWS).length + picture.timers(0, ROWS).length;
  seen += picture.outputLines(Math.max(0, picture.outputLineCount - ROWS), ROWS).length;
  for (let row = 0; row < Math.min(ROWS, picture.taskCount); row++) {
    seen += picture.task(row).depth;
    for (let column = 0; column < 100; column++) {
      seen += picture.stretch(row, Math.floor((index * column) / 100), Math.floor((index * (column + 1)) / 100))?.ran
        ? 1
        : 0;
    }
  }
  return seen;
}

function measure(name: string, most: number): void {
  const events = randomTrace(1, EVENTS, most);
  const before = process.memoryUsage().heapUsed;
  const replay = new Replay();
  const start = performance.now();
  for (let from = 0; from < events.length; from += 1_000) replay.append(events.slice(from, from + 1_000));
  const appended = performance.now() - start;
  const memory = (process.memoryUsage().heapUsed - before) / 2 ** 20;
  const random = seeded(2);
  for (let count = 0; count < 100; count++) look(replay, Math.floor(random() * events.length));
  const seeks: number[] = [];
  let slowest = { index: 0, ms: 0 };
  for (let count = 0; count < 1_000; count++) {
    const index = Math.floor(random() * events.length);
    const began = performance.now();
    look(replay, index);
    const ms = performance.now() - began;
    seeks.push(ms);
    if (ms > slowest.ms) slowest = { index, ms };
  }
  // Tells a moment that is slow to reach from a machine or a collector that was busy just then.
  const again = performance.now();
  look(replay, slowest.index);
  const againMs = performance.now() - again;
  seeks.sort((one, other) => one - other);
  const picture = replay.at(events.length);
  const sizes = `${picture.taskCount} tasks, ${picture.timerCount} timers`;
  console.log(
    `${name} (${sizes}): append ${((appended * 1_000) / events.length).toFixed(2)} µs an event, ` +
      `${memory.toFixed(0)} MB; a look: median ${seeks[500]!.toFixed(2)} ms, 99 % within ${seeks[990]!.toFixed(2)} ms, ` +
      `worst ${seeks[999]!.toFixed(2)} ms (the same moment again: ${againMs.toFixed(2)} ms)`,
  );
}

measure('ten tasks at a time', 10);
measure('20,000 tasks at a time', 20_000);
