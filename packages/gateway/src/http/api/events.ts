/** Events, over HTTP: what each operation calls. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { listEvents, presentEvent } from '../../domain/events/events.ts'
import { environmentOf, type Handlers } from './call.ts'
import { presentPage } from './present.ts'

export const eventsHandlers: Handlers<Contract['events']> = {
  list: async (call) => ({
    body: presentPage(await listEvents(call.ports, environmentOf(call).id, call.query), presentEvent),
  }),
}
