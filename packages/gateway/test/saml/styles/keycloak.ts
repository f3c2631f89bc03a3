import { hourMs } from '@gatehouse-sso/core/time'
import { contexts, formats, ns } from '../names.ts'
import { partsOf } from '../parts.ts'
import type { Style } from '../style.ts'
import { now, type ResponseValues, sharedValues } from '../values.ts'
import { element, plainWriting, type XmlElement } from '../xml-tree.ts'

const prefix = { protocol: 'samlp', assertion: 'saml' }
const declared = { 'xmlns:samlp': ns.protocol, 'xmlns:saml': ns.assertion, xmlns: ns.assertion }
const types = { 'xmlns:xs': ns.schema, 'xmlns:xsi': ns.instance, 'xsi:type': 'xs:string' }

function build(values: ResponseValues): XmlElement {
  const to = partsOf(prefix, values, declared, 3)
  return to.response(
    'xmlns:samlp xmlns:saml Destination ID InResponseTo IssueInstant Version',
    to.issuer(),
    to.status(),
    to.assertion(
      'xmlns ID IssueInstant Version',
      to.issuer(),
      to.subject('Format NameQualifier SPNameQualifier', 'InResponseTo NotOnOrAfter Recipient'),
      to.conditions(),
      to.authn('AuthnInstant SessionIndex SessionNotOnOrAfter'),
      to.attributes(
        ({ name, friendly_name }) => ({
          FriendlyName: friendly_name ?? null,
          Name: name,
          NameFormat: formats.basic,
        }),
        (text) => element('saml:AttributeValue', types, text),
      ),
    ),
  )
}

/** Keycloak: the response signed, a default namespace that no element uses, the key as a value. */
export const keycloak: Style = {
  name: 'Keycloak',
  values: {
    ...sharedValues,
    response_id: 'ID_2f6f0c1e-5c7d-4a0b-9f7a-2f1f7c9b1d33',
    assertion_id: 'ID_b6c0a4f2-7d31-4b07-8b3e-8f4c1d0e9a44',
    issuer: 'https://login.own.example/realms/own',
    confirmed_until: now + 58_000,
    not_on_or_after: now + 58_000,
    session_index: '5a0f3f1e-7b0f-4d7f-9c0c-3d0b7b9e1a55::7f1b1f5e-1f7d-4f55-8a55-6b1a2c3d4e5f',
    session_not_on_or_after: now + 10 * hourMs,
    name_id: 'G-4a1f8f3e-0e0e-4c5e-9d5a-0a1b2c3d4e5f',
    name_id_format: formats.persistent,
    authn_context: contexts.unspecified,
    attributes: [
      { name: 'urn:oid:1.2.840.113549.1.9.1', friendly_name: 'email', values: ['ada@own.example'] },
      { name: 'urn:oid:2.5.4.42', friendly_name: 'givenName', values: ['Ada'] },
      { name: 'Role', values: ['manage-account', 'view-profile', 'offline_access'] },
    ],
  },
  prefix,
  signs: 'response',
  encrypts: false,
  writing: plainWriting,
  signature: { prefix: 'dsig', prefix_list: [], step: null, wrap: null, key_info: 'key value' },
  encryption: { cipher: 'aes256-gcm', transport: 'rsa-oaep', digest: 'sha256', key_place: 'inside' },
  build,
}
