/** A fenced block named `tutor`: one thing that the learner does, as YAML. */
import * as v from 'valibot';
import type { Step } from './course.ts';
import { ID, PROGRAM } from './names.ts';
import { parseYaml } from './parse-yaml.ts';
import type { YamlSource } from './parse-yaml.ts';
import type { Parsed } from './problem.ts';
import { unfold } from './soft-breaks.ts';

const PREDICT =
  'Write `predict: { program: in-sequence.ts, ask: [output, seconds], why: "…" }`; `why` is shown where the prediction parts from the run, and at its end.';
const PAUSED =
  'Write `paused: true` below `run: in-sequence.ts`: it then waits at its start until the learner steps through it.';
const STEP = `${PREDICT} Or \`run: in-sequence.ts\`, and below it \`paused: true\` for a program to step through. Or \`investigate: QUESTION\`, \`modify: EXERCISE\`, \`make: EXERCISE\`. One step a block.`;
const WHY = 'Say in a sentence or two why the run goes the way it goes.';
const ASK = 'Ask for `[output]`, `[seconds]` or `[output, seconds]`.';
const PROGRAM_NAME = 'Name a snippet of this chapter, by its TypeScript file: `in-sequence.ts`.';

const QUESTION = 'Name a question of the chapter’s quiz: `investigate: when-does-main-continue`.';
const EXERCISE = 'Name an exercise of chapter.yaml: `modify: overlap`.';

const id = (mend: string) => v.pipe(v.string(mend), v.regex(ID, mend));

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
    investigate: v.optional(id(QUESTION)),
    modify: v.optional(id(EXERCISE)),
    make: v.optional(id(EXERCISE)),
  },
  STEP,
);

type Written = v.InferOutput<typeof stepSchema>;

export function parseStep(source: YamlSource): Parsed<Step | null> {
  const { value, problems } = parseYaml(stepSchema, source);
  if (value === null) return { value, problems };
  const fault = (what: string, mend: string): Parsed<null> => {
    return { value: null, problems: [{ file: source.file, line: source.firstLine, what, mend }] };
  };
  const { paused, ...steps } = value;
  const kinds = Object.keys(steps);
  if (kinds.length > 1) return fault('There are two steps in one block.', STEP);
  if (paused !== undefined && steps.run === undefined && kinds.length === 1)
    return fault('Only a `run` can begin paused.', PAUSED);
  const step = stepOf(value);
  return step === null ? fault('This step says nothing to do.', STEP) : { value: step, problems: [] };
}

function stepOf({ run, paused, predict, investigate, modify, make }: Written): Step | null {
  if (run !== undefined) return { kind: 'run', program: run, ...(paused === true ? { paused } : {}) };
  if (predict !== undefined) {
    const ask = (['output', 'seconds'] as const).filter((asked) => predict.ask.includes(asked));
    return { kind: 'predict', program: predict.program, ask, why: unfold(predict.why) };
  }
  if (investigate !== undefined) return { kind: 'investigate', question: investigate };
  if (modify !== undefined) return { kind: 'modify', exercise: modify };
  return make === undefined ? null : { kind: 'make', exercise: make };
}
