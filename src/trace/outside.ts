/**
 * What a program may ask of the world outside of its isolate, and what it is told: plain data that travels as JSON. The
 * parent answers; it believes nothing of a question until it has read it field by field.
 */
import type { PoolAnswer, PoolQuestion } from './pool-question.ts';

/** A request to the demo service. */
export interface HttpQuestion {
  readonly op: 'http';
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  /** Base64. */
  readonly body: string | null;
  /** How long to wait for the head, and for each part after it, seconds; otherwise it has `failed`: `timeout`. */
  readonly within?: number;
}

/** A read-only sample file. */
export interface FileQuestion {
  readonly op: 'file';
  readonly name: string;
}

/** The names of all sample files. */
export interface FilesQuestion {
  readonly op: 'files';
}

export type OutsideQuestion = HttpQuestion | FileQuestion | FilesQuestion | PoolQuestion;

/**
 * A response arrives in parts: `head`, any number of `chunk`, `end`; `bytes` are base64. A file has no head, and the list of
 * files is as a file with a name on each line. `failed` ends it at any point, and is the one answer where there is no response
 * at all.
 */
export type OutsideAnswer =
  | PoolAnswer
  | {
      readonly is: 'head';
      readonly status: number;
      readonly statusText: string;
      readonly headers: readonly (readonly [string, string])[];
    }
  | { readonly is: 'chunk'; readonly bytes: string }
  | { readonly is: 'end' }
  | { readonly is: 'failed'; readonly code: OutsideFailure; readonly message: string };

/** Instead of a question, of which its own process knows: how long the processor has worked, and what of it the clock has not heard. */
export const PROCESSOR_TIME = 'processor time';

export type OutsideFailure = 'noSuchHost' | 'badRequest' | 'tooMuch' | 'timeout' | 'aborted' | 'noSuchFile';
