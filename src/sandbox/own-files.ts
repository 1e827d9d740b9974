/**
 * The files that a program is made of, and what the relative names in its imports stand for. The parent reads them before the
 * program is there to ask, so it looks for such names without parsing; the child, which parses, says what is wrong with one.
 */

/** Why a file that is named is not there. */
export type OwnFileLack =
  /** `instead`: what there is of nearly that name; or ''. */
  | { readonly why: 'missing' | 'ending'; readonly instead: string }
  | { readonly why: 'outside' | 'link' | 'notRegular' | 'kind' | 'name' | 'tooMany' | 'tooLong' | 'unreadable' };

/** `fileName`: the path from the program's folder, with slashes. */
export type OwnFile =
  | { readonly fileName: string; readonly source: string }
  | { readonly fileName: string; readonly source: null; readonly lack: OwnFileLack };

const ENDINGS = ['.ts', '.mts', '.js', '.mjs', '.json'] as const;

export function isOwnName(specifier: string): boolean {
  return /^\.\.?(?:\/|$)/.test(specifier);
}

export function hasKnownEnding(path: string): boolean {
  return ENDINGS.some((ending) => path.endsWith(ending));
}

/** What may have been meant by a name: another ending, or one that it does without. */
export function candidates(path: string): readonly string[] {
  const stem = path.replace(/\.[cm]?[jt]sx?$/, '');
  return [...ENDINGS.map((ending) => stem + ending), ...ENDINGS.map((ending) => `${path}/index${ending}`)];
}

/** The path from the program's folder that `specifier` stands for in the file `from`; null: it leaves the folder. */
export function ownPath(from: string, specifier: string): string | null {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/** A name that means the same to every system, and to whoever reads it. */
export function isPlainPath(path: string): boolean {
  return path.length <= 200 && /^[^\\?#%:*"<>|\p{C}\p{Zl}\p{Zp}]+$/u.test(path);
}

/** How `to` is written in the file `from`. */
export function specifierOf(from: string, to: string): string {
  const above = from.split('/').slice(0, -1);
  const parts = to.split('/');
  while (above.length > 0 && parts.length > 1 && above[0] === parts[0]) {
    above.shift();
    parts.shift();
  }
  return `${above.length === 0 ? './' : '../'.repeat(above.length)}${parts.join('/')}`;
}

/**
 * The relative names that stand behind `from` or `import` in the text, also where that is no code: then nothing comes of them.
 * Reads every character a bounded number of times, whatever the text.
 */
export function ownNamesIn(source: string): readonly string[] {
  const found = new Set<string>();
  const comments = new Comments(source);
  for (const { index, 0: word } of source.matchAll(/\b(?:from|import)\b/g)) {
    const at = comments.skip(index + word.length);
    const quote = source[at];
    if (quote !== '"' && quote !== "'") continue;
    const end = source.indexOf(quote, at + 1);
    const name = end === -1 || end - at > 400 ? '' : source.slice(at + 1, end);
    if (isOwnName(name) && !name.includes('\n')) found.add(name);
  }
  return [...found];
}

/** More comments than these between the word and the name are none that people write. */
const MOST_COMMENTS = 20;

class Comments {
  readonly #source: string;
  /** Where the comment ends that was looked at last, and from where on that was the next end; of either kind. */
  readonly #ends = { '*/': { from: Infinity, end: -1 }, '\n': { from: Infinity, end: -1 } };

  constructor(source: string) {
    this.#source = source;
  }

  /** The first place from `at` on where neither a blank nor a comment stands. */
  skip(at: number): number {
    let position = at;
    for (let comments = 0; ; comments++) {
      while (/\s/.test(this.#source[position] ?? '')) position++;
      const end = comments < MOST_COMMENTS ? this.#endOfComment(position) : null;
      if (end === null) return position;
      position = end;
    }
  }

  /** What is behind it; null: no comment begins there. */
  #endOfComment(at: number): number | null {
    if (this.#source[at] !== '/') return null;
    const next = this.#source[at + 1];
    if (next !== '*' && next !== '/') return null;
    const mark = next === '*' ? '*/' : '\n';
    const end = this.#next(mark, at + 2);
    return end === -1 ? null : end + mark.length;
  }

  #next(mark: '*/' | '\n', at: number): number {
    const known = this.#ends[mark];
    if (at < known.from || (known.end !== -1 && at > known.end)) {
      known.from = at;
      known.end = this.#source.indexOf(mark, at);
    }
    return known.end;
  }
}
