/**
 * Ink measures every text with string-width, whose regular expressions and segmenter take tens of milliseconds to make at
 * every start. Here a table answers for nearly every text, and they are made when the first other one comes. The answers
 * are the same: `test/text/simple-width.test.ts`. Fails the build when string-width looks different.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rolldown';
import { replaceOnce } from './replace-once.ts';

const SIMPLE_WIDTH = fileURLToPath(new URL('../text/simple-width.ts', import.meta.url));
/** Made at the top of the module: a regular expression with Unicode's properties, or the segmenter. */
const COSTLY = /^const (\w+) = (\/.*\\p\{.*\/[vgu]+|new Intl\.Segmenter\(\));$/gm;
const FAST_PATH = `	let width = 0;
	const eastAsianWidthOptions`;

export function patchStringWidth(): Plugin {
  return {
    name: 'patch-string-width',
    load(id) {
      return id.endsWith('/string-width/index.js') ? patched(readFileSync(id, 'utf8')) : null;
    },
  };
}

function patched(original: string): string {
  const names = [...original.matchAll(COSTLY)].map(([, name]) => name!);
  if (names.length !== 5)
    throw new Error(`patch-string-width: 5 costly constants expected, found: ${names.join(', ')}`);
  let text = original.replace(
    COSTLY,
    (_, name: string, made: string) => `let made_${name}; const ${name} = () => made_${name} ??= ${made};`,
  );
  for (const name of names) text = text.replace(new RegExp(`\\b${name}\\b(?! =)`, 'g'), `${name}()`);
  text = replaceOnce(
    text,
    FAST_PATH,
    `	if (ambiguousIsNarrow) { const simple = simpleWidth(string); if (simple !== -1) return simple; }\n${FAST_PATH}`,
  );
  return `import { simpleWidth } from ${JSON.stringify(SIMPLE_WIDTH)};\n${text}`;
}
