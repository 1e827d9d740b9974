/** `npm run schemas` */
import { writeFileSync } from 'node:fs';
import { quizJsonSchema } from './quiz-schema.ts';

const FILE = new URL('../../lessons/schema/quiz.schema.json', import.meta.url);
writeFileSync(FILE, `${JSON.stringify(quizJsonSchema(), null, 2)}\n`);
