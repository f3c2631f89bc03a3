import { hourMs } from '@gatehouse-sso/core/time'
import { contexts, formats, ns } from '../names.ts'
import { partsOf } from '../parts.ts'
import type { Style } from '../style.ts'
import { entityId, now, type ResponseValues, sharedValues } from '../values.ts'
import { element, plainWriting, type XmlElement } from '../xml-tree.ts'

const prefix = { protocol: 'samlp', assertion: 'saml' }
const declared = {
  'xmlns:samlp': ns.protocol,
  'xmlns:saml': ns.assertion,
  'xmlns:xsi': ns.instance,
  'xmlns:xs': ns.schema,
}

function build(values: ResponseValues): XmlElement {
  const to = partsOf(prefix, values, declared, 0)
  return to.response(
    'xmlns:samlp xmlns:saml ID Version IssueInstant Destination InResponseTo',
    to.issuer(),
    to.status(),
    to.assertion(
      'xmlns:xsi xmlns:xs ID Version IssueInstant',
      to.issuer(),
      to.subject('SPNameQualifier NameQualifier Format', 'NotOnOrAfter Recipient InResponseTo'),
      to.conditions(),
      to.authn('AuthnInstant SessionNotOnOrAfter SessionIndex'),
      to.attributes(
        ({ name }) => ({ Name: name, NameFormat: formats.basic }),
        (text) => element('saml:AttributeValue', { 'xsi:type': 'xs:string' }, text),
      ),
    ),
  )
}

/** SimpleSAMLphp: both signed, all namespaces declared above their use, instants without decimals. */
export const simpleSamlPhp: Style = {
  name: 'SimpleSAMLphp',
  values: {
    ...sharedValues,
    response_id: '_e2c1a7f0d9b84c6fa35d7e1b2c3d4e5f6071829304',
    assertion_id: '_0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b',
    issuer: 'https://ssp.own.example/simplesaml/saml2/idp/metadata.php',
    not_before: now - 30_000,
    session_index: '_b7d0c3e1f2a44d5e8f60718293a4b5c6d7e8f90a1b',
    session_not_on_or_after: now + 8 * hourMs,
    name_id: '_1f0e8d7c6b5a4938271605f4e3d2c1b0a998877665',
    name_id_format: formats.transient,
    sp_name_qualifier: entityId,
    authn_context: contexts.password,
    attributes: [
      { name: 'uid', values: ['ada'] },
      { name: 'mail', values: ['ada@own.example'] },
      { name: 'eduPersonAffiliation', values: ['member', 'employee'] },
    ],
  },
  prefix,
  signs: 'both',
  encrypts: false,
  writing: { ...plainWriting, declaration: '<?xml version="1.0"?>\n' },
  signature: { prefix: 'ds', prefix_list: [], step: '  ', wrap: null, key_info: 'certificate' },
  encryption: { cipher: 'aes128-gcm', transport: 'rsa-oaep-mgf1p', digest: null, key_place: 'inside' },
  build,
}
