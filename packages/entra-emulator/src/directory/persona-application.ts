import { createHash } from 'node:crypto'
import { FixtureError, openReader, type Reader } from './reader.ts'
import { readRedirectUri } from './registered-redirect-uri.ts'
import type { User } from './user.ts'

/** Identity providers beside Entra that the emulator can be for an application with SAML. */
export const personas = ['okta', 'google'] as const
export type Persona = (typeof personas)[number]

/**
 * An application of the people of this tenant at Okta or at Google, with SAML. It has nothing to do with the tenant at
 * Entra except the people, their groups and the pages of the sign-in.
 */
export interface PersonaApplication {
  readonly persona: Persona
  /** Okta: `exk…`, in its issuer. Google: a number, `spid`. */
  readonly id: string
  readonly displayName: string
  /** Okta: "Audience URI (SP Entity ID)". Google: "Entity ID". */
  readonly entityId: string
  /** Okta: "Single sign-on URL". Google: "ACS URL". */
  readonly acsUrl: string
  /** Okta: "Default RelayState". Google: "Start URL". */
  readonly relayState: string | null
  /** "Name ID format" */
  readonly nameIdFormat: (typeof formats)[number]
  /** Okta: "Application username". Google: "Name ID". */
  readonly nameIdSource: string
  /** Google: "Signed response": the response is signed instead of the assertion. Okta signs both. */
  readonly signedResponse: boolean
  readonly attributes: readonly PersonaAttribute[]
  /** Okta: "Group Attribute Statements". Google: "Group membership". Null: none. */
  readonly groupAttribute: { readonly name: string; readonly matches: string } | null
  /** Object ids of people and groups. Null: everybody. */
  readonly assignedTo: readonly string[] | null
}

export interface PersonaAttribute {
  readonly name: string
  /** A property of the person by the persona's own name. */
  readonly source: string
}

export type PersonaApplicationFixture = Pick<PersonaApplication, 'persona' | 'displayName' | 'entityId' | 'acsUrl'> &
  Partial<Omit<PersonaApplication, 'groupAttribute'>> & {
    readonly groupAttribute?: { readonly name?: string; readonly matches?: string } | null
  }

const formats = ['unspecified', 'emailAddress', 'persistent', 'transient'] as const

type Source = (user: User) => string | null

/** Okta's and Google's people always have an email: the user name. */
const email: Source = (user) => user.mail ?? user.userPrincipalName

/** Letters and digits that stay the same for the same words. */
function madeFrom(length: number, ...words: readonly string[]): string {
  const digest = createHash('sha512').update(JSON.stringify(words)).digest('base64')
  return digest.replace(/[+/=]/g, '').slice(0, length)
}

/** The properties of a person by the names on the pages of each persona. */
export const personaSources: Readonly<Record<Persona, Readonly<Record<string, Source>>>> = {
  okta: {
    'user.id': ({ id }) => `00u${madeFrom(17, 'okta user', id)}`,
    'user.login': ({ userPrincipalName }) => userPrincipalName,
    'user.email': email,
    'user.firstName': ({ givenName }) => givenName,
    'user.lastName': ({ surname }) => surname,
    'user.displayName': ({ displayName }) => displayName,
  },
  google: {
    'Primary email': email,
    'First name': ({ givenName }) => givenName,
    'Last name': ({ surname }) => surname,
    'Job title': ({ jobTitle }) => jobTitle,
  },
}

/** The attributes of the instructions that vendors write for their customers. */
const defaultAttributes: Readonly<Record<Persona, readonly PersonaAttribute[]>> = {
  okta: [
    { name: 'id', source: 'user.id' },
    { name: 'email', source: 'user.email' },
    { name: 'firstName', source: 'user.firstName' },
    { name: 'lastName', source: 'user.lastName' },
  ],
  google: [
    { name: 'email', source: 'Primary email' },
    { name: 'firstName', source: 'First name' },
    { name: 'lastName', source: 'Last name' },
  ],
}

/** `idpid` of Google, the same for all applications of a tenant. */
export function googleIdpId(tenantId: string): string {
  return `C0${madeFrom(7, 'google', tenantId).toLowerCase()}`
}

function defaultId(persona: Persona, tenantId: string, entityId: string): string {
  if (persona === 'okta') return `exk${madeFrom(17, 'okta', tenantId, entityId)}`
  const number = createHash('sha256').update(`google ${tenantId} ${entityId}`).digest().readUIntBE(0, 5)
  return String(number).padStart(12, '1')
}

function readSource(reader: Reader, name: string, persona: Persona, fallback?: string): string {
  const source = fallback === undefined ? reader.text(name) : reader.textOr(name, fallback)
  if (Object.hasOwn(personaSources[persona], source)) return source
  throw new FixtureError(reader.at(name), `must be one of ${Object.keys(personaSources[persona]).join(', ')}`)
}

function readGroupAttribute(section: Reader): NonNullable<PersonaApplication['groupAttribute']> {
  const matches = section.textOr('matches', '.*')
  try {
    new RegExp(matches)
  } catch {
    throw new FixtureError(section.at('matches'), 'must be a regular expression')
  }
  return { name: section.textOr('name', 'groups'), matches }
}

export function readPersonaApplication(value: unknown, path: string, tenantId: string): PersonaApplication {
  const reader = openReader(value, path)
  reader.text('persona')
  const persona = reader.oneOf('persona', personas, 'okta')
  const entityId = reader.text('entityId')
  const isOkta = persona === 'okta'
  const application: PersonaApplication = {
    persona,
    id: reader.textOr('id', defaultId(persona, tenantId, entityId)),
    displayName: reader.text('displayName'),
    entityId,
    acsUrl: readRedirectUri(reader.text('acsUrl'), reader.at('acsUrl')),
    relayState: reader.textOrNull('relayState'),
    nameIdFormat: reader.oneOf('nameIdFormat', formats, isOkta ? 'unspecified' : 'emailAddress'),
    nameIdSource: readSource(reader, 'nameIdSource', persona, isOkta ? 'user.login' : 'Primary email'),
    signedResponse: reader.flag('signedResponse', false),
    attributes: reader.has('attributes')
      ? reader.list('attributes', (item, place) => {
          const attribute = openReader(item, place)
          const read = { name: attribute.text('name'), source: readSource(attribute, 'source', persona) }
          attribute.close()
          return read
        })
      : defaultAttributes[persona],
    groupAttribute: reader.has('groupAttribute') ? reader.section('groupAttribute', readGroupAttribute) : null,
    assignedTo: reader.has('assignedTo') ? reader.texts('assignedTo') : null,
  }
  reader.close()
  return application
}
