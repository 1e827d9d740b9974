/** A live session: its state, what changes it, and what it does in the world. */
import { MessageLoop } from '../message-loop.ts';
import type { ReplPorts } from '../ports.ts';
import type { ReplEffect, ReplMessage } from './message.ts';
import { ReplPerformer } from './perform.ts';
import type { Next, ReplState } from './state.ts';
import { updateRepl } from './update.ts';

export class ReplProgram extends MessageLoop<ReplState, ReplMessage, ReplEffect> {
  constructor([initial, effects]: Next, ports: ReplPorts) {
    let performer!: ReplPerformer;
    super(initial, updateRepl, (dispatch) => (performer = new ReplPerformer(ports, dispatch)));
    for (const effect of effects) performer.perform(effect);
  }
}
