/** What a whole run showed, as plain facts: what checks are held against, and what answer keys are taken from. */
import type { Event, EventOf, RunStatus, TaskId, TaskKind, TaskOutcome } from '../trace/event.ts';

export interface RunFacts {
  readonly status: RunStatus;
  /** The uncaught error, as `Name: message`. */
  readonly error: string | null;
  /** The loop's clock at the end. */
  readonly seconds: number;
  readonly output: string;
  /** The complete lines of the standard output. */
  readonly lines: readonly PrintedLine[];
  /** In the order in which they were created. */
  readonly tasks: readonly TaskFacts[];
  /** Of all warnings: the code where the sandbox warns of how the program is written, else the message. */
  readonly warnings: readonly string[];
  /** One of them as it is told to a person: the first that running brought, else the first that reading did. */
  readonly warned: Warned | null;
}

export interface PrintedLine {
  readonly text: string;
  /** How many events had happened when it was printed. */
  readonly moment: number;
  /** The line of the program that printed it, from 1; null: not known. */
  readonly by: number | null;
}

export type Warned = Pick<EventOf<'warning'>, 'message' | 'saying'>;

export interface TaskFacts {
  readonly kind: TaskKind;
  readonly name: string;
  readonly coroutine: string;
  /** After how many events it was created and ended; `Infinity`: it never ended. */
  readonly born: number;
  readonly ended: number;
  /** When its own code first ran, after how many events; null: never. */
  readonly began: number | null;
  readonly outcome: TaskOutcome | null;
  /** A task group made it, and has heard of its end. */
  readonly grouped: boolean;
  /** It was still there when the program was through, which then had it cancelled. */
  readonly leftOver: boolean;
}

/** How a task group hears that one of its tasks has ended: the name of what the loop then calls. */
const GROUP_HEARS = 'call taskGroup';

type Growing = { -readonly [K in keyof TaskFacts]: TaskFacts[K] };

/** The facts of a run that has ended; of one that has not, what is known so far, as `killed`. */
export function factsOf(events: readonly Event[]): RunFacts {
  const tasks = new Map<TaskId, Growing>();
  const stepping = new Map<number, TaskId>();
  const lines: PrintedLine[] = [];
  const warnings: string[] = [];
  let warned: Warned | null = null;
  let open = '';
  let output = '';
  let main: TaskId | null = null;
  let lastEnded: TaskId | null = null;
  let end: (Event & { readonly type: 'runEnded' }) | null = null;
  events.forEach((event, moment) => {
    switch (event.type) {
      case 'taskCreated': {
        const { kind, name, coroutine } = event;
        const began = kind === 'task' ? null : moment;
        const open = { ended: Infinity, outcome: null, grouped: false, leftOver: false };
        tasks.set(event.task, { kind, name, coroutine, born: moment, began, ...open });
        if (kind === 'task' && event.parent === null) main = event.task;
        return;
      }
      case 'taskRenamed':
        return change(event.task, { name: event.name });
      case 'handleScheduled':
        if (event.task !== null) stepping.set(event.handle, event.task);
        if (event.label === GROUP_HEARS && lastEnded !== null) change(lastEnded, { grouped: true });
        return;
      case 'handleStarted':
        return begin(stepping.get(event.handle), moment);
      case 'taskSuspended':
        return begin(event.task, moment);
      case 'taskCancelRequested':
        // Cancelled by nobody's task once the program is through: by `run`, which finds it left over. Before, by a timeout.
        return event.by === null && isThrough() ? change(event.task, { leftOver: true }) : undefined;
      case 'taskEnded':
        begin(event.task, moment);
        lastEnded = event.task;
        return change(event.task, { ended: moment, outcome: event.outcome });
      case 'output': {
        if (event.stream === 'err') return;
        output += event.text;
        const parts = (open + event.text).split('\n');
        open = parts.pop()!;
        for (const text of parts) lines.push({ text, moment, by: event.place?.line ?? null });
        return;
      }
      case 'warning':
        warnings.push(event.saying?.code ?? event.message);
        if (warned === null || (warned.saying !== undefined && event.saying === undefined)) warned = event;
        return;
      case 'runEnded':
        end = event;
        return;
      default:
        return;
    }
  });
  /** The task that was created last outside of every task, which `run` was given, has ended. */
  function isThrough(): boolean {
    return main !== null && tasks.get(main)!.ended !== Infinity;
  }
  function change(task: TaskId, to: Partial<Growing>): void {
    const known = tasks.get(task);
    if (known !== undefined) Object.assign(known, to);
  }
  function begin(task: TaskId | undefined, moment: number): void {
    const known = task === undefined ? undefined : tasks.get(task);
    if (known !== undefined) known.began ??= moment;
  }
  if (open !== '') lines.push({ text: open, moment: events.length, by: null });
  const { status, error } = (end ?? { status: 'killed', error: null }) as Event & { readonly type: 'runEnded' };
  return {
    status,
    error: error === null ? null : `${error.name}: ${error.message}`,
    seconds: events.at(-1)?.at ?? 0,
    output,
    lines,
    tasks: [...tasks.values()].map((task) => ({ ...task, leftOver: task.leftOver || task.ended === Infinity })),
    warnings,
    warned,
  };
}
