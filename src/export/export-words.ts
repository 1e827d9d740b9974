/** The words of pictures that stand on no screen, in both languages. */
import type { Language } from '../course/course.ts';

interface ExportWords {
  readonly tasks: (count: number) => string;
  /** The trace was kept before the program ended. */
  readonly stillRunning: string;
  readonly lanes: string;
  readonly more: (count: number) => string;
  readonly aliveAtOnce: (most: number) => string;
  readonly legend: { readonly runs: string; readonly ready: string; readonly waits: string };
}

export const EXPORT_WORDS: { readonly [L in Language]: ExportWords } = {
  en: {
    tasks: (count) => (count === 1 ? '1 task' : `${count} tasks`),
    stillRunning: 'kept before it ended',
    lanes: 'Threads and processes',
    more: (count) => `+ ${count} more ${count === 1 ? 'task' : 'tasks'}`,
    aliveAtOnce: (most) => `alive at once: at most ${most}`,
    legend: { runs: 'runs', ready: 'ready', waits: 'waits' },
  },
  zh: {
    tasks: (count) => `${count} 个任务`,
    stillRunning: '结束之前保存',
    lanes: '线程与进程',
    more: (count) => `+ 另外 ${count} 个任务`,
    aliveAtOnce: (most) => `同时存在：最多 ${most} 个`,
    legend: { runs: '运行', ready: '就绪', waits: '等待' },
  },
};
