/**
 * Faults on request: failures of Entra and forged responses, one at a time.
 *
 *   switchOn({ name, tenant_id, times, seconds })   POST /_admin/faults
 *   draw(tenant, names)                             called at the place of the fault; counts it
 *
 * A fault of a tenant acts in this tenant only, a fault without a tenant everywhere. With `times` it ends by itself.
 * Tokens for Microsoft Graph never have faults, because only the emulator reads them.
 */
import type { FaultName } from './fault-list.ts'

export interface ActiveFault {
  readonly name: FaultName
  /** Null: every tenant. */
  readonly tenant_id: string | null
  /** How many times it will still act. Null: until it is switched off. */
  readonly times: number | null
  /** The delay of slow faults, and the value of Retry-After. */
  readonly seconds: number
}

export interface Faults {
  readonly switchOn: (fault: ActiveFault) => void
  /** Without a name, switches all faults off. */
  readonly switchOff: (name?: FaultName) => void
  readonly active: () => readonly ActiveFault[]
  /** Returns the faults among `names` that act now, and counts each. */
  readonly draw: (tenantId: string | undefined, names: readonly FaultName[]) => Drawn
}

export interface Drawn {
  readonly has: (name: FaultName) => boolean
  readonly get: (name: FaultName) => ActiveFault | undefined
}

export const noFaults: Drawn = { has: () => false, get: () => undefined }

export function openFaults(): Faults {
  let active: readonly ActiveFault[] = []
  const isSame = (a: ActiveFault, b: ActiveFault): boolean => a.name === b.name && a.tenant_id === b.tenant_id
  return {
    switchOn: (fault) => {
      active = [...active.filter((one) => !isSame(one, fault)), fault]
    },
    switchOff: (name) => {
      active = name === undefined ? [] : active.filter((fault) => fault.name !== name)
    },
    active: () => active,
    draw: (tenantId, names) => {
      if (active.length === 0) return noFaults
      const acting = active.filter(
        (fault) => names.includes(fault.name) && (fault.tenant_id === null || fault.tenant_id === tenantId),
      )
      if (acting.length === 0) return noFaults
      active = active.flatMap((fault) => {
        if (fault.times === null || !acting.includes(fault)) return [fault]
        return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : []
      })
      const drawn = new Map(acting.map((fault) => [fault.name, fault]))
      return { has: (name) => drawn.has(name), get: (name) => drawn.get(name) }
    },
  }
}
