/** How much memory a process holds, as the system sees it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;

/** Resident set of a process in MB, or null where the system does not tell. */
export function residentMb(pid: number): number | null {
  if (process.platform === 'linux') return fromProc(pid);
  if (process.platform === 'darwin') return fromPs(pid);
  return null;
}

function fromProc(pid: number): number | null {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]);
    return (pages * PAGE_BYTES) / 1024 / 1024;
  } catch {
    return null;
  }
}

function fromPs(pid: number): number | null {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8', timeout: 1000 });
  const kilobytes = Number(stdout);
  return kilobytes > 0 ? kilobytes / 1024 : null;
}
