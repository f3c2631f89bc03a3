import { databases, startHarness } from '../../../test/harness.ts'
import { keyRotationSuite } from '../../../test/key-rotation-suite.ts'
import { startTwoProcesses } from '../../../test/two-processes.ts'

const [[, newSqlite] = []] = databases

keyRotationSuite(
  'of one process on SQLite',
  async () => {
    const harness = await startHarness({ ...(newSqlite && { database_url: await newSqlite() }) })
    return { provider: harness.provider, each: [harness], close: harness.close }
  },
  1_000,
)

keyRotationSuite(
  'of two processes on PostgreSQL',
  async () => {
    const { provider, gateways, close } = await startTwoProcesses()
    return { provider, each: gateways.map(({ running }) => running), close }
  },
  1_000,
)
