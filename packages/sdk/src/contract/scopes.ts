/** The scopes of API keys: for each noun one to read and one to write, one for the personal data in traces, and one for APIs that verify tokens. */
import { z } from 'zod'

const nouns = [
  'organizations',
  'domains',
  'connections',
  'credentials',
  'applications',
  'api_resources',
  'roles',
  'groups',
  'users',
  'sign_ins',
  'events',
  'signing_keys',
  'api_keys',
  'setup_links',
  'branding',
] as const

export type Scope = `${(typeof nouns)[number]}:${'read' | 'write'}` | 'sign_ins:reveal' | 'api_resources:verify'

/** Every scope. A key that is created without a list has all of them. */
export const scopes: readonly Scope[] = [
  ...nouns.flatMap((noun) => [`${noun}:read` as const, `${noun}:write` as const]),
  'sign_ins:reveal',
  'api_resources:verify',
]

export const scope = z.enum(scopes as [Scope, ...Scope[]]).meta({ description: 'Permission of an API key' })
