/** Test support: a program through the real sandbox, as built into `dist/`, from its start to its end. */
import { stripTypeScriptTypes } from 'node:module';
import { resolve } from 'node:path';
import { expect } from 'vitest';
import { DEFAULT_LIMITS, type Limits } from '../../src/sandbox/limits.ts';
import { runCode, type RunOptions } from '../../src/sandbox/run-code.ts';
import { needsOf, startChild } from '../../src/sandbox/spare.ts';
import type { OwnFile } from '../../src/sandbox/own-files.ts';
import type { Source } from '../../src/sandbox/strip-types.ts';
import type { Event, EventOf, EventType } from '../../src/trace/event.ts';
import { Replay } from '../../src/trace/replay.ts';

export const BUILT_CHILD = resolve(import.meta.dirname, '../../dist/child.mjs');

export class Ran {
  readonly events: readonly Event[];

  constructor(events: readonly Event[]) {
    this.events = events;
  }

  of<T extends EventType>(type: T): EventOf<T>[] {
    return this.events.filter((event): event is EventOf<T> => event.type === type);
  }

  get end(): EventOf<'runEnded'> {
    const [end] = this.of('runEnded');
    expect(end).toBeDefined();
    return end!;
  }

  get status(): string {
    return this.end.status;
  }

  get output(): string {
    return this.printed('out');
  }

  get errors(): string {
    return this.printed('err');
  }

  printed(stream: 'out' | 'err'): string {
    return this.of('output')
      .filter((event) => event.stream === stream)
      .map((event) => event.text)
      .join('');
  }

  replay(): Replay {
    const replay = new Replay();
    replay.append(this.events);
    return replay;
  }
}

type Options = Partial<Omit<RunOptions, 'limits' | 'child'>> & {
  readonly limits?: Partial<Limits>;
  readonly fileName?: string;
  readonly files?: readonly OwnFile[];
  /** Of each slice. */
  readonly handles?: number | null;
};

/** A program without a name is of JavaScript where it can be read as such: its child starts in two thirds of the time. */
function named(source: string, { fileName, files }: Options): Source {
  if (files !== undefined) return { fileName: fileName ?? 'program.ts', source, files };
  if (fileName !== undefined) return { fileName, source };
  try {
    return { fileName: 'program.mjs', source: stripTypeScriptTypes(source) };
  } catch {
    return { fileName: 'program.ts', source };
  }
}

export async function runInSandbox(source: string, options: Options = {}): Promise<Ran> {
  const { fileName: _, files: __, handles = null, limits = {}, ...rest } = options;
  const program = named(source, options);
  const child = startChild(limits.memoryMb ?? DEFAULT_LIMITS.memoryMb, BUILT_CHILD, needsOf(program));
  const run = runCode(program, { clock: 'virtual', sliceMs: 50, ...rest, limits, child });
  const events: Event[] = [];
  for (;;) {
    const slice = await run.slice({ until: Infinity, handles });
    for (const event of slice.events) events.push(event);
    if (slice.report.state === 'ended') return new Ran(events);
  }
}

/** Runs programs that begin with the same imports; `prints` also expects one to end well and to print exactly these lines. */
export function programsWith(imports: string) {
  const program = (body: string, options: Options = {}): Promise<Ran> =>
    runInSandbox(imports + body, { limits: { seconds: 60 }, ...options });
  const prints = async (body: string, ...lines: readonly string[]): Promise<Ran> => {
    const ran = await program(body);
    expect({ errors: ran.errors, error: ran.end.error, output: ran.output.trimEnd().split('\n') }).toEqual({
      errors: '',
      error: null,
      output: lines,
    });
    return ran;
  };
  return { program, prints };
}
