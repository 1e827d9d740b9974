import { setFlagsFromString } from 'node:v8';

/**
 * For a process that draws while it keeps what hostile programs report. All of that stays alive, so a collection of the young
 * generation copies as much as there is room for: 20 to 45 ms, more than a frame, at the size to which V8 lets it grow. At
 * its first size, 1 MB, it takes a few milliseconds, more often. V8 reads this when the room would grow.
 */
export function keepPausesShort(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
