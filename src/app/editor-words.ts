/** Why nothing came back from the learner's own editor, and what to do, in both languages. */
import type { Language } from '../course/course.ts';
import { MAX_COLUMNS, MAX_LINES } from '../course/program-bounds.ts';
import { systemWords } from '../text/progress-words.ts';
import { harmless } from '../text/width.ts';
import type { EditorFailure } from './ports.ts';

export function editorFailureText(failure: EditorFailure, language: Language): string {
  return harmless(language === 'zh' ? chinese(failure) : english(failure));
}

function english(failure: EditorFailure): string {
  switch (failure.is) {
    case 'noEditor':
      return `"${failure.command}" cannot be started. Name another editor in the settings, or set $EDITOR.`;
    case 'ended': {
      const kept = failure.file === null ? '' : ` What it wrote is still in ${failure.file}.`;
      const how = typeof failure.how === 'number' ? `status ${failure.how}` : failure.how;
      return `Your editor ended with ${how}: nothing of it is taken over.${kept}`;
    }
    case 'gone':
      return 'Your editor left no file behind: save it under the name that it has.';
    case 'tooLarge':
      return `What you wrote has more than ${MAX_LINES} lines, or a line of more than ${MAX_COLUMNS} characters. It is still in ${failure.file}: make it shorter.`;
    case 'noFile':
      return `The file for your editor cannot be used: ${systemWords(failure.why, 'en')}. Write here, or mend that.`;
  }
}

function chinese(failure: EditorFailure): string {
  switch (failure.is) {
    case 'noEditor':
      return `无法启动“${failure.command}”。请在设置里换一个编辑器，或设置 $EDITOR。`;
    case 'ended': {
      const kept = failure.file === null ? '' : `它写下的内容还在 ${failure.file}。`;
      const how = typeof failure.how === 'number' ? `退出状态 ${failure.how}` : failure.how;
      return `编辑器没有正常结束（${how}），没有采用它的内容。${kept}`;
    }
    case 'gone':
      return '编辑器没有留下文件。请用文件原来的名字保存。';
    case 'tooLarge':
      return `写的内容超过 ${MAX_LINES} 行，或有一行超过 ${MAX_COLUMNS} 个字符。它还在 ${failure.file}，请改短一些。`;
    case 'noFile':
      return `无法使用给编辑器的文件：${systemWords(failure.why, 'zh')}。请在这里写，或先解决这个问题。`;
  }
}
