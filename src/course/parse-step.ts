/** A fenced block named `tutor`: one thing that the learner does, as YAML. */
import * as v from 'valibot';
import type { Step } from './course.ts';
import { PROGRAM } from './names.ts';
import { parseYaml } from './parse-yaml.ts';
import type { YamlSource } from './parse-yaml.ts';
import type { Parsed, Problem } from './problem.ts';
import { unfold } from './soft-breaks.ts';

const PREDICT =
  'Write `predict: { program: in-sequence.ts, ask: [output, seconds], why: "…" }`; `why` is shown where the prediction parts from the run, and at its end.';
const PAUSED =
  'Write `paused: true` below `run: in-sequence.ts`: it then waits at its start until the learner steps through it.';
const STEP = `${PREDICT} Or \`run: in-sequence.ts\`, and below it \`paused: true\` for a program to step through. One step a block.`;
const WHY = 'Say in a sentence or two why the run goes the way it goes.';
const ASK = 'Ask for `[output]`, `[seconds]` or `[output, seconds]`.';
const PROGRAM_NAME = 'Name a snippet of this chapter, by its TypeScript file: `in-sequence.ts`.';

const program = v.pipe(v.string(PROGRAM_NAME), v.regex(PROGRAM, PROGRAM_NAME));

/** The shape of a step as it is written. */
export const stepSchema = v.strictObject(
  {
    run: v.optional(program),
    paused: v.optional(v.boolean(PAUSED)),
    predict: v.optional(
      v.strictObject(
        {
          program,
          ask: v.pipe(v.array(v.picklist(['output', 'seconds'], ASK), ASK), v.minLength(1, ASK)),
          why: v.pipe(v.string(WHY), v.trim(), v.nonEmpty(WHY)),
        },
        PREDICT,
      ),
    ),
  },
  STEP,
);

const OTHER_STEPS = ['investigate', 'modify', 'make'];

export function parseStep(source: YamlSource): Parsed<Step | null> {
  const { value, problems } = parseYaml(stepSchema, source);
  if (value === null) return { value, problems: problems.map(inPlainWords) };
  if (value.run !== undefined && value.predict === undefined) {
    const step = { kind: 'run', program: value.run } as const;
    return { value: value.paused === true ? { ...step, paused: true } : step, problems: [] };
  }
  if (value.predict !== undefined && value.run === undefined && value.paused !== undefined) {
    const what = 'Only a `run` can begin paused.';
    return { value: null, problems: [{ file: source.file, line: source.firstLine, what, mend: PAUSED }] };
  }
  if (value.predict !== undefined && value.run === undefined) {
    const { program, why } = value.predict;
    const ask = (['output', 'seconds'] as const).filter((asked) => value.predict!.ask.includes(asked));
    return { value: { kind: 'predict', program, ask, why: unfold(why) }, problems: [] };
  }
  const what = value.run === undefined ? 'This step says nothing to do.' : 'There are two steps in one block.';
  return { value: null, problems: [{ file: source.file, line: source.firstLine, what, mend: STEP }] };
}

function inPlainWords(problem: Problem): Problem {
  const step = OTHER_STEPS.find((name) => problem.what === `\`${name}\` is not known.`);
  if (step === undefined) return problem;
  return {
    ...problem,
    what: `Steps of the kind \`${step}\` cannot be shown yet.`,
    mend: 'Leave the step out for now; `predict` and `run` are there.',
  };
}
