/** Discovery, over HTTP. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { discover } from '../../domain/routing/discover.ts'
import { environmentOf, type Handlers } from './call.ts'

export const discoverHandlers: Handlers<Contract['discover']> = {
  lookup: async (call) => {
    const { email, explain } = call.query
    return { body: await discover(call.work.ports, environmentOf(call), email, explain) }
  },
}
