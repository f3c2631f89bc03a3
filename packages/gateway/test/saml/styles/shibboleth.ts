import { contexts, formats, ns } from '../names.ts'
import { partsOf } from '../parts.ts'
import type { Style } from '../style.ts'
import { entityId, now, type ResponseValues, sharedValues } from '../values.ts'
import { element, plainWriting, type XmlElement } from '../xml-tree.ts'

const prefix = { protocol: 'saml2p', assertion: 'saml2' }
const declared = { 'xmlns:saml2p': ns.protocol, 'xmlns:saml2': ns.assertion, 'xmlns:xsd': ns.schema }

function build(values: ResponseValues): XmlElement {
  const to = partsOf(prefix, values, declared, 3)
  return to.response(
    'Destination ID InResponseTo IssueInstant Version xmlns:saml2p',
    to.issuer({ 'xmlns:saml2': ns.assertion }),
    to.status(),
    to.assertion(
      'ID IssueInstant Version xmlns:saml2 xmlns:xsd',
      to.issuer(),
      to.subject('Format NameQualifier SPNameQualifier', 'Address InResponseTo NotOnOrAfter Recipient', {
        Address: '192.0.2.17',
      }),
      to.conditions(),
      to.authn('AuthnInstant SessionIndex SessionNotOnOrAfter', { Address: '192.0.2.17' }),
      to.attributes(
        ({ name, friendly_name }) => ({
          FriendlyName: friendly_name ?? null,
          Name: name,
          NameFormat: formats.uri,
        }),
        (text) => element('saml2:AttributeValue', { 'xmlns:xsi': ns.instance, 'xsi:type': 'xsd:string' }, text),
      ),
    ),
  )
}

/** Shibboleth: the response signed, the assertion encrypted, names of LDAP, a signature over many lines. */
export const shibboleth: Style = {
  name: 'Shibboleth',
  values: {
    ...sharedValues,
    response_id: '_f3a9c17e2b8d4f60a1e5c7d9b0f2a468',
    assertion_id: '_8c2d6e0f4a1b5c3d7e9f0a2b4c6d8e1f',
    issuer: 'https://idp.university.example/idp/shibboleth',
    not_before: now - 2000,
    session_index: '_51c8c2f4e07b4a3d9d1f6e5a4b3c2d10',
    name_id: 'AAdzZWNyZXQxk3Wl1Tn7OcRxW0h6nT0=',
    name_id_format: formats.transient,
    name_qualifier: 'https://idp.university.example/idp/shibboleth',
    sp_name_qualifier: entityId,
    authn_context: contexts.protectedPassword,
    attributes: [
      { name: 'urn:oid:0.9.2342.19200300.100.1.3', friendly_name: 'mail', values: ['ada@university.example'] },
      {
        name: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.6',
        friendly_name: 'eduPersonPrincipalName',
        values: ['ada@university.example'],
      },
      {
        name: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.9',
        friendly_name: 'eduPersonScopedAffiliation',
        values: ['staff@university.example', 'member@university.example'],
      },
    ],
  },
  prefix,
  signs: 'response',
  encrypts: true,
  writing: { ...plainWriting, declaration: '<?xml version="1.0" encoding="UTF-8"?>\n' },
  signature: { prefix: 'ds', prefix_list: ['xsd'], step: '', wrap: 76, key_info: 'certificate' },
  encryption: { cipher: 'aes128-gcm', transport: 'rsa-oaep-mgf1p', digest: 'sha1', key_place: 'inside' },
  build,
}
