/**
 * What the sandbox itself has to say of a program (why it is not run, what looks wrong in it, how the sandbox failed), so
 * that every face of the program can say it in the learner's language: a code and its arguments, beside the English text.
 * What programs and JavaScript say of themselves has no code and stays as it is.
 */
import { harmless } from './wire.ts';

/** Every code with what its arguments are. */
const SAYINGS = {
  tooLong: ['characters', 'most'],
  notText: [],
  tooDeep: [],
  bracketsTooDeep: ['most'],
  statementTooLong: [],
  typesThatAreCode: ['what it is', 'what to write'],
  python: ['written', 'what to write'],
  pythonImport: ['written', 'what to write', 'modules'],
  pythonTemplate: [],
  asyncioIsThere: [],
  fullWidth: ['written', 'meant'],
  endsTooEarly: [],
  neverClosed: ['bracket'],
  unexpected: ['found'],
  missingBefore: ['found'],
  neededHere: ['needed', 'found'],
  nameNeeded: ['found'],
  unterminated: ['how it begins'],
  reservedWord: ['word'],
  octal: ['written', 'what to write'],
  needsValue: ['what'],
  notHere: ['what'],
  returnOutside: [],
  breakOutside: [],
  continueOutside: [],
  awaitOutside: [],
  alreadyDeclared: ['name'],
  sameParameter: [],
  notAssignable: [],
  mixedNullish: [],
  throwAlone: [],
  usingNeedsBlock: [],
  noDynamicImport: [],
  noImportMeta: [],
  noWith: [],
  noModule: ['module, or nothing', 'known modules'],
  noPackage: ['package', 'known modules'],
  noNodeModule: ['module', 'what to use instead', 'known modules'],
  notOfNode: ['name'],
  noGlobal: ['name', 'what to use instead'],
  noDefaultExport: ['module', 'name that it is to have'],
  noStrangeExport: ['module'],
  noExport: ['module', 'name', 'nearest name, or nothing'],
  noExportFrom: [],
  noOwnFile: ['name', 'what may be meant, or nothing'],
  noOwnEnding: ['name', 'what may be meant, or nothing'],
  ownOutside: ['name'],
  ownLink: ['name'],
  ownNotRegular: ['name'],
  ownKind: ['name'],
  ownStrangeName: [],
  ownTooMany: ['name', 'most'],
  ownTooLong: ['name', 'most characters'],
  ownUnreadable: ['name'],
  ownNoExport: ['name of the file', 'name', 'nearest name, or nothing'],
  ownTypeOnly: ['name of the file', 'name'],
  ownNoDefault: ['name of the file', 'name that it is to have'],
  ownSeveralExports: ['name of the file', 'name'],
  jsonNeedsType: ['name of the file'],
  jsonOnlyDefault: ['name of the file'],
  noSuchAttribute: [],
  notJson: ['what JSON says'],
  coroutineShadowed: ['name'],
  moduleNotImported: ['module'],
  nameNotImported: ['name', 'module'],
  noName: ['name', 'name that is meant'],
  notImported: ['name', 'name that is meant', 'module'],
  neverAwaited: ['function'],
  neverRun: ['function'],
  notCalled: ['function', 'what it is given to'],
  functionAwaited: ['function'],
  blockingAwaited: ['function'],
  runNotAwaited: ['function'],
  joinNotAwaited: ['thread'],
  shutdownNotAwaited: ['pool'],
  poolFutureAwaited: ['future'],
  taskReturned: [],
  catchSwallows: ['name of the error'],
  promiseCombinator: ['method of Promise', 'what to write'],
  plainAsyncFunction: ['function', 'what it is given to'],
  notReadInTime: [],
  sandboxEnded: [],
  sandboxNotStarted: ['why'],
  sandboxBroke: ['how'],
} as const satisfies { readonly [code: string]: readonly string[] };

export type SayingCode = keyof typeof SAYINGS;

export interface Saying {
  readonly code: SayingCode;
  readonly args: readonly string[];
}

const MAX_ARGUMENT = 400;

/** What a child that may have broken out claims to say; undefined when it is none of ours. */
export function readSaying(value: unknown): Saying | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { code, args } = value as { readonly [key: string]: unknown };
  if (typeof code !== 'string' || !Object.hasOwn(SAYINGS, code) || !Array.isArray(args)) return undefined;
  if (args.length !== SAYINGS[code as SayingCode].length) return undefined;
  if (!args.every((each) => typeof each === 'string')) return undefined;
  const cleaned = (args as string[]).map((each) => harmless(each.slice(0, MAX_ARGUMENT)).replace(/[\n\t]/g, ' '));
  return { code: code as SayingCode, args: cleaned };
}
