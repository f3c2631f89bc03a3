/** The canned values of a setup by SAML. */
import type { Connection, SetupTest, ValueFinding } from '@gatehouse-sso/sdk/browser'
import { draft, failed, passed, tenant_id } from './values.ts'

export const metadata_url = `https://login.microsoftonline.com/${tenant_id}/federationmetadata/2007-06/federationmetadata.xml?appid=b2d94e70-1c5a-4e8f-8d27-60f3a9c41e5b`
const entity = `https://sts.windows.net/${tenant_id}/`
const pem = '-----BEGIN CERTIFICATE-----\nMIIC8DCCAdigAwIBAgIQ\n-----END CERTIFICATE-----\n'
/** The certificate that the identity provider has made for later. */
export const nextCertificate = '-----BEGIN CERTIFICATE-----\nMIIC9zCCAd+gAwIBAgIR\n-----END CERTIFICATE-----\n'

export const saml: NonNullable<Connection['saml']> = {
  sp_entity_id: `https://sso.acmeplanner.example/saml/${draft.id}/metadata`,
  acs_url: `https://sso.acmeplanner.example/saml/${draft.id}/acs`,
  slo_url: `https://sso.acmeplanner.example/saml/${draft.id}/slo`,
  metadata_url: `https://sso.acmeplanner.example/saml/${draft.id}/metadata`,
  signing_certificates: [
    {
      subject: 'CN=Microsoft Azure Federated SSO Certificate',
      sha256_thumbprint: '9F2C41A80BD37E5561F20C9A4E7B8D3C6A51F0415C8E2D7703B94FA1E6D28C55',
      not_before: '2024-01-09T09:00:00.000Z',
      not_after: '2027-01-09T09:00:00.000Z',
    },
    {
      subject: 'CN=Microsoft Azure Federated SSO Certificate 2027',
      sha256_thumbprint: '51AB0C9A4E7B8D3C6A51F0415C8E2D7703B94FA1E6D28C559F2C41A80BD37E55',
      not_before: '2026-11-02T09:00:00.000Z',
      not_after: '2029-11-02T09:00:00.000Z',
    },
  ],
}

export const samlDraft: Connection = {
  ...draft,
  name: 'Contoso Entra ID',
  type: 'entra_saml',
  redirect_uri: saml.acs_url,
  consent_redirect_uri: null,
  saml: { ...saml, signing_certificates: [] },
  missing_settings: ['idp_entity_id', 'sso_url', 'certificates'],
  mapping: {},
}

export const samlWithValues: Connection = {
  ...samlDraft,
  saml,
  settings: {
    metadata_url,
    idp_entity_id: entity,
    sso_url: `https://login.microsoftonline.com/${tenant_id}/saml2`,
    certificates: [pem],
  },
  missing_settings: [],
}

/** The values of a document. The document itself is not kept. */
export const samlFromFile: Connection = {
  ...samlWithValues,
  type: 'google_saml',
  settings: {
    idp_entity_id: 'https://accounts.google.com/o/saml2?idpid=C01abc234',
    sso_url: 'https://accounts.google.com/o/saml2/idp?idpid=C01abc234',
    certificates: [pem],
  },
}

const warning = { who: 'administrator', remedy: '', hints: [], expected: null, received: null, upstream: null }

export const samlManaged: Connection = {
  ...samlWithValues,
  state: 'active',
  last_test: { sign_in_id: passed.sign_in_id, result: 'passed', at: passed.started_at },
  warnings: [
    { ...warning, code: 'saml_certificates_changed', title: 'Other certificates' },
    { ...warning, code: 'saml_certificate_expiring', title: 'Expires' },
  ],
}

export const samlTest = {
  ...passed,
  stages: passed.stages.filter(({ id }) => id !== 'token'),
}

/** The metadata of another application: the message is meant for another server. */
export const samlFailed: SetupTest = {
  ...failed,
  stages: failed.stages.filter(({ id }) => id !== 'token'),
  mend_at: 'register',
  error: {
    code: 'saml_audience_mismatch',
    title: 'The assertion is meant for another application',
    who: 'administrator',
    remedy:
      'Compare the connection with the application at the identity provider. `expected` is the value of the connection, ' +
      '`received` the value of the message.',
    hints: [],
    expected: saml.sp_entity_id,
    received: 'http://127.0.0.1:4400/sso/saml/conn_01m8e2s199e00bfnxt63n1qjhq/metadata',
    upstream: null,
  },
}

/** Google and Okta name people by their address, unless they are told otherwise. */
export const samlTestByAddress = {
  ...samlTest,
  mapping: samlTest.mapping.map((one) =>
    one.attribute === 'identifier' ? { ...one, claim: 'NameID', value: 'ada.muster@contoso.example' } : one,
  ),
}

const base = { text: null, facts: [], value: null, path: null, choices: [] } satisfies Partial<ValueFinding>

/** The answer to the check of values: what metadata holds, or what is wrong with it. */
export function samlFindings(settings: Readonly<Record<string, unknown>>): readonly ValueFinding[] {
  const { metadata_url: address, metadata_xml } = settings
  if (typeof metadata_xml === 'string' && !metadata_xml.includes('EntityDescriptor')) {
    return [
      {
        ...base,
        param: '/settings/metadata_xml',
        result: 'wrong',
        code: 'metadata_no_xml',
        title: 'This is no metadata.',
        text: 'It is a web page or a damaged file. Metadata is XML and begins with `<EntityDescriptor` or `<?xml`.',
      },
    ]
  }
  const param = metadata_xml === undefined ? '/settings/metadata_url' : '/settings/metadata_xml'
  const facts = [
    entity,
    'login.microsoftonline.com',
    'Microsoft Azure Federated SSO Certificate, until 9 Jan 2027',
    'Microsoft Azure Federated SSO Certificate 2027, until 2 Nov 2029',
  ]
  if (typeof address !== 'string' && metadata_xml === undefined) return []
  const found = { ...base, param, code: 'metadata_read', title: 'The values were read.', facts }
  if (metadata_xml !== undefined || String(address).includes('appid=')) return [{ ...found, result: 'found' }]
  return [
    {
      ...found,
      result: 'warn',
      code: 'metadata_of_tenant',
      title: 'The address lacks `appid`.',
      text: 'Without it the certificate of the directory is read, and not that of your application.',
    },
  ]
}
