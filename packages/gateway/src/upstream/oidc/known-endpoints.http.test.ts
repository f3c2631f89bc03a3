import { changedEndpointsSuite } from '../../../test/changed-endpoints-suite.ts'
import { databases, startHarness } from '../../../test/harness.ts'
import { startTwoProcesses } from '../../../test/two-processes.ts'

const minute = 60_000

for (const [name, newDatabase] of databases) {
  changedEndpointsSuite(`on ${name}`, 'whole', async () => {
    const harness = await startHarness({ database_url: await newDatabase() })
    return {
      each: [harness],
      forget: async () => {
        harness.clock.ahead += 11 * minute
      },
      close: harness.close,
    }
  })
}

changedEndpointsSuite('at two processes on PostgreSQL', 'shared', async () => {
  const { provider, gateways, furniture, close } = await startTwoProcesses()
  return {
    each: gateways.map(({ running, client }) => ({ ...furniture, provider, url: running.url, client })),
    // A process that starts has read nothing.
    forget: () => gateways[1].restart(),
    close,
  }
})
