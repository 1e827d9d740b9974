declare module 'virtual:realm-text' {
  /** The built text of `src/realm`, to be evaluated inside a context. */
  const text: string;
  export default text;
}

declare module 'virtual:nursery-text' {
  /** The built text of `nursery.ts`, a script of CommonJS. */
  const text: string;
  export default text;
}
