/** A small loop over scripted coroutines that writes the trace a real one would: for tests without a sandbox. */
import type { ErrorText, Event, RunStatus, TaskId, Wait } from '../../src/trace/event.ts';

/** What a scripted coroutine does next; the generator gets the id of a task it creates. */
export type Act =
  | { readonly does: 'print'; readonly line: number; readonly text: string }
  | { readonly does: 'sleep'; readonly line: number; readonly seconds: number }
  | { readonly does: 'create'; readonly line: number; readonly coroutine: string; readonly body: Script }
  | { readonly does: 'await'; readonly line: number; readonly task: TaskId }
  | { readonly does: 'fail'; readonly line: number; readonly name: string; readonly message: string };

export type Script = () => Generator<Act, void, TaskId>;

interface Task {
  readonly id: TaskId;
  readonly acts: Generator<Act, void, TaskId>;
  readonly waiters: Task[];
  hasEnded: boolean;
}

class Loop {
  readonly events: Event[] = [];
  readonly #ready: { handle: number; run: () => void }[] = [];
  readonly #timers: { handle: number; due: number; run: () => void }[] = [];
  #at = 0;
  #handles = 0;
  #tasks: Task[] = [];
  #error: ErrorText | null = null;

  run(main: Script): readonly Event[] {
    this.events.push(
      { type: 'runStarted', at: 0, version: 1, clock: 'virtual', seed: 1, dateMs: 0 },
      { type: 'loopStarted', at: 0, loop: 1 },
    );
    this.#create('main', main, null, null);
    while (this.#ready.length > 0 || this.#timers.length > 0) this.#iterate();
    const status: RunStatus = this.#error === null ? 'done' : 'failed';
    this.#put({ type: 'loopStopped', loop: 1 });
    this.#put({ type: 'loopClosed', loop: 1 });
    this.#put({ type: 'runEnded', status, error: this.#error });
    return this.events;
  }

  #iterate(): void {
    this.#timers.sort((one, other) => one.due - other.due || one.handle - other.handle);
    if (this.#ready.length === 0) this.#at = this.#timers[0]!.due;
    while (this.#timers.length > 0 && this.#timers[0]!.due <= this.#at) {
      const { handle, run } = this.#timers.shift()!;
      this.#put({ type: 'timerDue', handle });
      this.#ready.push({ handle, run });
    }
    this.#put({ type: 'iterationStarted', loop: 1, handles: this.#ready.length });
    for (const { handle, run } of this.#ready.splice(0)) {
      this.#put({ type: 'handleStarted', handle });
      run();
      this.#put({ type: 'handleEnded', handle });
    }
  }

  #create(coroutine: string, body: Script, parent: Task | null, line: number | null): Task {
    const task: Task = { id: this.#tasks.length + 1, acts: body(), waiters: [], hasEnded: false };
    this.#tasks.push(task);
    const place = line === null ? null : { line, column: 1 };
    const name = `Task-${task.id}`;
    this.#put({ type: 'taskCreated', task: task.id, kind: 'task', name, coroutine, parent: parent?.id ?? null, place });
    this.#wake(task);
    return task;
  }

  #wake(task: Task): void {
    const handle = ++this.#handles;
    this.#put({ type: 'handleScheduled', loop: 1, handle, label: `step Task-${task.id}`, task: task.id });
    this.#ready.push({ handle, run: () => this.#step(task) });
  }

  #step(task: Task): void {
    let answer = 0;
    for (;;) {
      const { value: act, done } = task.acts.next(answer);
      if (done === true) return this.#end(task, null);
      const place = { line: act.line, column: 3 };
      switch (act.does) {
        case 'print':
          this.#put({ type: 'output', stream: 'out', text: `${act.text}\n`, task: task.id, place });
          break;
        case 'create':
          answer = this.#create(act.coroutine, act.body, task, act.line).id;
          break;
        case 'sleep':
          return this.#sleep(task, act.seconds, act.line);
        case 'await': {
          const awaited = this.#tasks[act.task - 1]!;
          if (awaited.hasEnded) break;
          awaited.waiters.push(task);
          return this.#suspend(task, act.line, { what: 'task', until: null, task: act.task });
        }
        case 'fail':
          return this.#end(task, { name: act.name, message: act.message, place });
      }
    }
  }

  #sleep(task: Task, seconds: number, line: number): void {
    const due = this.#at + seconds;
    const handle = ++this.#handles;
    this.#put({ type: 'timerSet', loop: 1, handle, label: `end Task-${task.id}'s sleep`, task: task.id, due });
    this.#timers.push({ handle, due, run: () => this.#wake(task) });
    this.#suspend(task, line, { what: 'sleep', until: due, task: null });
  }

  #suspend(task: Task, line: number, wait: Wait): void {
    this.#put({ type: 'taskSuspended', task: task.id, place: { line, column: 3 }, wait });
  }

  #end(task: Task, error: ErrorText | null): void {
    task.hasEnded = true;
    const outcome = error === null ? 'done' : 'failed';
    this.#put({ type: 'taskEnded', task: task.id, outcome, place: error?.place ?? null, error });
    if (error !== null) this.#error = error;
    for (const waiter of task.waiters) this.#wake(waiter);
  }

  #put(event: Event extends infer E ? (E extends Event ? Omit<E, 'at'> : never) : never): void {
    this.events.push({ ...event, at: this.#at } as Event);
  }
}

export function scriptedTrace(main: Script): readonly Event[] {
  return new Loop().run(main);
}
