/** `+` stands for one part of a topic, `#` at the end for all that follow. */
export function matches(pattern: string, topic: string): boolean {
  const wanted = pattern.split('/');
  const given = topic.split('/');
  for (const [index, part] of wanted.entries()) {
    if (part === '#') return true;
    if (index >= given.length || (part !== '+' && part !== given[index])) return false;
  }
  return wanted.length === given.length;
}
