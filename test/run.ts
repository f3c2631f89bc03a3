/**
 * `npm test` and `npm run test:all`: prepares the tools, runs every test, and ends with the line `N passed, N failed`.
 * A run that breaks outside a test (a missing tool, an unhandled rejection, a file that does not load) counts as
 * failed.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepareTools } from './tools.ts'

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
}

const root = fileURLToPath(new URL('../', import.meta.url))
const all = process.argv.includes('--all')
const projects = ['unit', 'http', 'e2e', ...(all ? ['long'] : [])]

/** The tests of identity providers and for operators, whose tables of cases `--all` also walks on PostgreSQL. */
const onPostgres = ['upstream', 'providers', 'cli/doctor'].map((folder) => `packages/gateway/src/${folder}/`)

function finish(passed: number, failed: number): never {
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  process.exit(failed === 0 && passed > 0 ? 0 : 1)
}

/** @param files beginnings of paths; none for all files */
function runVitest(
  projects: readonly string[],
  variables: NodeJS.ProcessEnv = {},
  files: readonly string[] = [],
): { report: Report | undefined; status: number | null } {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-test-'))
  const output = join(folder, 'report.json')
  try {
    const { status } = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        ...files,
        ...projects.flatMap((project) => ['--project', project]),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${output}`,
      ],
      { cwd: root, stdio: 'inherit', env: { ...process.env, ...variables } },
    )
    try {
      return { report: JSON.parse(readFileSync(output, 'utf8')) as Report, status }
    } catch {
      return { report: undefined, status }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (!prepareTools()) finish(0, 1)
if (spawnSync(process.execPath, [join(root, 'build/console.ts')], { stdio: 'inherit' }).status !== 0) finish(0, 1)
const runs = [
  runVitest(projects),
  ...(all ? [runVitest(['http'], { GATEHOUSE_TEST_DATABASE: 'postgres' }, onPostgres)] : []),
]
let [passed, failed] = [0, 0]
for (const { report, status } of runs) {
  if (!report) finish(passed, failed + 1)
  // A skipped test checks nothing, so it counts as failed.
  const wrong = report.numFailedTests + report.numPendingTests + report.numTodoTests
  passed += report.numPassedTests
  failed += wrong === 0 && status !== 0 ? 1 : wrong
}
finish(passed, failed)
