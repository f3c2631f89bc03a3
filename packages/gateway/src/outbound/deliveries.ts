import type { Deliveries } from '../domain/ports/deliveries.ts'
import type { Outbound } from './fetch.ts'

/** Messages to applications, through the guarded way out. */
export function deliveries(outbound: Outbound): Deliveries {
  return {
    async post(address, form) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const { status } = await outbound.send(address, { method: 'POST', headers, body: new URLSearchParams(form) })
      return status
    },
  }
}
