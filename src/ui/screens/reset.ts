/** What is asked before the learner begins again. */
import { resetLines } from '../../app/screens/reset-content.ts';
import type { Reset, State } from '../../app/state.ts';
import { WORDS } from '../../app/words.ts';
import type { StyledLine } from '../../text/styled.ts';
import { formRoom, formScreen } from '../parts/frame.ts';

export function resetRows(state: State, reset: Reset): readonly StyledLine[] {
  return formScreen(state, WORDS[state.language].resetTitle, resetLines(state, reset, formRoom(state)));
}
