/**
 * Threads and processes of a program as the parent sees them: each is an isolate with a pipe of its own each way. A lane is one of
 * them in the trace. The isolate of a thread that has ended serves the next one.
 */
import type { Readable, Writable } from 'node:stream';
import { LANE_IDS, MOST_PROCESSES, MOST_THREADS, type PoolKind } from '../trace/pool-question.ts';
import { readLoaded } from './answers.ts';
import { type Frame, FrameReader, type Order, ProtocolError } from './protocol.ts';
import { MemoryWatch } from './memory-watch.ts';
import { PacedFrames } from './paced-frames.ts';
import { type Child, startChild } from './spare.ts';

/** What the crew tells whoever employs it. */
export interface Employer {
  /** The order that loads the program into a lane. */
  loadOrder(lane: Lane): Order;
  /** It may be given a call. */
  laneReady(lane: Lane): void;
  laneAsks(lane: Lane, payload: string): void;
  laneTells(lane: Lane, lines: string): void;
  callEnded(lane: Lane, payload: string): void;
  /** The thread or process ended, whatever it was doing. */
  laneGone(lane: Lane, complaints: string): void;
  broken(what: string): void;
}

export class Lane {
  readonly id: number;
  readonly kind: PoolKind;
  readonly name: string;
  /** Its number among the tasks of the trace. */
  readonly task: number;
  isReady = false;
  /** @internal */ channel: Channel | null = null;

  constructor(id: number, kind: PoolKind, name: string) {
    this.id = id;
    this.kind = kind;
    this.name = name;
    this.task = id * LANE_IDS;
  }

  send(order: Order): void {
    this.channel?.orders.write(`${JSON.stringify(order)}\n`);
  }

  /** Bytes of orders that it has not read. */
  get unread(): number {
    return this.channel?.orders.writableLength ?? 0;
  }
}

/** A pipe each way, and who is at the other end of it. */
interface Channel {
  readonly orders: Writable;
  lane: Lane | null;
  isGreeted: boolean;
  awaits: 'H' | 'L' | 'D' | null;
  /** For whom the program is being loaded into it: it may be dismissed before that is done. */
  loads: Lane | null;
  /** Its thread has ended. */
  isGone: boolean;
  /** Of a process. */
  readonly child: Child | null;
  /** Of a thread. */
  readonly slot: number;
}

/** Of what Node says when a process dies, characters. */
const KEPT_COMPLAINTS = 16_384;
/** A process that complains without end is ended, bytes. */
const MOST_COMPLAINTS = 64 * 1024 * 1024;

/** Threads that are started as soon as a program mentions any, before it asks for them. */
const PREWARMED_THREADS = 2;

/** The processes of a run may hold together what so many may hold that are alone. */
const PROCESSES_ALONE = 3;

export class Crew {
  readonly #program: Child;
  readonly #employer: Employer;
  readonly #memoryMb: number;
  readonly #threads: Channel[] = [];
  readonly #processes = new Set<Channel>();
  readonly #watches = new Set<MemoryWatch>();
  #startedThreads = 0;
  #lanes = 0;
  #isOver = false;

  constructor(program: Child, memoryMb: number, employer: Employer) {
    this.#program = program;
    this.#memoryMb = memoryMb;
    this.#employer = employer;
    program.threads.forEach(({ orders, answers }, index) => this.#openThread(index + 1, orders, answers));
  }

  /** The program will want threads: the first ones get ready while it is read. */
  prewarm(): void {
    const wanted = Math.min(PREWARMED_THREADS, this.#threads.length);
    while (this.#startedThreads < wanted) this.#startThread();
  }

  /** A thread or process with this name; null: there are as many as there may be. */
  hire(kind: PoolKind, name: string): Lane | null {
    const channel = kind === 'thread' ? this.#freeThread() : this.#startProcess();
    if (channel === null) return null;
    const lane = new Lane(++this.#lanes, kind, name);
    lane.channel = channel;
    channel.lane = lane;
    if (channel.awaits === null) this.#load(channel, lane);
    return lane;
  }

  /** It has nothing to do any more. */
  dismiss(lane: Lane): void {
    const { channel } = lane;
    if (channel === null) return;
    lane.channel = null;
    channel.lane = null;
    if (channel.child === null) return;
    this.#kill(channel);
    this.#processes.delete(channel);
  }

  give(lane: Lane, order: Order & { op: 'call' }): void {
    if (lane.channel !== null) lane.channel.awaits = 'D';
    lane.send(order);
  }

  /** The run is over. */
  end(): void {
    this.#isOver = true;
    for (const channel of this.#processes) this.#kill(channel);
  }

  /** Threads that have been started. */
  get threadCount(): number {
    return this.#threads.length === 0 ? 0 : this.#startedThreads;
  }

  #freeThread(): Channel | null {
    const free = this.#threads.filter(
      ({ lane, slot, isGone }) => lane === null && !isGone && slot <= this.#startedThreads,
    );
    const greeted = free.find(({ awaits }) => awaits === null);
    if (greeted !== undefined || free.length > 0) return greeted ?? free[0]!;
    if (this.#startedThreads >= Math.min(MOST_THREADS, this.#threads.length)) return null;
    return this.#startThread();
  }

  #startThread(): Channel {
    const slot = ++this.#startedThreads;
    this.#program.nursery?.write(Buffer.from([slot]));
    return this.#threads[slot - 1]!;
  }

  #startProcess(): Channel | null {
    if (this.#processes.size >= MOST_PROCESSES) return null;
    const child = startChild(this.#memoryMb, this.#program.file, { types: this.#program.types });
    const channel = this.#open(child.orders, child.answers, child, 0);
    this.#processes.add(channel);
    let complaints = '';
    let complained = 0;
    child.complaints.on('data', (chunk: Buffer) => {
      complaints = (complaints + chunk.toString('latin1')).slice(-KEPT_COMPLAINTS);
      complained += chunk.length;
      if (complained > MOST_COMPLAINTS) this.#kill(channel);
    });
    child.process.once('error', () => {});
    child.process.once('close', () => this.#gone(channel, complaints));
    const memory = new MemoryWatch(
      child,
      this.#memoryMb,
      () => this.#shareMb(memory),
      () => this.#kill(channel),
    );
    this.#watches.add(memory);
    memory.start();
    child.process.once('close', () => {
      memory.stop();
      this.#watches.delete(memory);
    });
    return channel;
  }

  /** How much less than alone a process may hold: all of them together may hold what a few may that are alone. */
  #shareMb(own: MemoryWatch): number {
    const aloneMb = 2 * this.#memoryMb;
    let leftMb = PROCESSES_ALONE * aloneMb;
    for (const watch of this.#watches) if (watch !== own) leftMb -= watch.excessMb;
    return Math.min(0, leftMb - aloneMb);
  }

  #openThread(slot: number, orders: Writable, answers: Readable): void {
    this.#threads.push(this.#open(orders, answers, null, slot));
  }

  #open(orders: Writable, answers: Readable, child: Child | null, slot: number): Channel {
    const channel: Channel = {
      orders,
      lane: null,
      isGreeted: false,
      awaits: 'H',
      loads: null,
      isGone: false,
      child,
      slot,
    };
    const reader = new FrameReader();
    const frames = new PacedFrames(answers, (frame) => this.#hear(channel, frame));
    answers.on('data', (chunk: Buffer) => {
      if (this.#isOver) return;
      try {
        frames.add(reader.read(chunk));
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        this.#employer.broken(error.message);
      }
    });
    return channel;
  }

  #hear(channel: Channel, { kind, payload }: Frame): void {
    if (this.#isOver) return;
    if (channel.isGone) return this.#employer.broken('words of a thread that ended');
    if (kind === 'X' && channel.child === null) return this.#gone(channel, payload);
    if (kind === 'H') {
      if (channel.isGreeted || payload !== '') return this.#employer.broken('a greeting that is none');
      channel.isGreeted = true;
      channel.awaits = null;
      if (channel.lane !== null) this.#load(channel, channel.lane);
      return;
    }
    const { lane } = channel;
    // A process that was dismissed is being killed: what it still says is of no interest.
    if (lane === null && channel.child !== null) return;
    if (kind === 'L' || kind === 'D') {
      if (channel.awaits !== kind) return this.#employer.broken('an answer to something else');
      channel.awaits = null;
      if (kind === 'L') return this.#loaded(channel, payload);
      return lane === null ? undefined : this.#employer.callEnded(lane, payload);
    }
    if (channel.awaits === null || lane === null) return this.#employer.broken('an answer to nothing');
    if (kind === 'Q') return this.#employer.laneAsks(lane, payload);
    if (kind === 'E') return this.#employer.laneTells(lane, payload);
    return this.#employer.broken('an answer to something else');
  }

  #loaded(channel: Channel, payload: string): void {
    if (readLoaded(payload)?.ok !== true) return this.#employer.broken('an answer to `load` that is none');
    const { lane } = channel;
    if (lane === null) return;
    // Who is there now came while it was loaded for another one.
    if (lane !== channel.loads) return this.#load(channel, lane);
    lane.isReady = true;
    this.#employer.laneReady(lane);
  }

  #load(channel: Channel, lane: Lane): void {
    channel.awaits = 'L';
    channel.loads = lane;
    lane.send(this.#employer.loadOrder(lane));
  }

  #gone(channel: Channel, complaints: string): void {
    this.#processes.delete(channel);
    channel.isGone = true;
    const { lane } = channel;
    if (lane === null || this.#isOver) return;
    channel.lane = null;
    lane.channel = null;
    this.#employer.laneGone(lane, complaints);
  }

  #kill(channel: Channel): void {
    channel.child?.process.kill('SIGKILL');
  }
}
