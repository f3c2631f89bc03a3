import type { Emulation } from '../emulation.ts'
import { accessDenied, GraphError } from './graph-error.ts'

/**
 * @throws GraphError if one of Graph's faults is switched on for this tenant
 */
export function actFaulty(emulation: Emulation, tenantId: string): void {
  const faults = emulation.faults.draw(tenantId, ['graph-403', 'graph-429', 'graph-500', 'graph-503'])
  if (faults.has('graph-403')) throw accessDenied()
  const throttled = faults.get('graph-429')
  if (throttled) throw new GraphError(429, 'TooManyRequests', 'Too many requests.', throttled.seconds)
  if (faults.has('graph-500')) throw new GraphError(500, 'generalException', 'An error occurred. Please retry.')
  if (faults.has('graph-503')) throw new GraphError(503, 'serviceNotAvailable', 'The service is not available.')
}
