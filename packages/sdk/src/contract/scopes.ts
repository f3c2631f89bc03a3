/** What an API key may do: one scope for reading and one for writing each noun. */
import { z } from 'zod'

const nouns = [
  'organizations',
  'domains',
  'connections',
  'credentials',
  'applications',
  'roles',
  'groups',
  'users',
  'sign_ins',
  'events',
  'signing_keys',
  'api_keys',
] as const

export type Scope = `${(typeof nouns)[number]}:${'read' | 'write'}`

/** Every scope; a key made without a list has them all. */
export const scopes: readonly Scope[] = nouns.flatMap((noun) => [`${noun}:read` as const, `${noun}:write` as const])

export const scope = z.enum(scopes as [Scope, ...Scope[]]).meta({ description: 'What an API key may do' })
