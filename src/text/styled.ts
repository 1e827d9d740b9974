/** Text with names of looks instead of colours; `ui/theme` says what each name looks like. */

export type Look =
  | 'plain'
  | 'dim'
  | 'heading'
  | 'emphasis'
  | 'strong'
  | 'code'
  | 'link'
  | 'figure'
  | 'quote'
  | 'bullet'
  // code
  | 'keyword'
  | 'string'
  | 'number'
  | 'comment'
  | 'function'
  | 'class'
  | 'operator'
  | 'punctuation'
  | 'builtin'
  // the panel; `task0` … `task5` tell tasks apart
  | 'running'
  | 'ready'
  | 'waiting'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'idle'
  | 'marker'
  | 'axis'
  | 'key'
  | 'task0'
  | 'task1'
  | 'task2'
  | 'task3'
  | 'task4'
  | 'task5'
  | 'good'
  | 'bad'
  | 'warning'
  | 'selected';

export interface StyledSpan {
  readonly text: string;
  readonly look: Look;
}

export function span(text: string, look: Look = 'plain'): StyledSpan {
  return { text, look };
}

/** One row of the screen. */
export type StyledLine = readonly StyledSpan[];
