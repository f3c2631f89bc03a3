/** Looks at a SAML identity provider without a person: its metadata, if it has an address, and its certificates. */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { CredentialAnswer, Examination, Examine, Finding } from '../../domain/ports/identity-providers.ts'
import { readCertificate } from './certificate.ts'
import { certificateFindings } from './examine-certificates.ts'
import { type SamlHost, settingsOf } from './host.ts'
import { fetchMetadata, settingsFrom } from './metadata.ts'

export async function examineSaml(host: SamlHost, { connection, credentials }: Examine): Promise<Examination> {
  // A certificate of ours proves itself only in a sign-in or a logout.
  const unknown: CredentialAnswer = { result: 'unknown', failure: null }
  const findings = [
    ...(await metadataFindings(host, connection)),
    ...certificateFindings(settingsOf(connection), host.now()),
  ]
  return { findings, credentials: new Map(credentials.map(({ id }) => [id, unknown])) }
}

/** Compares the published metadata with the settings. */
async function metadataFindings(
  { provider, outbound, now }: SamlHost,
  connection: Examine['connection'],
): Promise<readonly Finding[]> {
  const settings = settingsOf(connection)
  const { metadata_url } = settings
  if (metadata_url === undefined) {
    return [
      { id: 'discovery', result: 'ok', message: 'The values were entered; there is no metadata address to compare.' },
    ]
  }
  try {
    const published = settingsFrom(await fetchMetadata(outbound, metadata_url, now()))
    const found: Finding = {
      id: 'discovery',
      result: 'ok',
      message: 'The metadata can be read.',
      received: metadata_url,
    }
    const parameter = provider.portal.metadata_parameter
    return [found, ...tenantFinding(parameter, metadata_url), ...differences(settings, published)]
  } catch (error) {
    const failure = isFailure(error) ? error : new Failure('internal_error', { cause: error })
    const { expected, received } = failure.evidence
    const message = 'The metadata of the identity provider cannot be read.'
    return [{ id: 'discovery', result: 'fail', message, expected, received, failure }]
  }
}

/** An address that names no application gives the certificates of the tenant, which sign no assertion. */
function tenantFinding(parameter: string | undefined, metadata_url: string): readonly Finding[] {
  if (parameter === undefined || new URL(metadata_url).searchParams.has(parameter)) return []
  const message = `The metadata address names no application: it has no ${parameter}.`
  const failure = new Failure('saml_metadata_of_tenant')
  const expected = `${parameter}=…`
  return [{ id: 'discovery', result: 'warn', message, expected, received: metadata_url, failure }]
}

type Compared = ReturnType<typeof settingsFrom>

function differences(settings: Compared, published: Compared): readonly Finding[] {
  const entity = compare('issuer', 'entity ID', settings.idp_entity_id, published.idp_entity_id)
  const address = compare('endpoints', 'sign-in address', settings.sso_url, published.sso_url)
  const known = new Set(settings.certificates)
  const news = (published.certificates ?? []).filter((pem) => !known.has(pem))
  if (news.length === 0) return [entity, address]
  const message = 'The metadata has certificates that the connection does not have yet.'
  const failure = new Failure('saml_certificates_changed')
  const received = news.map((pem) => readCertificate(pem)?.subject ?? 'a certificate').join(', ')
  return [entity, address, { id: 'keys', result: 'warn', message, received, failure }]
}

function compare(id: Finding['id'], name: string, expected: string | undefined, received: string | undefined): Finding {
  if (expected === received) return { id, result: 'ok', message: `The ${name} is that of the metadata.`, received }
  const failure = new Failure('saml_metadata_changed')
  return { id, result: 'warn', message: `The metadata names another ${name}.`, expected, received, failure }
}
