/** `async-tutor repl`: a live session on a screen, or piped. */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { languageOf } from './language.ts';
import { replPiped } from './repl-piped.ts';
import { REPL_COMMAND_WORDS } from './repl-words.ts';
import { readNumber } from './run.ts';
import { RUN_WORDS } from './run-words.ts';
import { UsageError } from './usage.ts';

export async function repl(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      timeout: { type: 'string' },
      memory: { type: 'string', default: '64' },
      data: { type: 'string' },
      course: { type: 'string' },
      lang: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const language = languageOf(values.lang, process.env);
  const words = REPL_COMMAND_WORDS[language];
  if (values.help) {
    process.stdout.write(`${words.help}\n`);
    return 0;
  }
  if (positionals.length > 0) throw new UsageError(words.noArguments);
  const runWords = RUN_WORDS[language];
  const seconds = values.timeout === undefined ? null : readNumber('--timeout', values.timeout, 0.1, 3600, runWords);
  const memoryMb = readNumber('--memory', values.memory, 16, 4096, runWords);
  const limits = { ...(seconds === null ? {} : { seconds }), memoryMb };
  return replPiped(createInterface({ input: process.stdin, crlfDelay: Infinity }), limits, language);
}
