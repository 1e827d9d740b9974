/** The licences of the libraries that are bundled, as their authors ask: one file beside the bundle. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

interface Notice {
  /** `ink 8.0.0 (MIT)`. */
  readonly title: string;
  /** The lines that say whose it is. */
  readonly owners: readonly string[];
  /** All others. */
  readonly terms: string;
}

/**
 * The text of the notices for every package that a module of `moduleIds` belongs to: who owns each, then terms that several
 * have word by word, once. Fails for a package without a licence.
 */
export function thirdPartyNotices(moduleIds: Iterable<string>): string {
  const folders = new Set<string>();
  for (const id of moduleIds) {
    const folder = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
    if (folder !== undefined) folders.add(folder);
  }
  const notices = new Map([...folders].map(noticeOf).map((notice) => [notice.title, notice]));
  const sorted = [...notices.values()].toSorted((one, other) => (one.title < other.title ? -1 : 1));
  const groups = [...Map.groupBy(sorted, ({ terms }) => terms)].map(groupText);
  return `# Third-party notices\n\nasync-tutor contains these libraries, in whole or in part.\n\n${groups.join('\n')}`;
}

function groupText([terms, notices]: readonly [string, readonly Notice[]]): string {
  const heads = notices.map(({ title, owners }) =>
    [`## ${title}`, '', ...owners.map((line) => `    ${line}`), ''].join('\n'),
  );
  return `${heads.join('\n')}\n${terms.replace(/^/gm, '    ')}\n`;
}

function noticeOf(folder: string): Notice {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  if (license === undefined) throw new Error(`notices: ${name} does not say its licence`);
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text =
    file === undefined || !existsSync(join(folder, file)) ? '' : readFileSync(join(folder, file), 'utf8').trim();
  const lines = text.split(/\r?\n/);
  const isOwner = (line: string): boolean => /^\W*copyright\s+(?:\(c\)|©|\d)/i.test(line.trim());
  const terms = lines.filter((line) => !isOwner(line)).join('\n');
  return {
    title: `${name} ${version} (${license})`,
    owners: lines.filter(isOwner).map((line) => line.trim()),
    // How lines are broken is no matter of the terms.
    terms: terms
      .split(/\n\s*\n/)
      .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
      .filter((paragraph) => paragraph !== '')
      .join('\n\n'),
  };
}
