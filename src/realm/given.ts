/** What a run is given from outside when it starts, and the status that it is to end with. */
interface Given {
  input: string;
  argv: string[];
  exitCode: number;
  /** The mark of the line that set it. */
  exitMark: number;
  /** The mark of the running line. */
  line: () => number;
}

export const given: Given = { input: '', argv: ['node', 'program'], exitCode: 0, exitMark: 0, line: () => 0 };
