/** Words that a child is started with. */

/** It is to run a stand-in program first. That takes longer than most programs: it is worth it for a child that waits for its program, and nothing for one whose program is there already. */
export const WARM = 'warm';

/** All that it will read is JavaScript. */
export const PLAIN = 'plain';
