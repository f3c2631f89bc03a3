/**
 * Maps claims to a profile. The rule of an attribute is a list of claim paths, tried in order, first in the ID token,
 * then in userinfo. Every value comes with its explanation. The code is pure: the console runs it while a mapping is
 * edited.
 */
import { withoutControlCharacters } from '../control-characters.ts'
import type { Claims } from '../oidc/claims.ts'
import { readClaim } from './claim-path.ts'
import type { ClaimSource, Explanation } from './explain.ts'

export const textAttributes = [
  'identifier',
  'email',
  'name',
  'given_name',
  'family_name',
  'preferred_username',
] as const

export type TextAttribute = (typeof textAttributes)[number]
export type Attribute = TextAttribute | 'groups' | 'roles' | 'is_admin'

export const attributes: readonly Attribute[] = [...textAttributes, 'groups', 'roles', 'is_admin']

/** The claim paths of each attribute. An attribute without a rule stays empty; other claims are ignored. */
export type ClaimMap = Readonly<Partial<Record<Attribute, readonly string[]>>>

/** The profile of a person, mapped from the claims. */
export interface MappedProfile {
  readonly identifier: string | null
  readonly email: string | null
  readonly name: string | null
  readonly given_name: string | null
  readonly family_name: string | null
  readonly preferred_username: string | null
  readonly groups: readonly string[]
  /** Values of the roles claim as received. decideRoles in roles.ts turns them into roles. */
  readonly role_claims: readonly string[]
  readonly is_admin: boolean
}

export interface Sources {
  readonly id_token: Claims
  readonly userinfo?: Claims
}

export const maximumTextLength = 1024
export const maximumListLength = 2000

interface Found {
  readonly value: unknown
  readonly claim: string | null
  readonly source: ClaimSource | null
}

/** Maps the claims of one sign-in. Never throws: a value of the wrong form is left out, and the note says why. */
export function mapProfile(
  mapping: ClaimMap,
  sources: Sources,
): { profile: MappedProfile; explanations: readonly Explanation[] } {
  const explanations: Explanation[] = []
  const mapAttribute = <T>(attribute: Attribute, read: (found: Found) => readonly [T, string | null]): T => {
    const rule = mapping[attribute] ?? []
    const found = find(rule, sources)
    const [value, note] = read(found)
    explanations.push({ attribute, rule, claim: found.claim, source: found.source, value, note })
    return value
  }
  const profile: MappedProfile = {
    identifier: mapAttribute('identifier', text),
    email: mapAttribute('email', email),
    name: mapAttribute('name', text),
    given_name: mapAttribute('given_name', text),
    family_name: mapAttribute('family_name', text),
    preferred_username: mapAttribute('preferred_username', text),
    groups: mapAttribute('groups', list),
    role_claims: mapAttribute('roles', list),
    is_admin: mapAttribute('is_admin', flag),
  }
  return { profile, explanations }
}

/** The text attributes that the ID token does not fill, so that userinfo may be needed for them. */
export function missingAttributes(mapping: ClaimMap, id_token: Claims): readonly TextAttribute[] {
  return textAttributes.filter((name) => {
    const rule = mapping[name]
    return rule !== undefined && rule.length > 0 && text(find(rule, { id_token }))[0] === null
  })
}

function find(rule: readonly string[], sources: Sources): Found {
  for (const source of ['id_token', 'userinfo'] as const) {
    const claims = sources[source]
    if (claims === undefined) continue
    for (const claim of rule) {
      const value = readClaim(claims, claim)
      if (value !== undefined && value !== null && value !== '') return { value, claim, source }
    }
  }
  return { value: undefined, claim: null, source: null }
}

function text({ value }: Found): readonly [string | null, string | null] {
  if (value === undefined) return [null, 'not sent']
  if (typeof value !== 'string' && typeof value !== 'number') return [null, 'neither text nor a number']
  const clean = withoutControlCharacters(String(value).normalize('NFC')).trim()
  if (clean === '') return [null, 'empty']
  if (clean.length > maximumTextLength) return [null, `longer than ${maximumTextLength} characters`]
  return [clean, clean === value ? null : 'white space, control characters or Unicode form corrected']
}

function email(found: Found): readonly [string | null, string | null] {
  const [address, note] = text(found)
  if (address === null) return [null, note]
  // Exactly one @, so that the domain is unambiguous. 254 characters is the longest address in SMTP (RFC 5321).
  if (address.length > 254 || !/^[^\s@<>()",:;\\]+@[^\s@]+\.[^\s@]+$/.test(address))
    return [null, 'not an email address']
  return [address, note]
}

function list({ value }: Found): readonly [readonly string[], string | null] {
  if (value === undefined) return [[], 'not sent']
  const entries = Array.isArray(value) ? value : [value]
  const texts = entries.filter(
    (entry) => typeof entry === 'string' && entry !== '' && entry.length <= maximumTextLength,
  )
  const unique = [...new Set(texts.map((entry: string) => entry.normalize('NFC')))].slice(0, maximumListLength)
  return [unique, unique.length === entries.length ? null : `${entries.length - unique.length} values left out`]
}

function flag({ value }: Found): readonly [boolean, string | null] {
  if (value === undefined) return [false, 'not sent']
  const on = value === true || value === 1 || (typeof value === 'string' && /^(true|1|yes)$/i.test(value))
  return [on, typeof value === 'boolean' ? null : `read from ${typeof value}`]
}
