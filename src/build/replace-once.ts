/** Replaces text of a library that the bundle patches; a library that looks different fails the build. */
export function replaceOnce(text: string, from: string | RegExp, to: string): string {
  const replaced = text.replace(from, () => to);
  if (replaced === text) throw new Error(`build: the text to patch is gone: ${from}`);
  return replaced;
}
