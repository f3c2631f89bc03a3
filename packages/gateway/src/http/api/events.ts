/** Events, over HTTP: each operation as a call of the domain. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { listEvents } from '../../domain/events/events.ts'
import { presentEvent } from '../../domain/events/present.ts'
import { environmentOf, type Handlers } from './call.ts'
import { presentPage } from './present.ts'

export const eventsHandlers: Handlers<Contract['events']> = {
  list: async (call) => ({
    body: presentPage(await listEvents(call.work.ports, environmentOf(call).id, call.query), presentEvent),
  }),
}
