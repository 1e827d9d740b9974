/**
 * Shared buffers on their way between the threads of one program. What a port receives is made in the context that the port
 * belongs to: here one of its own, which no program sees. A port in a program's context would keep that context alive for as long
 * as the thread lives, since ports are only ever closed in a turn of Node's event loop.
 */
import vm from 'node:vm';
import { MessageChannel, type MessagePort, moveMessagePortToContext, receiveMessageOnPort } from 'node:worker_threads';

type Received = { readonly message: unknown } | undefined;

export class SharedMemory {
  readonly #context = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
    codeGeneration: { strings: false, wasm: false },
  });
  readonly #ports: MessagePort[] = [];
  /** By number. No program has these objects: each gets a copy, which is the same memory. */
  readonly #buffers = new Map<number, unknown>();
  readonly #copyIn: MessagePort;
  readonly #copyOut: MessagePort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#copyIn = port1;
    this.#copyOut = moveMessagePortToContext(port2, this.#context);
  }

  /** The end of a channel to another thread. */
  add(port: MessagePort): void {
    this.#ports.push(moveMessagePortToContext(port, this.#context));
  }

  /** A buffer of the program's: all other threads get it. */
  share(id: number, buffer: unknown): void {
    this.#buffers.set(id, this.#copy(buffer));
    for (const port of this.#ports) port.postMessage([id, buffer]);
  }

  /** Takes what other threads have sent. `arrived` gets a copy of each. */
  receive(arrived: (id: number, buffer: unknown) => void): void {
    for (const port of this.#ports) {
      for (;;) {
        const received = receiveMessageOnPort(port) as Received;
        if (received === undefined) break;
        const [id, buffer] = received.message as readonly [unknown, unknown];
        this.#buffers.set(Number(id), buffer);
        // Of a thread's ends only one is here: whoever has them all passes on what one thread made for the others.
        for (const other of this.#ports) if (other !== port) other.postMessage([id, buffer]);
        arrived(Number(id), this.#copy(buffer));
      }
    }
  }

  /** All of them, for a realm that has none yet. */
  give(arrived: (id: number, buffer: unknown) => void): void {
    for (const [id, buffer] of this.#buffers) arrived(id, this.#copy(buffer));
  }

  #copy(buffer: unknown): unknown {
    this.#copyIn.postMessage(buffer);
    return (receiveMessageOnPort(this.#copyOut) as { readonly message: unknown }).message;
  }
}
