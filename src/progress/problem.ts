/** What can go wrong with the kept facts, as data; `text/progress-words.ts` puts it into words. */

export type ProgressProblem =
  /** These lines are left out. `copy`: the new file they were put into, or null where they could not be. */
  | {
      readonly is: 'corrupt';
      readonly file: string;
      readonly lines: readonly number[];
      readonly count: number;
      readonly copy: string | null;
    }
  /** A later version wrote in it: it is read as far as it is understood and left alone. `keptIn`: where facts go from now on. */
  | { readonly is: 'newer'; readonly file: string; readonly version: number; readonly keptIn: string }
  | {
      readonly is: 'noPlainFile';
      readonly file: string;
      readonly found: 'folder' | 'link' | 'special';
      readonly keptIn: string;
    }
  /** `why`: the system's code, `EACCES`. */
  | { readonly is: 'unreadable'; readonly file: string; readonly why: string; readonly keptIn: string }
  /** So many facts are in memory only, and are tried again with the next. */
  | { readonly is: 'unwritten'; readonly file: string; readonly why: string; readonly count: number }
  /** A fact that could not be read again, such as one with a text too long: it is not kept. */
  | { readonly is: 'refused'; readonly file: string; readonly why: string };
