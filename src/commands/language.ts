/** Which language to speak: `--lang`, else what the locale says. */
import type { Language } from '../course/course.ts';

export function languageOf(option: string | undefined, environment: NodeJS.ProcessEnv): Language {
  if (option === 'en' || option === 'zh') return option;
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return /^zh/i.test(locale) ? 'zh' : 'en';
}
