/** `async-tutor doctor`: what this machine and terminal can do, found by trying it. Nothing is left behind. */
import { spawn } from 'node:child_process';
import { accessSync, constants, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { supportsColor } from 'chalk';
import { isTooSmall, isWide } from '../app/screen-size.ts';
import type { Language } from '../course/course.ts';
import { dataFolder } from '../disk/data-folder.ts';
import { codeOf } from '../disk/plain-file.ts';
import { runCode, type SandboxRun } from '../sandbox/run-code.ts';
import { DEFAULT_MEMORY_MB, NO_THREADS, startChild } from '../sandbox/spare.ts';
import { errorText } from '../text/error-words.ts';
import { textWidth } from '../text/width.ts';
import type { EventOf } from '../trace/event.ts';
import { cellsOf } from './ask-terminal.ts';
import { DOCTOR_WORDS } from './doctor-words.ts';
import { languageOf } from './language.ts';
import { SLICE_MS } from './run.ts';
import { UsageError } from './usage.ts';

/** `note`: worth knowing; `problem`: to be changed; `unknown`: nobody could be asked. */
type Judged = { readonly state: 'ok' | 'note' | 'problem' | 'unknown' };

export type Finding = Judged &
  (
    | { readonly name: 'node'; readonly version: string; readonly isSupported: boolean; readonly hasThreads: boolean }
    | { readonly name: 'size'; readonly columns: number | null; readonly rows: number | null; readonly isWide: boolean }
    /** Of chalk: 0 none, 1: 16, 2: 256, 3: all. */
    | { readonly name: 'colors'; readonly level: number | null; readonly isUnwanted: boolean }
    /** Cells that 中文 and ─█✓ take. */
    | { readonly name: 'width'; readonly chinese: number | null; readonly lines: number | null }
    | {
        readonly name: 'locale';
        readonly variable: string | null;
        readonly value: string;
        readonly language: Language;
        readonly isUtf8: boolean;
      }
    /** `why`: the system's code for why nothing can be written there. */
    | { readonly name: 'data'; readonly folder: string | null; readonly why: string | null }
    | { readonly name: 'sandbox'; readonly ms: number | null; readonly error: string | null }
    | { readonly name: 'python'; readonly version: string | null }
  );

const SIGNS = { ok: '✓', note: '!', problem: '✗', unknown: '?' } as const;

export async function doctor(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      data: { type: 'string' },
      course: { type: 'string' },
      lang: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const language = languageOf(values.lang, process.env);
  const words = DOCTOR_WORDS[language];
  if (values.help) {
    process.stdout.write(`${words.help}\n`);
    return 0;
  }
  if (positionals.length > 0) throw new UsageError(words.noArguments);
  const findings = await examine(values.data, language);
  const problems = findings.filter(({ state }) => state === 'problem').length;
  if (values.json) {
    const checks = findings.map((finding) => ({ ...finding, ...words.say(finding) }));
    process.stdout.write(`${JSON.stringify({ ok: problems === 0, checks })}\n`);
  } else {
    process.stdout.write(findings.map((finding) => asText(finding, language)).join(''));
    process.stdout.write(`\n${problems === 0 ? words.allWell : words.problems(problems)}\n`);
  }
  return problems === 0 ? 0 : 1;
}

function asText(finding: Finding, language: Language): string {
  const words = DOCTOR_WORDS[language];
  const { found, means, change } = words.say(finding);
  const widest = Math.max(...Object.values(words.names).map(textWidth));
  const name = words.names[finding.name];
  const margin = ' '.repeat(widest + 4);
  const lines = [`${SIGNS[finding.state]} ${name}${' '.repeat(widest - textWidth(name) + 2)}${found}`, margin + means];
  if (change !== null) lines.push(`${margin}→ ${change}`);
  return `${lines.join('\n')}\n`;
}

/** One after another: what is measured must not be disturbed. */
async function examine(data: string | undefined, language: Language): Promise<readonly Finding[]> {
  const folder = data === undefined ? await dataFolder() : resolve(data);
  return [
    node(process.versions.node),
    size(),
    colors(),
    await width(),
    locale(process.env, language),
    dataFinding(folder),
    await sandbox(language),
    await python(),
  ];
}

/** As `engines` of the package has it. */
export function node(version: string): Finding {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const is22 = major === 22 && (minor > 22 || (minor === 22 && patch >= 2));
  const isSupported = is22 || (major === 24 && minor >= 15) || major >= 26;
  const hasThreads = isSupported && NO_THREADS === null;
  const state = !isSupported ? 'problem' : hasThreads ? 'ok' : 'note';
  return { name: 'node', state, version: `v${version}`, isSupported, hasThreads };
}

function size(): Finding {
  const { isTTY, columns, rows } = process.stdout;
  if (!isTTY) return { name: 'size', state: 'unknown', columns: null, rows: null, isWide: false };
  const state = isTooSmall({ columns, rows }) ? 'problem' : isWide({ columns, rows }) ? 'ok' : 'note';
  return { name: 'size', state, columns, rows, isWide: isWide({ columns, rows }) };
}

function colors(): Finding {
  const isUnwanted = (process.env['NO_COLOR'] ?? '') !== '';
  if (!process.stdout.isTTY) return { name: 'colors', state: 'unknown', level: null, isUnwanted };
  const level = supportsColor === false ? 0 : supportsColor.level;
  return { name: 'colors', state: level >= 2 && !isUnwanted ? 'ok' : 'note', level, isUnwanted };
}

async function width(): Promise<Finding> {
  const [chinese = null, lines = null] = await cellsOf(['中文', '─█✓']);
  const state = chinese === null || lines === null ? 'unknown' : chinese === 4 && lines === 3 ? 'ok' : 'problem';
  return { name: 'width', state, chinese, lines };
}

/** Of the variables that say how characters are written, the first that is set counts. */
export function locale(environment: NodeJS.ProcessEnv, language: Language): Finding {
  const variable = ['LC_ALL', 'LC_CTYPE', 'LANG'].find((name) => (environment[name] ?? '') !== '') ?? null;
  const value = variable === null ? '' : environment[variable]!;
  const isUtf8 = /utf-?8/i.test(value);
  // macOS and Windows set none, and are UTF-8.
  const state = isUtf8 || variable === null ? 'ok' : 'note';
  return { name: 'locale', state, variable, value, language, isUtf8 };
}

/** Tries it where the folder is there; else asks for the nearest one above it, in which it would be made. */
export function dataFinding(folder: string | null): Finding {
  if (folder === null) return { name: 'data', state: 'problem', folder, why: null };
  const why = whyUnwritable(folder);
  return { name: 'data', state: why === null ? 'ok' : 'problem', folder, why };
}

function whyUnwritable(folder: string): string | null {
  const trial = join(folder, `.doctor-${process.pid}`);
  try {
    if (statSync(folder, { throwIfNoEntry: false }) === undefined) {
      let above = dirname(folder);
      while (statSync(above, { throwIfNoEntry: false }) === undefined) above = dirname(above);
      if (!statSync(above).isDirectory()) return 'ENOTDIR';
      accessSync(above, constants.W_OK | constants.X_OK);
      return null;
    }
    writeFileSync(trial, 'x', { flag: 'wx' });
    rmSync(trial);
    return null;
  } catch (error) {
    return codeOf(error);
  }
}

const SPARES = 3;
/** A learner notices more than this, ms. */
const SLOW_MS = 700;

/** How long a sandbox takes from nothing to the end of an empty program: the best of some. */
export async function sandbox(
  language: Language,
  { sliceMs = SLICE_MS, child = () => startChild(DEFAULT_MEMORY_MB) } = {},
): Promise<Finding> {
  let best = Infinity;
  for (let count = 0; count < SPARES; count++) {
    const start = performance.now();
    const run = runCode({ fileName: 'empty.ts', source: '' }, { clock: 'virtual', sliceMs, child: child() });
    const end = await endOf(run);
    best = Math.min(best, performance.now() - start);
    run.kill();
    if (end.status === 'done') continue;
    const error = end.error === null ? null : errorText(end.error, language);
    return { name: 'sandbox', state: 'problem', ms: null, error };
  }
  return { name: 'sandbox', state: best > SLOW_MS ? 'note' : 'ok', ms: Math.round(best), error: null };
}

/** However many slices it takes on a machine that is busy. */
async function endOf(run: SandboxRun): Promise<EventOf<'runEnded'>> {
  for (;;) {
    const { events } = await run.slice({ until: Infinity, handles: null });
    const last = events.at(-1);
    if (last?.type === 'runEnded') return last;
  }
}

const PYTHON_MS = 5_000;

function python(): Promise<Finding> {
  const child = spawn('python3', ['--version'], { stdio: ['ignore', 'pipe', 'ignore'], timeout: PYTHON_MS });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((done) => {
    child.on('error', () => done({ name: 'python', state: 'note', version: null }));
    child.on('close', () => {
      const [, version = null, minor = '0'] = /^Python (3\.(\d+)[.\w]*)/.exec(output) ?? [];
      done({ name: 'python', state: version !== null && Number(minor) >= 11 ? 'ok' : 'note', version });
    });
  });
}
