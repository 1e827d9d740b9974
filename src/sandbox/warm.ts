/**
 * The word with which a child is told to run a stand-in program first. That takes longer than most programs: it is worth it for
 * a child that waits for its program, and nothing for one whose program is there already.
 */
export const WARM = 'warm';
