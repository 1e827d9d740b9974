import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { asyncio: new URL('./src/asyncio/index.ts', import.meta.url).pathname } },
  test: {
    globalSetup: './test/global-setup.ts',
    include: ['test/**/*.test.{ts,tsx}'],
    pool: 'forks',
    // Most of them wait for processes of their own: no core is kept free.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
