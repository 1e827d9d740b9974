/** Which language to speak: `--lang`, else what the locale says. */
import type { Language } from '../course/course.ts';
import { UsageError } from './usage.ts';

export function languageOf(option: string | undefined, environment: NodeJS.ProcessEnv): Language {
  if (option === 'en' || option === 'zh') return option;
  if (option !== undefined) throw new UsageError(`--lang takes en or zh, not "${option}". --lang 可取 en 或 zh。`);
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return /^zh/i.test(locale) ? 'zh' : 'en';
}
