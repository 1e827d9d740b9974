/** What may be wrong with the two programs of an exercise, or of a question that is answered with a program. */
import { type Check, keptIn } from './checks.ts';
import { fitsDraft, MAX_COLUMNS, MAX_LINES } from './program-bounds.ts';
import type { Source } from './questions/question.ts';

interface ProgramFault {
  readonly part: 'starter' | 'solution' | 'checks';
  readonly what: string;
  readonly mend: string;
}

export function programFaults(
  programs: { readonly starter: Source; readonly solution: Source },
  checks: readonly Check[],
): readonly ProgramFault[] {
  const tooLarge = (['starter', 'solution'] as const).flatMap((part): readonly ProgramFault[] => {
    const { fileName, source } = programs[part];
    if (fitsDraft(source)) return [];
    const mend = `Write at most ${MAX_LINES} lines, the empty one at the end among them, of ${MAX_COLUMNS} characters.`;
    return [{ part, what: `\`${fileName}\` is larger than what the tutor’s editor holds.`, mend }];
  });
  const unkept = checks.flatMap((check): readonly ProgramFault[] => {
    if (!('keeps' in check)) return [];
    const kept = keptIn(programs.starter.source, check.keeps.lines);
    if (kept.is === 'kept') return [];
    const what = `\`${programs.starter.fileName}\` does not have this line to keep: ${kept.line}`;
    return [{ part: 'checks', what, mend: 'Copy the lines from the starter, one behind the other.' }];
  });
  return [...tooLarge, ...unkept];
}
