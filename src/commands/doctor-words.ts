/** What `async-tutor doctor` says of what it found: what that means, and what to change, in both languages. */
import type { Language } from '../course/course.ts';
import { systemWords } from '../text/progress-words.ts';
import type { Finding } from './doctor.ts';

/** `change`: null where nothing is to be changed. */
export interface Said {
  readonly found: string;
  readonly means: string;
  readonly change: string | null;
}

interface DoctorWords {
  readonly help: string;
  readonly noArguments: string;
  readonly names: { readonly [N in Finding['name']]: string };
  readonly change: string;
  readonly allWell: string;
  readonly problems: (count: number) => string;
  readonly say: (finding: Finding) => Said;
}

function said(found: string, means: string, change: string | null = null): Said {
  return { found, means, change };
}

const en: DoctorWords = {
  help: `Usage: async-tutor doctor [options]

Looks at what this machine and terminal can do for async-tutor, says what that means, and what to change.

Options
  --json           print one JSON object: ok, checks
  --data DIR       the folder for progress that is to be looked at
  --lang en|zh     language
  --help           this text

Exit status: 0 all that matters works · 1 something has to be changed · 2 usage`,
  noArguments: 'doctor takes no arguments.',
  names: {
    node: 'Node',
    size: 'Terminal size',
    colors: 'Colours',
    width: 'Width of characters',
    locale: 'Locale',
    data: 'Data folder',
    sandbox: 'Sandbox',
    python: 'python3',
  },
  change: 'Change',
  allWell: 'Nothing has to be changed.',
  problems: (count) => (count === 1 ? 'One thing has to be changed.' : `${count} things have to be changed.`),
  say(finding) {
    switch (finding.name) {
      case 'node': {
        const { version, isSupported, hasThreads } = finding;
        if (!isSupported)
          return said(version, 'async-tutor is not made for this Node.', 'Install Node 24.15 or newer.');
        if (hasThreads) return said(version, 'Everything works.');
        return said(version, 'Everything works but threads and processes.', 'For those, install Node 24.15 or newer.');
      }
      case 'size': {
        if (finding.columns === null) return said('no terminal', 'The output goes elsewhere, so nobody can tell.');
        const size = `${finding.columns} x ${finding.rows}`;
        if (finding.state === 'problem')
          return said(size, 'Too small for the tutor.', 'Make the window at least 60 columns wide and 16 rows high.');
        return finding.isWide
          ? said(size, 'Text, code and panel stand beside one another.')
          : said(size, 'Text and panel take turns (Tab).', 'From 106 columns on they stand beside one another.');
      }
      case 'colors': {
        const { level, isUnwanted } = finding;
        if (level === null) return said('no terminal', 'The output goes elsewhere, so nobody can tell.');
        if (isUnwanted)
          return said('none', 'NO_COLOR is set. Signs tell apart what colours would.', 'Unset NO_COLOR for colours.');
        const found = ['none', '16', '256', '16 million'][level]!;
        if (level >= 2) return said(found, 'All themes look as they should.');
        const means = level === 0 ? 'Signs tell apart what colours would.' : 'Themes use the nearest of these colours.';
        return said(found, means, 'If your terminal has 256: export TERM=xterm-256color.');
      }
      case 'width': {
        const { chinese, lines } = finding;
        if (chinese === null) return said('unknown', 'The terminal was not there to be asked, or did not answer.');
        const found = `中文: ${chinese} cells, ─█✓: ${lines} cells`;
        if (chinese !== 4)
          return said(
            found,
            'Chinese characters should take two cells each: screens would be askew.',
            'Choose a UTF-8 locale and a font with Chinese characters, or another terminal.',
          );
        return lines === 3
          ? said(found, 'Screens are straight in both languages.')
          : said(
              found,
              'Lines and bars should take one cell each: screens would be askew.',
              'In the settings of the terminal, let characters of ambiguous width be narrow.',
            );
      }
      case 'locale': {
        const { variable, value, language, isUtf8 } = finding;
        const found = variable === null ? 'not set' : `${variable}=${value}`;
        const means = `Messages are in ${language === 'zh' ? 'Chinese' : 'English'}; --lang changes that.`;
        if (isUtf8 || variable === null) return said(found, means);
        return said(
          found,
          `${means} The locale is not UTF-8: bars and Chinese may be garbled.`,
          'export LANG=C.UTF-8, or another one that ends in .UTF-8.',
        );
      }
      case 'data': {
        const { folder, why } = finding;
        if (folder === null)
          return said(
            'none',
            'This user has no home folder: progress is kept only until you leave.',
            'Name a folder with --data DIR.',
          );
        if (why === null) return said(folder, 'Your progress is kept there.');
        return said(
          folder,
          `Nothing can be written there: ${systemWords(why, 'en')}. Progress is kept only until you leave.`,
          'Allow yourself to write there, or name another folder with --data DIR.',
        );
      }
      case 'sandbox': {
        const { ms, error } = finding;
        if (ms === null)
          return said(
            'does not start',
            error ?? '',
            'Run it with the Node named above, from a folder that you may read; nothing else may be in its way.',
          );
        const found = `ready in ${ms} ms`;
        return finding.state === 'ok'
          ? said(found, 'One is kept warm, so that programs start at once.')
          : said(
              found,
              'Slow: whoever runs programs quickly one after another waits for it.',
              'Close other programs that compute; on battery, choose full power.',
            );
      }
      case 'python': {
        const { version } = finding;
        const means = 'Only `check --python` and reading the Python twins along need it.';
        if (version === null)
          return said('not found', means, 'To run the twins yourself, install Python 3.11 or newer.');
        return finding.state === 'ok'
          ? said(version, means)
          : said(version, means, 'The twins need Python 3.11 or newer.');
      }
    }
  },
};

const zh: DoctorWords = {
  help: `用法：async-tutor doctor [选项]

看看这台机器和这个终端能为 async-tutor 做什么，说明意味着什么、要改什么。

选项
  --json           输出一个 JSON 对象：ok、checks
  --data 目录      要检查的进度目录
  --lang en|zh     语言
  --help           显示本说明

退出码：0 重要的都正常 · 1 有需要改的 · 2 用法错误`,
  noArguments: 'doctor 后面不写参数。',
  names: {
    node: 'Node',
    size: '终端大小',
    colors: '颜色',
    width: '字符宽度',
    locale: '区域设置',
    data: '数据目录',
    sandbox: '沙箱',
    python: 'python3',
  },
  change: '建议',
  allWell: '没有需要改的。',
  problems: (count) => `有 ${count} 处需要改。`,
  say(finding) {
    switch (finding.name) {
      case 'node': {
        const { version, isSupported, hasThreads } = finding;
        if (!isSupported) return said(version, 'async-tutor 不支持这个版本。', '请安装 Node 24.15 或更新的版本。');
        if (hasThreads) return said(version, '全部功能可用。');
        return said(version, '除了线程和进程，全部功能可用。', '要用线程和进程，请安装 Node 24.15 或更新的版本。');
      }
      case 'size': {
        if (finding.columns === null) return said('没有终端', '输出去了别处，无从得知。');
        const size = `${finding.columns} x ${finding.rows}`;
        if (finding.state === 'problem') return said(size, '对教程来说太小。', '请把窗口放大到至少 60 列、16 行。');
        return finding.isWide
          ? said(size, '课文、代码和面板并排显示。')
          : said(size, '课文和面板轮流显示（Tab）。', '从 106 列起就能并排显示。');
      }
      case 'colors': {
        const { level, isUnwanted } = finding;
        if (level === null) return said('没有终端', '输出去了别处，无从得知。');
        if (isUnwanted) return said('无', '设置了 NO_COLOR：用符号代替颜色来区分。', '想要颜色，请取消 NO_COLOR。');
        const found = ['无', '16 色', '256 色', '1600 万色'][level]!;
        if (level >= 2) return said(found, '各个主题都能正常显示。');
        const means = level === 0 ? '用符号代替颜色来区分。' : '主题会用这些颜色里最接近的。';
        return said(found, means, '如果终端有 256 色：export TERM=xterm-256color。');
      }
      case 'width': {
        const { chinese, lines } = finding;
        if (chinese === null) return said('未知', '没有可以询问的终端，或者它没有回答。');
        const found = `中文：${chinese} 格，─█✓：${lines} 格`;
        if (chinese !== 4)
          return said(
            found,
            '每个汉字应占两格，否则画面会歪。',
            '请选用 UTF-8 的区域设置和含有汉字的字体，或者换一个终端。',
          );
        return lines === 3
          ? said(found, '两种语言的画面都是整齐的。')
          : said(
              found,
              '线条和横条每个应占一格，否则画面会歪。',
              '请在终端的设置里，让“宽度不明确的字符”按窄字符显示。',
            );
      }
      case 'locale': {
        const { variable, value, language, isUtf8 } = finding;
        const found = variable === null ? '没有设置' : `${variable}=${value}`;
        const means = `提示用${language === 'zh' ? '中文' : '英文'}；--lang 可以更改。`;
        if (isUtf8 || variable === null) return said(found, means);
        return said(
          found,
          `${means}区域设置不是 UTF-8：横条和汉字可能是乱码。`,
          'export LANG=C.UTF-8，或另一个以 .UTF-8 结尾的。',
        );
      }
      case 'data': {
        const { folder, why } = finding;
        if (folder === null) return said('无', '这个用户没有主目录：进度只保留到退出为止。', '请用 --data 指定目录。');
        if (why === null) return said(folder, '你的进度保存在那里。');
        return said(
          folder,
          `那里写不进去：${systemWords(why, 'zh')}。进度只保留到退出为止。`,
          '请给自己写入的权限，或者用 --data 指定另一个目录。',
        );
      }
      case 'sandbox': {
        const { ms, error } = finding;
        if (ms === null)
          return said('无法启动', error ?? '', '请用上面所说的 Node 运行，并确保有权读取本程序所在的目录。');
        const found = `${ms} 毫秒就绪`;
        return finding.state === 'ok'
          ? said(found, '总有一个预先启动好，程序可以立刻运行。')
          : said(found, '偏慢：接连运行程序时要等它。', '请关掉其他正在计算的程序；用电池时请选择最高性能。');
      }
      case 'python': {
        const { version } = finding;
        const means = '只有 `check --python` 和自己运行 Python 版时才用得到。';
        if (version === null) return said('没有找到', means, '要自己运行 Python 版，请安装 Python 3.11 或更新的版本。');
        return finding.state === 'ok'
          ? said(version, means)
          : said(version, means, 'Python 版需要 3.11 或更新的版本。');
      }
    }
  },
};

export const DOCTOR_WORDS: { readonly [L in Language]: DoctorWords } = { en, zh };
