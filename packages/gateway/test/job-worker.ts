/**
 * A process that runs jobs until a test kills it: `node test/job-worker.ts <database>`. Each job takes a while. A line
 * on standard output reports when it begins and when it ends, with the time.
 */
import { openDatabase } from '../src/app.ts'
import { startRunner } from '../src/jobs/runner.ts'
import { keys } from '../src/storage/conformance/fixtures.ts'
import { unitsOfWork } from '../src/storage/engine/unit-of-work.ts'
import { openStores } from '../src/storage/stores.ts'

const engine = openDatabase({ GATEHOUSE_DATABASE_URL: process.argv[2] }, 'create')
const say = (what: string, n: unknown) => void process.stdout.write(`${what} ${n} ${Date.now()}\n`)
startRunner({
  jobs: openStores(engine).jobs,
  units: unitsOfWork(engine, { onChanged: () => undefined, onLost: () => undefined }),
  handlers: {
    work: async ({ payload }) => {
      say('began', payload.n)
      await new Promise((resolve) => setTimeout(resolve, 250))
      say('done', payload.n)
    },
  },
  now: Date.now,
  newId: () => keys.newId('job'),
  newToken: () => keys.newSecret(128),
  random: Math.random,
  onError: () => undefined,
  limits: { lease_ms: Number(process.argv[3]), tolerance_ms: 0, poll_ms: 50, at_once: 2 },
})
setInterval(() => undefined, 1_000) // keeps the process alive, which the runner alone does not
