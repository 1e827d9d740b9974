export async function learn(_args: readonly string[]): Promise<number> { return 0; }
