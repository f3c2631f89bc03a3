import { contexts, formats, ns } from '../names.ts'
import { partsOf } from '../parts.ts'
import type { Style } from '../style.ts'
import { type ResponseValues, sharedValues } from '../values.ts'
import { element, plainWriting, type XmlElement } from '../xml-tree.ts'

const prefix = { protocol: 'samlp', assertion: 'saml' }
const declared = { 'xmlns:samlp': ns.protocol, 'xmlns:saml': ns.assertion }
const types = { 'xsi:type': 'xs:string', 'xmlns:xs': ns.schema, 'xmlns:xsi': ns.instance }

function build(values: ResponseValues): XmlElement {
  const to = partsOf(prefix, values, declared, 3)
  return to.response(
    'Version ID IssueInstant InResponseTo Destination xmlns:samlp',
    to.issuer({ 'xmlns:saml': ns.assertion }),
    to.status(),
    to.assertion(
      'ID IssueInstant Version xmlns:saml',
      to.issuer(),
      to.subject('Format NameQualifier SPNameQualifier', 'Recipient NotOnOrAfter InResponseTo'),
      to.conditions(),
      to.authn('SessionIndex AuthnInstant SessionNotOnOrAfter'),
      to.attributes(
        ({ name }) => ({ Name: name, NameFormat: formats.basic }),
        (text) => element('saml:AttributeValue', types, text),
      ),
    ),
  )
}

/** PingFederate: the response signed, IDs with dots and hyphens, no KeyInfo. */
export const pingFederate: Style = {
  name: 'PingFederate',
  values: {
    ...sharedValues,
    response_id: 'Vn4iLj.aBc-dE_fGh1JkLmNoPq',
    assertion_id: 'qP-oN.mLkJ1hGf_Ed-cBa.jLi4nV',
    issuer: 'own:ping:idp',
    session_index: 'qP-oN.mLkJ1hGf_Ed-cBa.jLi4nV',
    name_id: 'ada',
    name_id_format: formats.unspecified,
    authn_context: contexts.unspecified,
    attributes: [
      { name: 'email', values: ['ada@own.example'] },
      { name: 'memberOf', values: ['CN=Staff,OU=Groups,DC=own,DC=example', 'CN="A, B",DC=own,DC=example'] },
    ],
  },
  prefix,
  signs: 'response',
  encrypts: false,
  writing: { ...plainWriting, empty: 'two tags' },
  signature: { prefix: 'ds', prefix_list: [], step: '', wrap: 76, key_info: 'none' },
  encryption: { cipher: 'aes256-gcm', transport: 'rsa-oaep', digest: null, key_place: 'beside' },
  build,
}
