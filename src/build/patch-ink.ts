/**
 * Ink takes every row apart into its characters at every frame, and puts it together again, though most rows are what
 * they were. Here what was worked out for a row is kept from frame to frame; the output is the same. Fails the build
 * when Ink looks different.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'rolldown';
import { replaceOnce } from './replace-once.ts';

export function patchInk(): Plugin {
  return {
    name: 'patch-ink',
    load(id) {
      if (id.endsWith('/ink/build/output.js')) return withKeptRows(readFileSync(id, 'utf8'));
      if (id.endsWith('/ink/build/squash-text-nodes.js')) return withKeptTexts(readFileSync(id, 'utf8'));
      return null;
    },
  };
}

/** So many rows are kept, then all are forgotten: far more than a screen has, and no more than a megabyte or two. */
const KEPT = 512;

function withKeptRows(original: string): string {
  let text = replaceOnce(original, 'caches = new OutputCaches();', 'caches = keptCaches();');
  text = replaceOnce(
    text,
    'export default class Output {',
    `let kept = new OutputCaches();
const keptCaches = () => {
    if (kept.styledChars.size > ${KEPT}) kept = new OutputCaches();
    return kept;
};
export default class Output {`,
  );
  // A row of one line reads the same when it is put together again.
  text = replaceOnce(
    text,
    'let lines = characterLines.map(line => styledCharsToString(line));',
    'let lines = this.caches.getLines(text, characterLines);',
  );
  return replaceOnce(
    text,
    '    getStringWidth(text) {',
    `    lines = new Map();
    getLines(text, characterLines) {
        let cached = this.lines.get(text);
        if (cached === undefined) {
            cached = characterLines.map(line => styledCharsToString(line));
            this.lines.set(text, cached);
        }
        return [...cached];
    }
    getStringWidth(text) {`,
  );
}

function withKeptTexts(original: string): string {
  const text = replaceOnce(
    original,
    "text = sanitizeAnsi(text.replaceAll('\\r\\n', '\\n'));",
    "text = sanitized(text.replaceAll('\\r\\n', '\\n'));",
  );
  return replaceOnce(
    text,
    'const squashTextNodes = ',
    `const kept = new Map();
const sanitized = (text) => {
    let cached = kept.get(text);
    if (cached === undefined) {
        if (kept.size > ${KEPT}) kept.clear();
        cached = sanitizeAnsi(text);
        kept.set(text, cached);
    }
    return cached;
};
const squashTextNodes = `,
  );
}
