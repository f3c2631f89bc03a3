import { contexts, formats, ns } from '../names.ts'
import { partsOf } from '../parts.ts'
import type { Style } from '../style.ts'
import { type ResponseValues, sharedValues } from '../values.ts'
import { element, plainWriting, type XmlElement } from '../xml-tree.ts'

const prefix = { protocol: 'ns0', assertion: 'ns1' }
const declared = { 'xmlns:ns0': ns.protocol, 'xmlns:ns1': ns.assertion }
const types = { 'xmlns:xs': ns.schema, 'xmlns:xsi': ns.instance, 'xsi:type': 'xs:string' }

function build(values: ResponseValues): XmlElement {
  const to = partsOf(prefix, values, declared, 0)
  return to.response(
    'xmlns:ns0 xmlns:ns1 Destination ID InResponseTo IssueInstant Version',
    to.issuer({ Format: formats.entity }),
    to.status(),
    to.assertion(
      'ID IssueInstant Version',
      to.issuer({ Format: formats.entity }),
      to.subject('Format NameQualifier SPNameQualifier', 'InResponseTo NotOnOrAfter Recipient'),
      to.conditions(),
      to.authn('AuthnInstant SessionIndex SessionNotOnOrAfter'),
      to.attributes(
        ({ name, friendly_name }) => ({ FriendlyName: friendly_name ?? null, Name: name, NameFormat: formats.uri }),
        (text) => element('ns1:AttributeValue', types, text),
      ),
    ),
  )
}

/** PySAML2: both signed, prefixes that a serializer invented, apostrophes around values. */
export const pySaml2: Style = {
  name: 'PySAML2',
  values: {
    ...sharedValues,
    response_id: 'id-7eVwq0kQm2C9rB1xT',
    assertion_id: 'id-Xp4sLw8YzN3dF6hJ',
    issuer: 'https://py.own.example/idp.xml',
    session_index: 'id-a1b2c3d4e5f6a7b8',
    name_id: 'b5c1e0f4a3d2',
    name_id_format: formats.persistent,
    authn_context: contexts.password,
    attributes: [
      { name: 'urn:oid:2.5.4.4', friendly_name: 'sn', values: ["O'Neill"] },
      { name: 'urn:oid:0.9.2342.19200300.100.1.3', friendly_name: 'mail', values: ['ada@own.example'] },
    ],
  },
  prefix,
  signs: 'both',
  encrypts: false,
  writing: { ...plainWriting, declaration: "<?xml version='1.0' encoding='UTF-8'?>\n", empty: ' />', quote: "'" },
  signature: { prefix: 'ns2', prefix_list: [], step: null, wrap: null, key_info: 'certificate' },
  encryption: { cipher: 'aes256-gcm', transport: 'rsa-oaep-mgf1p', digest: 'sha1', key_place: 'inside' },
  build,
}
