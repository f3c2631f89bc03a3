import { contexts, formats, ns } from '../names.ts'
import { partsOf } from '../parts.ts'
import type { Style } from '../style.ts'
import { type ResponseValues, sharedValues } from '../values.ts'
import { element, plainWriting, type XmlElement } from '../xml-tree.ts'

const prefix = { protocol: 'saml2p', assertion: 'saml2' }
const declared = { 'xmlns:saml2p': ns.protocol, 'xmlns:saml2': ns.assertion }
const types = { 'xmlns:xs': ns.schema, 'xmlns:xsi': ns.instance, 'xsi:type': 'xs:anyType' }

function build(values: ResponseValues): XmlElement {
  const to = partsOf(prefix, values, declared, 3)
  return to.response(
    'xmlns:saml2p Destination ID InResponseTo IssueInstant Version',
    to.issuer({ 'xmlns:saml2': ns.assertion }),
    to.status(),
    to.assertion(
      'xmlns:saml2 ID IssueInstant Version',
      to.issuer(),
      to.subject('Format NameQualifier SPNameQualifier', 'InResponseTo NotOnOrAfter Recipient'),
      to.conditions(),
      to.attributes(
        ({ name }) => ({ Name: name }),
        (text) => element('saml2:AttributeValue', types, text),
      ),
      to.authn('AuthnInstant SessionIndex SessionNotOnOrAfter'),
    ),
  )
}

/** Google Workspace: the assertion signed, a document that calls itself not standalone, a subject beside the certificate. */
export const google: Style = {
  name: 'Google',
  values: {
    ...sharedValues,
    response_id: '_7f3e1c0ab8d94e5f8a6b2c1d0e9f8a7b',
    assertion_id: '_0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    issuer: 'https://accounts.google.com/o/saml2?idpid=C01abcdef',
    session_index: '_0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    name_id: 'ada@own.example',
    name_id_format: formats.emailAddress,
    authn_context: contexts.unspecified,
    attributes: [
      { name: 'email', values: ['ada@own.example'] },
      { name: 'firstName', values: ['Ada'] },
      { name: 'lastName', values: ['Lovelace'] },
      { name: 'groups', values: ['Engineering', 'Überall'] },
    ],
  },
  prefix,
  signs: 'assertion',
  encrypts: false,
  writing: { ...plainWriting, declaration: '<?xml version="1.0" encoding="UTF-8" standalone="no"?>' },
  signature: { prefix: 'ds', prefix_list: [], step: null, wrap: 76, key_info: 'subject and certificate' },
  encryption: { cipher: 'aes128-cbc', transport: 'rsa-oaep-mgf1p', digest: 'sha1', key_place: 'inside' },
  build,
}
