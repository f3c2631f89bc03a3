import { contexts, formats, ns } from '../names.ts'
import { partsOf } from '../parts.ts'
import type { Style } from '../style.ts'
import { type ResponseValues, requestId, sharedValues } from '../values.ts'
import { element, plainWriting, type XmlElement } from '../xml-tree.ts'

const prefix = { protocol: 'saml2p', assertion: 'saml2' }
const declared = { 'xmlns:saml2p': ns.protocol, 'xmlns:saml2': ns.assertion, 'xmlns:xs': ns.schema }

function build(values: ResponseValues): XmlElement {
  const to = partsOf(prefix, values, declared, 3)
  return to.response(
    'Destination ID InResponseTo IssueInstant Version xmlns:saml2p xmlns:xs',
    to.issuer({ Format: formats.entity, 'xmlns:saml2': ns.assertion }),
    to.status(),
    to.assertion(
      'ID IssueInstant Version xmlns:saml2 xmlns:xs',
      to.issuer({ Format: formats.entity }),
      to.subject('Format NameQualifier SPNameQualifier', 'InResponseTo NotOnOrAfter Recipient'),
      to.conditions(),
      to.authn('AuthnInstant SessionIndex SessionNotOnOrAfter'),
      to.attributes(
        ({ name }) => ({ Name: name, NameFormat: formats.unspecifiedAttribute }),
        (text) => element('saml2:AttributeValue', { 'xmlns:xsi': ns.instance, 'xsi:type': 'xs:string' }, text),
      ),
    ),
  )
}

/** Okta: both signed, its issuer an `http:` address, `xs` kept by a PrefixList, the session named after our request. */
export const okta: Style = {
  name: 'Okta',
  values: {
    ...sharedValues,
    response_id: 'id38721094857612345',
    assertion_id: 'id38721094858890123',
    issuer: 'http://www.okta.com/exk1fxcd2abcDEF4x7',
    session_index: requestId,
    name_id: 'ada@own.example',
    name_id_format: formats.emailAddress,
    authn_context: contexts.protectedPassword,
    attributes: [
      { name: 'id', values: ['00u1fxcd2abcDEF4x7'] },
      { name: 'email', values: ['ada@own.example'] },
      { name: 'firstName', values: ['Ada'] },
      { name: 'lastName', values: ['Lovelace'] },
      { name: 'groups', values: ['Everyone', 'R&D <core>'] },
    ],
  },
  prefix,
  signs: 'both',
  encrypts: false,
  writing: { ...plainWriting, declaration: '<?xml version="1.0" encoding="UTF-8"?>' },
  signature: { prefix: 'ds', prefix_list: ['xs'], step: null, wrap: 64, key_info: 'certificate' },
  encryption: { cipher: 'aes256-cbc', transport: 'rsa-oaep-mgf1p', digest: 'sha1', key_place: 'beside' },
  build,
}
