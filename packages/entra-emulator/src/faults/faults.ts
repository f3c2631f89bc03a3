/**
 * Faults on request: failures of Entra and forged responses, one at a time.
 *
 *   switchOn({ name, tenant_id, times, seconds })   POST /_admin/faults
 *   draw(tenant, names)                             called at the place of the fault; counts it
 *   drawError(tenant, place)                        the same for the fault `error`, which names a code of Entra
 *
 * A fault of a tenant acts in this tenant only, a fault without a tenant everywhere. With `times` it ends by itself.
 * Tokens for Microsoft Graph never have faults, because only the emulator reads them.
 */
import type { AadstsCode } from '../errors/aadsts.ts'
import type { AnyFaultName } from './fault-list.ts'
import type { ErrorPlace } from './provocable-errors.ts'

export interface ActiveFault {
  readonly name: AnyFaultName
  /** Null: every tenant. */
  readonly tenant_id: string | null
  /** How many times it will still act. Null: until it is switched off. */
  readonly times: number | null
  /** The delay of slow faults, and the value of Retry-After. */
  readonly seconds: number
  /** The error of the fault `error`, and where it acts. */
  readonly error?: { readonly code: AadstsCode; readonly at: ErrorPlace }
}

export interface Faults {
  readonly switchOn: (fault: ActiveFault) => void
  /** Without a name, switches all faults off. With a code, only the error with this code. */
  readonly switchOff: (name?: AnyFaultName, code?: number) => void
  readonly active: () => readonly ActiveFault[]
  /** Returns the faults among `names` that act now, and counts each. */
  readonly draw: (tenantId: string | undefined, names: readonly AnyFaultName[]) => Drawn
  /** Returns the code of the first `error` that acts at this place now, and counts it. */
  readonly drawError: (tenantId: string | undefined, place: ErrorPlace) => AadstsCode | undefined
}

export interface Drawn {
  readonly has: (name: AnyFaultName) => boolean
  readonly get: (name: AnyFaultName) => ActiveFault | undefined
}

export const noFaults: Drawn = { has: () => false, get: () => undefined }

function isSame(a: ActiveFault, b: ActiveFault): boolean {
  return a.name === b.name && a.tenant_id === b.tenant_id && a.error?.code === b.error?.code
}

export function openFaults(): Faults {
  let active: readonly ActiveFault[] = []
  const count = (acting: readonly ActiveFault[]): void => {
    active = active.flatMap((fault) => {
      if (fault.times === null || !acting.includes(fault)) return [fault]
      return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : []
    })
  }
  const isHere = (fault: ActiveFault, tenantId: string | undefined): boolean =>
    fault.tenant_id === null || fault.tenant_id === tenantId
  return {
    switchOn: (fault) => {
      active = [...active.filter((one) => !isSame(one, fault)), fault]
    },
    switchOff: (name, code) => {
      const stays = (fault: ActiveFault): boolean =>
        fault.name !== name || (code !== undefined && fault.error?.code !== code)
      active = name === undefined ? [] : active.filter(stays)
    },
    active: () => active,
    draw: (tenantId, names) => {
      const acting = active.filter((fault) => names.includes(fault.name) && isHere(fault, tenantId))
      if (acting.length === 0) return noFaults
      count(acting)
      const drawn = new Map(acting.map((fault) => [fault.name, fault]))
      return { has: (name) => drawn.has(name), get: (name) => drawn.get(name) }
    },
    drawError: (tenantId, place) => {
      const fault = active.find((one) => one.error?.at === place && isHere(one, tenantId))
      if (fault) count([fault])
      return fault?.error?.code
    },
  }
}
