import { defineConfig } from 'vitest/config'

/**
 * Four kinds of tests, told apart by the file's name:
 * `*.test.ts` (unit, part of `npm run check`), `*.http.test.ts` (real servers and databases on loopback),
 * `*.e2e.test.ts` (real Chromium), `*.long.test.ts` (minutes; only `npm run test:all`).
 */
const source = { conditions: ['gatehouse-source', 'node'] }
const base = { isolate: false, pool: 'threads' as const, execArgv: ['--conditions=gatehouse-source'] }
const http = '**/*.http.test.ts'
const e2e = '**/*.e2e.test.ts'
const long = '**/*.long.test.ts'
/** One private PostgreSQL for a run. */
const globalSetup = ['packages/gateway/test/postgres-setup.ts']
const where = ['packages/*/{src,test}', 'build', 'test', 'bench', 'examples']
const under = (pattern: string): string[] => where.map((folder) => `${folder}/${pattern}`)

export default defineConfig({
  resolve: source,
  ssr: { resolve: source },
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...base,
          name: 'unit',
          include: under('**/*.test.ts'),
          exclude: [http, e2e, long, '**/node_modules/**'],
          testTimeout: 5_000,
        },
      },
      {
        extends: true,
        test: { ...base, name: 'http', include: under(http), globalSetup, testTimeout: 30_000, hookTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          ...base,
          name: 'e2e',
          include: under(e2e),
          maxWorkers: 1,
          // Chromium, the servers and the runner share two cores. A test that fails runs once more, and the report
          // says so (`retry x1`); a second failure counts.
          retry: 1,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          ...base,
          name: 'long',
          include: under(long),
          globalSetup,
          maxWorkers: 1,
          testTimeout: 1_800_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
