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
const projects = ['unit', 'http', 'e2e', ...(process.argv.includes('--all') ? ['long'] : [])]

function finish(passed: number, failed: number): never {
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  process.exit(failed === 0 && passed > 0 ? 0 : 1)
}

function runVitest(): { report: Report | undefined; status: number | null } {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-test-'))
  const output = join(folder, 'report.json')
  try {
    const { status } = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        ...projects.flatMap((project) => ['--project', project]),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${output}`,
      ],
      { cwd: root, stdio: 'inherit' },
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
const { report, status } = runVitest()
if (!report) finish(0, 1)
// A skipped test checks nothing, so it counts as failed.
const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests
finish(report.numPassedTests, failed === 0 && status !== 0 ? 1 : failed)
