/** The object of an event: its name, and its page if it has one. */
import type { Event } from '@gatehouse-sso/sdk/browser'
import { pathOfId, paths } from '../../routes.ts'

/** The members by which an object is named, the best first. */
const names = ['name', 'email', 'domain', 'slug', 'hint', 'identifier', 'tenant_id'] as const

export function nameOfObject(event: Event): string {
  const data = event.data as Readonly<Record<string, unknown>>
  const named = names.map((name) => data[name]).find((value) => typeof value === 'string' && value !== '')
  return typeof named === 'string' ? named.replace('[redacted]', '•••') : String(data.id)
}

/** @returns the path of its page, or `null` */
export function pathOfObject({ data, organization_id }: Event): string | null {
  const known = pathOfId(data.id)
  if (known !== null) return known
  switch (data.object) {
    case 'role':
      return paths.settings('roles')
    case 'branding':
      return paths.settings('branding')
    case 'signing_key':
      return paths.settings('signing_keys')
    case 'environment':
      return paths.settings('environment')
    case 'staff_settings':
      return paths.settings('team')
    case 'identity':
    case 'session':
    case 'grant':
      return 'user_id' in data && typeof data.user_id === 'string' ? paths.user(data.user_id) : null
    default:
      return organization_id === null ? null : paths.organization(organization_id)
  }
}

/** A value of a change, as a text. A list of texts needs no brackets. */
export function textOfValue(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')) return value.join(', ')
  return JSON.stringify(value, null, 1).replaceAll(/\s+/g, ' ')
}
