/** Whether two plain values are the same, all the way down. */
export function isDeepStrictEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) =>
    isDeepStrictEqual((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]),
  );
}
