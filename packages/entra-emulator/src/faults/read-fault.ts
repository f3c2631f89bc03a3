import { FixtureError, openReader, type Reader } from '../directory/reader.ts'
import type { Tenant } from '../directory/tenant.ts'
import { didYouMean } from '../nearest.ts'
import { faultNames, isFaultName } from './fault-list.ts'
import type { ActiveFault } from './faults.ts'
import { type ErrorPlace, isProvocable, placesOf, provocableCodes } from './provocable-errors.ts'

/** A fault as written in a fixture and in a body of the admin API. */
export interface FaultFixture {
  readonly name: string
  /** GUID or domain; without one it acts everywhere. */
  readonly tenant?: string | null
  /** How often it acts. Without a number it stays. */
  readonly times?: number | null
  /** The delay of slow faults, and the value of Retry-After. Default 5. */
  readonly seconds?: number
  /** The number of the fault `error`: 50105. */
  readonly code?: number
  /** Where the fault `error` acts; default the first place of its code. */
  readonly at?: ErrorPlace
}

export const defaultSeconds = 5

export function unknownFault(name: string): string {
  return `There is no fault "${name}".${didYouMean(name, faultNames)} GET /_admin/faults lists all.`
}

/** The code and the place of the fault `error`. Other faults have neither. */
function readError(reader: Reader, name: string): ActiveFault['error'] {
  const code = reader.numberOrNull('code')
  const at = reader.textOrNull('at')
  const wrong = (member: string, problem: string): FixtureError => new FixtureError(reader.at(member), problem)
  if (name !== 'error') {
    if (code === null && at === null) return undefined
    throw wrong(code === null ? 'at' : 'code', 'only the fault "error" has it')
  }
  if (!isProvocable(code)) {
    const near = code === null ? '' : didYouMean(String(code), provocableCodes.map(String))
    throw wrong('code', `must be a number of GET /_admin/faults, is ${code}.${near}`)
  }
  const places = placesOf(code)
  const place = at === null ? places[0] : places.find((one) => one === at)
  if (place === undefined) throw wrong('at', `must be one of ${places.join(', ')}, is "${at}"`)
  return { code, at: place }
}

function readTenantId(reader: Reader, tenants: readonly Tenant[]): string | null {
  const named = reader.textOrNull('tenant')?.toLowerCase()
  if (named === undefined) return null
  const tenant = tenants.find(({ id, domains }) => id === named || domains.includes(named))
  if (!tenant) throw new FixtureError(reader.at('tenant'), `there is no tenant "${named}"`)
  return tenant.id
}

/**
 * @param value parsed JSON
 * @throws FixtureError naming the exact place: `faults[0].code: must be …`
 */
export function readFault(value: unknown, path: string, tenants: readonly Tenant[]): ActiveFault {
  const reader = openReader(value, path)
  const name = reader.text('name')
  if (!isFaultName(name)) throw new FixtureError(reader.at('name'), unknownFault(name))
  const tenant_id = readTenantId(reader, tenants)
  const times = reader.numberOrNull('times')
  if (times !== null && (!Number.isInteger(times) || times < 1)) {
    throw new FixtureError(reader.at('times'), 'must be a whole number from 1')
  }
  const seconds = reader.numberOrNull('seconds') ?? defaultSeconds
  if (seconds < 0 || seconds > 600) throw new FixtureError(reader.at('seconds'), 'must be from 0 to 600')
  const error = readError(reader, name)
  reader.close()
  return { name, tenant_id, times, seconds, ...(error && { error }) }
}
