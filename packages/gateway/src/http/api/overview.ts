/** The overview of the console, over HTTP. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { healthOf } from '../../domain/overview/health.ts'
import { organizationSummary } from '../../domain/overview/organizations.ts'
import { overviewOf } from '../../domain/overview/overview.ts'
import { found } from '../../domain/work/change.ts'
import { environmentOf, type Handlers, storesOf } from './call.ts'
import { presentPage } from './present.ts'

export const overviewHandlers: Handlers<Contract['overview']> = {
  get: async (call) => ({ body: await overviewOf(call.work, environmentOf(call).id) }),
  listOrganizations: async (call) => {
    const { search, state, type, ...query } = call.query
    const page = await storesOf(call).organizations.list({
      ...query,
      beginning: search,
      connection_state: state,
      connection_type: type,
    })
    const summaries = new Map(
      await Promise.all(
        page.records.map(async (record) => [record.id, await organizationSummary(call.work.ports, record)] as const),
      ),
    )
    return { body: presentPage(page, ({ id }) => found(summaries.get(id))) }
  },
  connectionHealth: async (call) => {
    const { id, environment_id } = found(await storesOf(call).connections.get(call.params.connection_id))
    return { body: await healthOf(call.work.ports, environment_id, id) }
  },
}
