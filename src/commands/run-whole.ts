/** A program from its start to its end, and what that showed. */
import { clockOf, type Source } from '../course/questions/question.ts';
import { factsOf, type RunFacts } from '../course/run-facts.ts';
import { runCode } from '../sandbox/run-code.ts';
import type { Event } from '../trace/event.ts';

const SLICE_MS = 50;

export async function runWhole(program: Source): Promise<RunFacts> {
  const { fileName, source } = program;
  const run = runCode({ fileName, source }, { clock: clockOf(program), sliceMs: SLICE_MS });
  const events: Event[] = [];
  for (let state = 'ready'; state !== 'ended';) {
    const slice = await run.slice({ until: Infinity, handles: null });
    for (const event of slice.events) events.push(event);
    state = slice.report.state;
  }
  return factsOf(events);
}
