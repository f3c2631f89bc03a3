/** Setup links, over HTTP: each operation as a call of the domain. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import * as domain from '../../domain/setup-links/links.ts'
import { presentSetupLink } from '../../domain/setup-links/present.ts'
import { found } from '../../domain/work/change.ts'
import { environmentOf, type Handlers, storesOf } from './call.ts'
import { presentPage } from './present.ts'

export const setupLinksHandlers: Handlers<Contract['setupLinks']> = {
  list: async (call) => {
    const { ports } = call.work
    const page = await storesOf(call).setup_links.list({ ...call.query, now: ports.now() })
    return { body: presentPage(page, (record) => presentSetupLink(ports, record)) }
  },
  get: async (call) => {
    const record = found(await storesOf(call).setup_links.get(call.params.setup_link_id))
    return { body: presentSetupLink(call.work.ports, record) }
  },
  create: async (call) => {
    const { link, url } = await domain.createSetupLink(call.work, environmentOf(call), call.body)
    return { body: { ...presentSetupLink(call.work.ports, link), url } }
  },
  revoke: async (call) => {
    const record = await domain.revokeSetupLink(call.work, environmentOf(call), call.params.setup_link_id)
    return { body: presentSetupLink(call.work.ports, record) }
  },
}
