import { formats, ns } from '../names.ts'
import { partsOf } from '../parts.ts'
import type { Style } from '../style.ts'
import { type ResponseValues, sharedValues } from '../values.ts'
import { plainWriting, withAttribute, type XmlElement } from '../xml-tree.ts'

const soap = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
const prefix = { protocol: 'samlp', assertion: '' }

function build(values: ResponseValues): XmlElement {
  const to = partsOf(prefix, values, { 'xmlns:samlp': ns.protocol, xmlns: ns.assertion }, 3)
  const response = to.response(
    'ID Version IssueInstant Destination InResponseTo xmlns:samlp',
    to.issuer({ xmlns: ns.assertion }),
    to.status(),
    to.assertion(
      'ID IssueInstant Version xmlns',
      to.issuer(),
      to.subject('Format NameQualifier SPNameQualifier', 'InResponseTo NotOnOrAfter Recipient'),
      to.conditions(),
      to.attributes(({ name }) => ({
        Name: name,
        'a:OriginalIssuer': `${values.issuer}/claims`,
        'xmlns:a': 'http://schemas.xmlsoap.org/ws/2009/09/identity/claims',
      })),
      to.authn('AuthnInstant SessionIndex SessionNotOnOrAfter'),
    ),
  )
  return withAttribute(response, 'Consent', 'urn:oasis:names:tc:SAML:2.0:consent:unspecified')
}

/** AD FS: the assertion signed, foreign attributes on Attribute, KeyInfo in a default namespace of its own. */
export const adFs: Style = {
  name: 'AD FS',
  values: {
    ...sharedValues,
    response_id: '_c1e0f6a2-98a4-4f4d-a7f7-2f2d3a0b9c11',
    assertion_id: '_6a7d2f13-0c55-4b43-8a52-6d0a1e9f7b22',
    issuer: 'http://adfs.own.example/adfs/services/trust',
    session_index: '_6a7d2f13-0c55-4b43-8a52-6d0a1e9f7b22',
    name_id: 'OWN\\ada',
    name_id_format: formats.unspecified,
    authn_context: 'urn:federation:authentication:windows',
    attributes: [
      { name: `${soap}/upn`, values: ['ada@own.example'] },
      { name: `${soap}/emailaddress`, values: ['ada@own.example'] },
      { name: 'http://schemas.xmlsoap.org/claims/Group', values: ['Domain Users', 'Entwicklung (Köln)'] },
    ],
  },
  prefix,
  signs: 'assertion',
  encrypts: false,
  writing: { ...plainWriting, empty: ' />' },
  signature: { prefix: 'ds', prefix_list: [], step: null, wrap: null, key_info: 'default namespace' },
  encryption: { cipher: 'aes256-cbc', transport: 'rsa-oaep-mgf1p', digest: 'sha1', key_place: 'inside' },
  build,
}
