/**
 * Answers a SAML request as Entra would. The load generator signs the response itself, as it makes the codes of OpenID
 * Connect, so the identity provider costs the gateway nothing.
 */
import { hash, randomUUID } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { keys } from '../../packages/gateway/test/saml/keys.ts'
import { sentResponse } from '../../packages/gateway/test/saml/sent-response.ts'
import { entra } from '../../packages/gateway/test/saml/styles/entra.ts'

/** The settings of a connection to it. */
export const samlSettings = {
  idp_entity_id: entra.values.issuer,
  sso_url: 'https://login.microsoftonline.com/8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b/saml2',
  certificates: [keys.idp.certificate],
}

const minute = 60_000
const objectIds = new Map<string, string>()

/** A GUID that belongs to the person. */
function objectIdOf(sub: string): string {
  const known = objectIds.get(sub)
  if (known !== undefined) return known
  const digits = hash('sha256', sub, 'hex')
  const id = [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => digits.slice(from, to))
    .join('-')
  objectIds.set(sub, id)
  return id
}

/** The same groups as those of the ID token. */
const groups = ['g1', 'g2', 'g3']

function attributesOf(sub: string) {
  const values: Readonly<Record<string, readonly string[]>> = {
    objectidentifier: [objectIdOf(sub)],
    displayname: [`Person ${sub}`],
    givenname: ['Person'],
    surname: [sub],
    emailaddress: [`${sub}@acme.example`],
    name: [`${sub}@acme.example`],
    groups,
  }
  return entra.values.attributes.map((each) => ({
    ...each,
    values: values[each.name.split('/').at(-1) ?? ''] ?? each.values,
  }))
}

export interface SamlAnswer {
  readonly acs_url: string
  readonly form: Readonly<Record<'SAMLResponse' | 'RelayState', string>>
}

/** @param address to which the gateway sent the browser */
export function samlAnswer({ searchParams }: URL, sub: string): SamlAnswer {
  const request = inflateRawSync(Buffer.from(searchParams.get('SAMLRequest') ?? '', 'base64')).toString()
  const [, id = ''] = / ID="([^"]+)"/.exec(request) ?? []
  const [, acs_url = ''] = / AssertionConsumerServiceURL="([^"]+)"/.exec(request) ?? []
  const [, audience = ''] = /Issuer[^>]*>([^<]+)</.exec(request) ?? []
  const now = Date.now()
  const SAMLResponse = sentResponse(entra, {
    values: {
      response_id: `_${randomUUID()}`,
      assertion_id: `_${randomUUID()}`,
      session_index: `_${randomUUID()}`,
      issue_instant: now,
      destination: acs_url,
      recipient: acs_url,
      audience,
      in_response_to: id,
      not_before: now - 5 * minute,
      not_on_or_after: now + 60 * minute,
      confirmed_until: now + 60 * minute,
      authn_instant: now,
      name_id: `${sub}@acme.example`,
      attributes: attributesOf(sub),
    },
  })
  return { acs_url, form: { SAMLResponse, RelayState: searchParams.get('RelayState') ?? '' } }
}
