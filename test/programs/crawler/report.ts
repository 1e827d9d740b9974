import type { Frontier } from './frontier.ts';

export function summarize(frontier: Frontier, counts: readonly number[], seconds: number): readonly string[] {
  const byDegree = frontier.pages.toSorted((a, b) => b.links.length - a.links.length || a.url.localeCompare(b.url));
  return [
    `${frontier.pages.length} pages in ${seconds.toFixed(2)} s, ${frontier.failures.size} failed`,
    `shares: ${counts.join(', ')}`,
    ...byDegree.slice(0, 3).map((page) => `${page.title}: ${page.links.length} links`),
    ...[...frontier.failures].map(([url, why]) => `${url}: ${why}`),
  ];
}
