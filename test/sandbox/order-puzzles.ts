/** Test data: the programs of `programs/order`, and what plain Node printed for each. */
import { readdirSync, readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';

const DIRECTORY = new URL('./programs/order/', import.meta.url);

export interface Puzzle {
  readonly name: string;
  readonly source: string;
}

export function orderPuzzles(): readonly Puzzle[] {
  return readdirSync(DIRECTORY)
    .filter((file) => file.endsWith('.js'))
    .sort()
    .map((file) => ({ name: file.slice(0, -'.js'.length), source: readFileSync(new URL(file, DIRECTORY), 'utf8') }));
}

/** Where the output of Node is kept, or is to be. */
export function recordedFile(name: string): URL {
  return new URL(`${name}.out`, DIRECTORY);
}

/** Whether only a module may hold such text: it imports, exports or awaits at its top. */
export function isModuleText(source: string): boolean {
  try {
    compileFunction(source);
    return false;
  } catch {
    return true;
  }
}
