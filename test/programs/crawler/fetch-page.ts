// One page of the demo service: its title and where it leads.

export interface Page {
  readonly url: string;
  readonly title: string;
  readonly links: readonly string[];
}

export async function fetchPage(url: string): Promise<Page> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return { url, ...parse(await response.text(), url) };
}

function parse(html: string, base: string): { readonly title: string; readonly links: readonly string[] } {
  const title = /<title>(.*?)<\/title>/.exec(html)?.[1] ?? 'untitled';
  const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => new URL(href!, base).href);
  return { title, links: [...new Set(links)] };
}
