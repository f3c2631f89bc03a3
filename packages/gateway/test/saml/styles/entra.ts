import { dayMs, minuteMs } from '@gatehouse-sso/core/time'
import { contexts, formats, ns } from '../names.ts'
import { partsOf } from '../parts.ts'
import type { Style } from '../style.ts'
import { now, type ResponseValues, sharedValues } from '../values.ts'
import { plainWriting, type XmlElement } from '../xml-tree.ts'

const tenant = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
const microsoft = 'http://schemas.microsoft.com'
const soap = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
const prefix = { protocol: 'samlp', assertion: '' }

function build(values: ResponseValues): XmlElement {
  const to = partsOf(prefix, values, { 'xmlns:samlp': ns.protocol, xmlns: ns.assertion }, 3)
  return to.response(
    'ID Version IssueInstant Destination InResponseTo xmlns:samlp',
    to.issuer({ xmlns: ns.assertion }),
    to.status(),
    to.assertion(
      'ID IssueInstant Version xmlns',
      to.issuer(),
      to.subject('Format NameQualifier SPNameQualifier', 'InResponseTo NotOnOrAfter Recipient'),
      to.conditions(),
      to.attributes(({ name }) => ({ Name: name })),
      to.authn('AuthnInstant SessionIndex SessionNotOnOrAfter'),
    ),
  )
}

/** Microsoft Entra ID: the assertion signed, SAML's names in the default namespace. */
export const entra: Style = {
  name: 'Entra',
  values: {
    ...sharedValues,
    response_id: '_4b1c7a52-5d0f-4c70-9f5e-2a1d6f0c8e31',
    assertion_id: '_d2a5a8c1-7e94-4a1b-8a3f-0f6b7c1d2e00',
    issuer: `https://sts.windows.net/${tenant}/`,
    not_on_or_after: now + 60 * minuteMs,
    confirmed_until: now + 60 * minuteMs,
    authn_instant: now - 3 * dayMs,
    session_index: '_d2a5a8c1-7e94-4a1b-8a3f-0f6b7c1d2e00',
    name_id: 'ada@own.example',
    name_id_format: formats.emailAddress,
    authn_context: contexts.password,
    attributes: [
      { name: `${microsoft}/identity/claims/tenantid`, values: [tenant] },
      { name: `${microsoft}/identity/claims/objectidentifier`, values: ['aaaaaaaa-bbbb-4ccc-8ddd-000000000001'] },
      { name: `${microsoft}/identity/claims/displayname`, values: ['Ada Lovelace & Söhne'] },
      { name: `${microsoft}/identity/claims/identityprovider`, values: [`https://sts.windows.net/${tenant}/`] },
      {
        name: `${microsoft}/claims/authnmethodsreferences`,
        values: [`${microsoft}/ws/2008/06/identity/authenticationmethod/password`, `${microsoft}/claims/multipleauthn`],
      },
      { name: `${soap}/givenname`, values: ['Ada'] },
      { name: `${soap}/surname`, values: ['Lovelace'] },
      { name: `${soap}/emailaddress`, values: ['ada@own.example'] },
      { name: `${soap}/name`, values: ['ada@own.example'] },
      {
        name: `${microsoft}/ws/2008/06/identity/claims/groups`,
        values: ['0f0e0d0c-0b0a-4009-8807-060504030201', '1f1e1d1c-1b1a-4119-9817-161514131211'],
      },
    ],
  },
  prefix,
  signs: 'assertion',
  encrypts: false,
  writing: plainWriting,
  signature: { prefix: '', prefix_list: [], step: null, wrap: null, key_info: 'certificate' },
  encryption: { cipher: 'aes256-cbc', transport: 'rsa-oaep-mgf1p', digest: null, key_place: 'inside' },
  build,
}
