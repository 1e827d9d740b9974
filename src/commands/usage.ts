/** Words that were typed wrong: what was meant, and how a command answers. Usage errors go to stderr and exit with 2. */

export class UsageError extends Error {
  override readonly name = 'UsageError';
}
