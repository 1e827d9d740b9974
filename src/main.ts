/** Which command was asked for. Everything else about a command is in `commands/`; each is loaded when it is needed. */
import { languageOf } from './commands/language.ts';
import { MAIN_WORDS } from './commands/main-words.ts';
import { UsageError } from './commands/usage.ts';
import { nearestName } from './sandbox/nearest-name.ts';

const COMMANDS: { readonly [name: string]: (args: readonly string[]) => Promise<number> } = {
  learn: async (args) => (await import('./commands/learn.ts')).learn(args),
  run: async (args) => (await import('./commands/run.ts')).run(args),
  repl: async (args) => (await import('./commands/repl.ts')).repl(args),
  open: async (args) => (await import('./commands/open.ts')).open(args),
  quiz: async (args) => (await import('./commands/quiz.ts')).quiz(args),
  doctor: async (args) => (await import('./commands/doctor.ts')).doctor(args),
  check: async (args) => (await import('./commands/check.ts')).check(args),
  progress: async (args) => (await import('./commands/progress.ts')).progress(args),
};

/** What may be meant by an option that a command does not know. */
const OPTIONS: { readonly [command: string]: readonly string[] } = {
  run: [
    '--json',
    '--plain',
    '--narrate',
    '--trace',
    '--svg',
    '--svg-theme',
    '--clock',
    '--timeout',
    '--memory',
    '--seed',
    '--input',
    '--watch',
    '--lang',
    '--help',
  ],
  open: ['--plain', '--narrate', '--json', '--svg', '--svg-theme', '--lang', '--help'],
  doctor: ['--json', '--data', '--lang', '--help'],
  repl: ['--timeout', '--memory', '--data', '--lang', '--help'],
  quiz: ['--plain', '--answers', '--course', '--data', '--lang', '--help'],
  check: ['--python', '--json', '--watch', '--lang', '--help'],
  progress: ['--json', '--export', '--import', '--reset', '--yes', '--data', '--course', '--lang', '--help'],
};
const OPTIONS_OF_ALL = ['--help', '--version', '--lang', '--course', '--data'];

async function main(args: readonly string[]): Promise<number> {
  const { command: first, rest } = splitCommand(args);
  const words = wordsFor(args);
  if (first === '--help' || first === '-h' || first === 'help') {
    process.stdout.write(`${words.help}\n`);
    return 0;
  }
  if (first === '--version' || first === '-v') {
    process.stdout.write(`${__VERSION__}\n`);
    return 0;
  }
  try {
    if (first === undefined || first.startsWith('-')) return await COMMANDS['learn']!(args);
    if (Object.hasOwn(COMMANDS, first)) return await COMMANDS[first]!(rest);
    const near = nearestName(first, Object.keys(COMMANDS));
    throw new UsageError(words.unknownCommand(first, near));
  } catch (error) {
    return await reportUsage(error, first ?? '', words);
  }
}

/** `--lang zh run FILE` is `run --lang zh FILE`: options with a value may stand in front of the command. */
function splitCommand(args: readonly string[]): {
  readonly command: string | undefined;
  readonly rest: readonly string[];
} {
  let at = 0;
  while (/^--(?:lang|course|data)(?:=|$)/.test(args[at] ?? '')) at += args[at]!.includes('=') ? 1 : 2;
  const [command, ...after] = args.slice(at);
  return { command, rest: [...args.slice(0, at), ...after] };
}

/** Usage errors are answered in a sentence; anything else is a fault of ours and keeps its stack. */
async function reportUsage(error: unknown, command: string, words: (typeof MAIN_WORDS)['en']): Promise<number> {
  const code = (error as { code?: string } | null)?.code ?? '';
  if (error instanceof UsageError) {
    const { harmless } = await import('./text/width.ts');
    process.stderr.write(`async-tutor: ${harmless(error.message)}\n`);
    return 2;
  }
  if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
  const option = /'(-[^' ]*)/.exec((error as Error).message)?.[1] ?? '';
  const known = Object.hasOwn(OPTIONS, command) ? OPTIONS[command]! : OPTIONS_OF_ALL;
  process.stderr.write(`async-tutor: ${words.badOption(option, code, nearestName(option, known))}\n`);
  return 2;
}

/** A wrong `--lang` is answered by the command, in the locale's language. */
function wordsFor(args: readonly string[]): (typeof MAIN_WORDS)['en'] {
  const lang = langOption(args);
  return MAIN_WORDS[languageOf(lang === 'en' || lang === 'zh' ? lang : undefined, process.env)];
}

function langOption(args: readonly string[]): string | undefined {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  if (at === -1) return undefined;
  return args[at]!.includes('=') ? args[at]!.slice('--lang='.length) : args[at + 1];
}

// A reader that goes away (`| head`) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`async-tutor: ${wordsFor(process.argv.slice(2)).cannotWrite(error.message)}\n`);
  process.exit(1);
});

process.exitCode = await main(process.argv.slice(2));
