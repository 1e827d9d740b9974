/** What `async with` takes. */
export interface AsyncContextManager<T> {
  aenter(): PromiseLike<T>;
  /** `failed`: the block ended with `error`. True swallows that error. */
  aexit(error: unknown, failed: boolean): PromiseLike<unknown>;
}

/** CPython: `async with manager as x: …`. Gives what `body` returned, or undefined if its error was swallowed. */
export async function asyncWith<T, R>(
  manager: AsyncContextManager<T>,
  body: (value: Awaited<T>) => R | PromiseLike<R>,
): Promise<R | undefined> {
  const value = await manager.aenter();
  let result: R;
  try {
    result = await body(value);
  } catch (error) {
    if (await manager.aexit(error, true)) return undefined;
    throw error;
  }
  await manager.aexit(undefined, false);
  return result;
}
