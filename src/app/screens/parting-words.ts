/** How a run parts from what was said of it, in words. */
import { figure, PANEL_WORDS } from '../../text/panel-words.ts';
import { harmless } from '../../text/width.ts';
import type { Parting } from '../prediction.ts';
import type { State } from '../state.ts';
import { WORDS } from '../words.ts';
import { localized } from './lesson-state.ts';

export function partingText({ course, language }: State, how: Parting['how']): string {
  const words = WORDS[language];
  const seconds = (value: number) => PANEL_WORDS[language].seconds(figure(value));
  switch (how.is) {
    case 'differs':
      return words.differs(how.line, harmless(how.said), harmless(how.printed));
    case 'unforeseen':
      return words.unforeseen(harmless(how.printed));
    case 'missing':
      return words.missing(how.line, harmless(how.said), how.more);
    case 'late':
      return words.late(seconds(how.said));
    case 'took':
      return words.took(seconds(how.said), seconds(how.took));
    case 'otherEvent': {
      const [said, happened] = [how.said, how.happened].map((text) => {
        const spans = localized(text, course, language) ?? [];
        return harmless(spans.map((span) => ('text' in span ? span.text : '')).join(''));
      });
      return words.otherEvent(how.number, said!, happened!);
    }
  }
}
