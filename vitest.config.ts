import { defineConfig } from 'vitest/config';

/** Rooms without processes, files or globals of their own: their tests take turns in the same process, which is quicker. */
const PURE = ['app', 'course', 'progress', 'text', 'trace', 'ui'].map((room) => `test/${room}/**/*.test.{ts,tsx}`);

export default defineConfig({
  resolve: { alias: { asyncio: new URL('./src/asyncio/index.ts', import.meta.url).pathname } },
  test: {
    globalSetup: './test/global-setup.ts',
    pool: 'forks',
    // Most of them wait for processes of their own: no core is kept free.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.{ts,tsx}'], exclude: PURE } },
    ],
  },
});
