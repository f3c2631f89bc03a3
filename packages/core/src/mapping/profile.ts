/**
 * Maps claims to a profile. The rule of an attribute is a list of claim paths, tried in order, first in the ID token,
 * then in userinfo. Every value comes with its explanation. The code is pure: the console runs it while a mapping is
 * edited.
 */
import { withoutControlCharacters } from '../control-characters.ts'
import { isIdentifyingText } from '../identifying-text.ts'
import type { Claims } from '../oidc/claims.ts'
import type { CustomAttributes, CustomValue } from '../oidc/output-claims.ts'
import { wholeName } from '../user-names.ts'
import { readClaim } from './claim-path.ts'
import type { Explanation } from './explain.ts'

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

/**
 * The claim paths of each attribute. An attribute without a rule stays empty; other claims are ignored. A name that does not
 * come is put together from given and family name.
 */
export type AttributeRules = Readonly<Partial<Record<Attribute, readonly string[]>>>

export type ClaimMap = AttributeRules & {
  /** Attributes that the vendor names. */
  readonly custom_attributes?: Readonly<Record<string, readonly string[]>>
}

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
  readonly custom_attributes: CustomAttributes
}

export interface Sources {
  readonly id_token: Claims
  readonly userinfo?: Claims
  /** The groups from the identity provider's directory. They replace a groups claim that is not there. */
  readonly directory_groups?: readonly string[]
}

export const maximumTextLength = 1024
/** Values of a list of groups or roles that are taken. Entra sends 200 at most; docs/guides/claims.md names the limit. */
export const maximumListLength = 2000
/** Values of a list in a custom attribute. */
const maximumCustomList = 100
/** Characters of all custom attributes of a person, as JSON. */
const maximumCustomLength = 8192

interface Found {
  readonly value: unknown
  readonly claim: string | null
  readonly source: Explanation['source']
}

/** A value with a note for the trace. */
type Read<T> = readonly [value: T, note: string | null]

export interface Mapped {
  readonly profile: MappedProfile
  readonly explanations: readonly Explanation[]
  /** Lists with more values than we take. They are as good as not sent: some of the values would be worse than none. */
  readonly incomplete: readonly Attribute[]
}

/** Maps the claims of one sign-in. Never throws: a value of the wrong form is left out, and the note says why. */
export function mapProfile(mapping: ClaimMap, sources: Sources): Mapped {
  const explanations: Explanation[] = []
  const incomplete: Attribute[] = []
  const mapAttribute = <T>(attribute: Attribute, read: (found: Found) => Read<T>): T => {
    const rule = mapping[attribute] ?? []
    const found = readsGroups(attribute, rule) ? findGroups(rule, sources) : find(rule, sources)
    const [value, note] = read(found)
    if (note === tooMany) incomplete.push(attribute)
    explanations.push({ attribute, rule, claim: found.claim, source: found.source, value, note })
    return value
  }
  const custom_attributes = mapCustom(mapping.custom_attributes ?? {}, sources, explanations)
  const profile: MappedProfile = {
    identifier: mapAttribute('identifier', identifying),
    email: mapAttribute('email', email),
    name: mapAttribute('name', text),
    given_name: mapAttribute('given_name', text),
    family_name: mapAttribute('family_name', text),
    preferred_username: mapAttribute('preferred_username', identifying),
    groups: mapAttribute('groups', list),
    role_claims: mapAttribute('roles', list),
    is_admin: mapAttribute('is_admin', flag),
    custom_attributes,
  }
  return { profile: { ...profile, name: composedName(profile, explanations) }, explanations, incomplete }
}

/** Many identity providers send the parts of a name only. */
function composedName(profile: MappedProfile, explanations: Explanation[]): string | null {
  const name = wholeName(profile)
  const index = explanations.findIndex(({ attribute }) => attribute === 'name')
  const explained = explanations[index]
  if (profile.name !== null || name === null || explained === undefined) return name
  explanations[index] = { ...explained, value: name, note: `${explained.note}: given and family name together` }
  return name
}

function mapCustom(
  rules: NonNullable<ClaimMap['custom_attributes']>,
  sources: Sources,
  explanations: Explanation[],
): CustomAttributes {
  const values: [string, CustomValue][] = []
  let length = 0
  for (const [name, rule] of Object.entries(rules)) {
    const found = find(rule, sources)
    const [read, readNote] = custom(found)
    length += read === null ? 0 : JSON.stringify(read).length
    const isTooLong = length > maximumCustomLength
    const [value, note] = isTooLong ? [null, `more than ${maximumCustomLength} characters together`] : [read, readNote]
    const { claim, source } = found
    explanations.push({ attribute: `custom_attributes.${name}`, rule, claim, source, value, note })
    if (value !== null) values.push([name, value])
  }
  return Object.fromEntries(values)
}

/** The attributes with a rule that the ID token does not fill, so that userinfo may be needed for them. */
export function missingAttributes(mapping: ClaimMap, id_token: Claims): readonly Attribute[] {
  return attributes.filter((name) => {
    const rule = mapping[name]
    if (rule === undefined || rule.length === 0) return false
    const found = find(rule, { id_token })
    const isText = (textAttributes as readonly string[]).includes(name)
    return isText ? text(found)[0] === null : found.source === null
  })
}

/** Whether a custom attribute is missing in the ID token. */
export function lacksCustomAttributes({ custom_attributes = {} }: ClaimMap, id_token: Claims): boolean {
  return Object.values(custom_attributes).some((rule) => find(rule, { id_token }).source === null)
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

/** Whether an overage leaves an attribute without its values. Roles may be read from the claim `groups` too. */
export function readsGroups(attribute: Attribute, rule: readonly string[] = []): boolean {
  return attribute === 'groups' ? rule.length > 0 : attribute === 'roles' && rule.includes('groups')
}

function findGroups(rule: readonly string[], sources: Sources): Found {
  const found = find(rule, sources)
  if (found.source !== null || sources.directory_groups === undefined) return found
  return { value: sources.directory_groups, claim: null, source: 'directory' }
}

/** A value as text; numbers and booleans are written out. */
function asText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}

/** Text for people. It may be cleaned for display, because nothing is decided by it. */
function text({ value }: Found): Read<string | null> {
  if (value === undefined) return [null, 'not sent']
  const sent = asText(value)
  if (sent === undefined) return [null, 'neither text nor a number']
  const clean = withoutControlCharacters(sent.normalize('NFC')).trim()
  if (clean === '') return [null, 'empty']
  if (clean.length > maximumTextLength) return [null, `longer than ${maximumTextLength} characters`]
  if (typeof value !== 'string') return [clean, `read from ${typeof value}`]
  return [clean, clean === value ? null : 'white space, control characters or Unicode form corrected']
}

/** Text that identifies: taken as it came, or not at all. */
function identifying({ value }: Found): Read<string | null> {
  if (value === undefined) return [null, 'not sent']
  const sent = asText(value)
  if (sent === undefined) return [null, 'neither text nor a number']
  if (sent.length > maximumTextLength) return [null, `longer than ${maximumTextLength} characters`]
  if (!isIdentifyingText(sent)) {
    return [null, 'not used: it has invisible characters, spaces at an end, or another spelling of plain characters']
  }
  return [sent, typeof value === 'string' ? null : `read from ${typeof value}`]
}

function email(found: Found): Read<string | null> {
  const [address, note] = identifying(found)
  if (address === null) return [null, note]
  // Exactly one @, so that the domain is unambiguous. 254 characters is the longest address in SMTP (RFC 5321).
  if (address.length > 254 || !/^[^\s@<>()",:;\\]+@[^\s@]+\.[^\s@]+$/.test(address) || address.endsWith('.')) {
    return [null, 'not an email address']
  }
  return [address, note]
}

const tooMany = `more than ${maximumListLength} values: counts as incomplete`

function list({ value }: Found): Read<readonly string[]> {
  if (value === undefined) return [[], 'not sent']
  const entries = Array.isArray(value) ? value : [value]
  if (entries.length > maximumListLength) return [[], tooMany]
  const texts = entries
    .map(asText)
    .filter((entry) => entry !== undefined && entry !== '' && entry.length <= maximumTextLength) as readonly string[]
  const unique = [...new Set(texts.map((entry) => entry.normalize('NFC')))]
  return [unique, unique.length === entries.length ? null : `${entries.length - unique.length} values left out`]
}

/** Text, a number, a flag or a list of texts, as it came. */
function custom({ value }: Found): Read<CustomValue | null> {
  if (value === undefined) return [null, 'not sent']
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return [value, null]
  if (typeof value === 'string') {
    if (value.length > maximumTextLength) return [null, `longer than ${maximumTextLength} characters`]
    return [value.normalize('NFC'), null]
  }
  if (!Array.isArray(value)) return [null, 'neither text, number, flag nor list']
  const [texts, note] = list({ value, claim: null, source: null })
  if (texts.length > maximumCustomList) return [null, `more than ${maximumCustomList} values`]
  return [texts, note]
}

function flag({ value }: Found): Read<boolean> {
  if (value === undefined) return [false, 'not sent']
  const on = value === true || value === 1 || (typeof value === 'string' && /^(true|1|yes)$/i.test(value))
  return [on, typeof value === 'boolean' ? null : `read from ${typeof value}`]
}
