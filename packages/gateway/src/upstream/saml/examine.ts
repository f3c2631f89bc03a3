/** Looks at a SAML identity provider without a person: its metadata, if it has an address, and its certificates. */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { dayMs } from '@gatehouse-sso/core/time'
import type { CredentialAnswer, Examination, Examine, Finding } from '../../domain/ports/identity-providers.ts'
import { readCertificate } from './certificate.ts'
import { type SamlHost, settingsOf } from './host.ts'
import { fetchMetadata, settingsFrom } from './metadata.ts'

const warnedDays = 60

export async function examineSaml(host: SamlHost, { connection, credentials }: Examine): Promise<Examination> {
  // A certificate of ours proves itself only in a sign-in or a logout.
  const unknown: CredentialAnswer = { result: 'unknown', failure: null }
  const findings = [...(await metadataFindings(host, connection)), certificatesFinding(host, connection)]
  return { findings, credentials: new Map(credentials.map(({ id }) => [id, unknown])) }
}

/** Compares the published metadata with the settings. */
async function metadataFindings(
  { outbound, now }: SamlHost,
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
    return [found, ...differences(settings, published)]
  } catch (error) {
    const failure = isFailure(error) ? error : new Failure('internal_error', { cause: error })
    const { expected, received } = failure.evidence
    const message = 'The metadata of the identity provider cannot be read.'
    return [{ id: 'discovery', result: 'fail', message, expected, received, failure }]
  }
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

function certificatesFinding({ now }: SamlHost, connection: Examine['connection']): Finding {
  const ends = settingsOf(connection).certificates.map((pem) => readCertificate(pem)?.not_after ?? 0)
  const last = Math.max(...ends)
  const received = `until ${new Date(last).toISOString().slice(0, 10)}`
  const days = Math.floor((last - now()) / dayMs)
  if (days >= warnedDays) return { id: 'keys', result: 'ok', message: 'The signing certificates are valid.', received }
  const failure = new Failure('saml_certificate_expiring')
  const message =
    days < 0 ? 'All signing certificates have expired.' : `The last signing certificate expires in ${days} days.`
  return { id: 'keys', result: 'warn', message, received, failure }
}
