/** The tutor: its state, what changes it, and what it does in the world. */
import type { Effect } from './effect.ts';
import type { Message } from './message.ts';
import { MessageLoop } from './message-loop.ts';
import { Performer } from './perform.ts';
import type { Ports } from './ports.ts';
import type { State } from './state.ts';
import { update } from './update.ts';

export class Program extends MessageLoop<State, Message, Effect> {
  constructor(initial: State, ports: Ports) {
    super(initial, update, (dispatch) => new Performer(ports, dispatch));
  }
}
