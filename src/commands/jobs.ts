/** What is found wrong with a course comes from many programs, a few of which run at once: each is a process. */
import type { Problem } from '../course/problem.ts';

const AT_ONCE = 2;

export type Job = () => Promise<readonly Problem[]>;

/** Their results, in the order of the jobs. */
export async function allOf(jobs: readonly Job[]): Promise<readonly (readonly Problem[])[]> {
  const results: (readonly Problem[])[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < jobs.length) {
      const index = next++;
      results[index] = await jobs[index]!();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}
