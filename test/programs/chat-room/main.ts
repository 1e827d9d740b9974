// A chat room: every member has an inbox of a fixed size, the room forwards what is said, and one who reads too slowly is dropped.
import {
  coroutine,
  createTask,
  isException,
  Queue,
  QueueFull,
  QueueShutDown,
  run,
  sleep,
  taskGroup,
  timeout,
} from 'asyncio';

const INBOX = 3;

type Message =
  | { readonly is: 'said'; readonly by: string; readonly text: string }
  | { readonly is: 'joined' | 'left'; readonly by: string };

class Member {
  readonly inbox = new Queue<Message>(INBOX);
  readonly name: string;
  readonly heard: string[] = [];

  constructor(name: string) {
    this.name = name;
  }
}

class Room {
  readonly #members = new Map<string, Member>();

  join(name: string): Member {
    if (this.#members.has(name)) throw new Error(`${name} is here already`);
    const member = new Member(name);
    this.#members.set(name, member);
    this.#broadcast({ is: 'joined', by: name });
    return member;
  }

  leave(member: Member): void {
    if (!this.#members.delete(member.name)) return;
    member.inbox.shutdown();
    this.#broadcast({ is: 'left', by: member.name });
  }

  say(by: Member, text: string): void {
    if (!this.#members.has(by.name)) throw new Error(`${by.name} is not in the room`);
    this.#broadcast({ is: 'said', by: by.name, text });
  }

  get names(): readonly string[] {
    return [...this.#members.keys()];
  }

  /** Nobody waits for a slow reader: an inbox that is full means that its owner goes. */
  #broadcast(message: Message): void {
    const slow: Member[] = [];
    for (const member of this.#members.values()) {
      if (member.name === message.by) continue;
      try {
        member.inbox.putNowait(message);
      } catch (error) {
        if (!(error instanceof QueueFull)) throw error;
        slow.push(member);
      }
    }
    for (const member of slow) {
      console.log(`(${member.name} cannot keep up and is dropped)`);
      this.leave(member);
    }
  }
}

/** Reads until the inbox is closed, taking `pause` seconds over each message. */
const reader = coroutine(async (member: Member, pause: number) => {
  try {
    for (;;) {
      const message = await member.inbox.get();
      await sleep(pause);
      const line = message.is === 'said' ? `${message.by}: ${message.text}` : `${message.by} ${message.is}`;
      member.heard.push(line);
      console.log(`${member.name} hears ${line}`);
    }
  } catch (error) {
    if (!isException(error)) throw error;
    if (!(error instanceof QueueShutDown)) throw error;
    console.log(`${member.name} hears nothing more`);
  }
});

const speaker = coroutine(
  async (room: Room, name: string, readsFor: number, lines: readonly string[], every: number) => {
    const member = room.join(name);
    const reading = createTask(reader(member, readsFor), { name: `${name} reads` });
    for (const line of lines) {
      await sleep(every);
      if (!room.names.includes(name)) break;
      room.say(member, line);
    }
    await sleep(every);
    room.leave(member);
    await reading;
    return member.heard.length;
  },
);

const main = coroutine(async () => {
  const room = new Room();
  const heard = await taskGroup(async (group) => {
    const ada = group.createTask(
      speaker(room, 'Ada', 0.1, ['hello?', 'anyone here?', 'ah, good', 'shall we begin?'], 1),
      { name: 'Ada' },
    );
    await sleep(0.5);
    const lin = group.createTask(speaker(room, 'Lin', 0.2, ['hi Ada', 'yes!', 'one moment'], 1), { name: 'Lin' });
    await sleep(0.25);
    // He takes four seconds over every message, and the room does not wait for him.
    const bo = group.createTask(speaker(room, 'Bo', 4, ['…', 'what?'], 3), { name: 'Bo' });
    return { ada, lin, bo };
  });
  console.log(`heard: Ada ${heard.ada.result()}, Lin ${heard.lin.result()}, Bo ${heard.bo.result()}`);
  await timeout(1, async () => {
    while (room.names.length > 0) await sleep(0.1);
  });
  console.log(`the room is empty: ${room.names.length === 0}`);
});

await run(main());
