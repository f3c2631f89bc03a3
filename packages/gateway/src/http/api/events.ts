/** Events, over HTTP: each operation as a call of the domain. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { listEvents } from '../../domain/events/events.ts'
import { presentEvent } from '../../domain/events/present.ts'
import { redactedEvent } from '../../domain/events/redacted.ts'
import { environmentOf, type Handlers } from './call.ts'
import { presentPage } from './present.ts'

export const eventsHandlers: Handlers<Contract['events']> = {
  list: async (call) => {
    const { principal } = call
    const showsPeople = principal.kind !== 'api_key' || principal.scopes.includes('users:read')
    const page = await listEvents(call.work.ports, environmentOf(call).id, call.query)
    return { body: presentPage(page, (record) => redactedEvent(presentEvent(record), showsPeople)) }
  },
}
