/** Test support: the course of the tests, with a question and an exercise on a screen of their own. */
import type { Course } from '../../src/course/course.ts';
import { COURSE } from './fake-runner.ts';

const [CHAPTER] = COURSE.chapters;
const text = (words: string) => ({
  en: [{ kind: 'text' as const, text: words }],
  zh: [{ kind: 'text' as const, text: words }],
});

export const ASKING: Course = {
  ...COURSE,
  misconceptions: [{ number: 2, text: { en: 'awaits overlap', zh: 'await 会重叠' } }],
  chapters: [
    {
      ...CHAPTER!,
      questions: [
        {
          kind: 'choice',
          id: 'which',
          line: 1,
          prompt: text('Which?'),
          see: { lesson: CHAPTER!.lessons[0]!.id, screen: 1 },
          program: null,
          misconceptions: [2],
          options: [
            { text: text('this'), correct: true, why: text('yes'), misconception: null },
            { text: text('that'), correct: false, why: text('no'), misconception: 2 },
          ],
        },
      ],
      exercises: {
        mend: {
          id: 'mend',
          starter: { fileName: 'mend.starter.ts', source: 'broken;\n' },
          solution: { fileName: 'mend.solution.ts', source: 'whole;\n' },
          hints: [text('look'), text('look again')],
          checks: [{ seconds: 3 }],
          judge: null,
        },
      },
      lessons: [
        ...CHAPTER!.lessons,
        {
          id: 'own',
          title: { en: 'Own', zh: '自己' },
          minutes: 1,
          objectives: { en: ['do'], zh: ['做'] },
          screens: Object.fromEntries(
            ['en', 'zh'].map((language) => [
              language,
              [{ heading: 'One', blocks: [{ kind: 'step', step: { kind: 'modify', exercise: 'mend' } }] }],
            ]),
          ),
        },
      ],
    },
  ],
};
