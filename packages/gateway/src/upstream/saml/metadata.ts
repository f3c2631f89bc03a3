/** The metadata of an identity provider: fetched through the guarded way out, or entered by an administrator. */
import { Failure, type FieldError, isFailure } from '@gatehouse-sso/core/failure'
import { dayMs } from '@gatehouse-sso/core/time'
import type { Outbound } from '../../outbound/fetch.ts'
import type { SamlSettings } from '../../providers/saml-settings.ts'
import { type IdentityProviderMetadata, pemOf } from '../../saml/identity-provider-metadata.ts'
import { certificateProblem } from './certificate.ts'
import { readMetadataDocument } from './metadata-document.ts'

type Entered = Readonly<Record<string, unknown>>

const longestSha1Ms = 366 * dayMs

/** @throws Failure saml_metadata_invalid, saml_*, upstream_unreachable, upstream_error, address_refused */
export async function fetchMetadata(
  outbound: Outbound,
  address: string,
  now: number,
): Promise<IdentityProviderMetadata> {
  outbound.check(address)
  const { status, body } = await outbound.send(address, {
    method: 'GET',
    headers: { accept: 'application/samlmetadata+xml, application/xml, text/xml' },
  })
  if (status !== 200) {
    const isTemporary = status >= 500 || status === 429
    throw new Failure(isTemporary ? 'upstream_error' : 'saml_metadata_invalid', {
      expected: 'status 200, without a redirect',
      received: `status ${status}`,
    })
  }
  return readMetadataDocument(Buffer.from(body), now)
}

/** The settings that metadata gives. */
export function settingsFrom(metadata: IdentityProviderMetadata): Readonly<Partial<SamlSettings>> {
  const { entity_id, sso_url, sso_binding, slo_url, slo_response_url, certificates } = metadata
  return {
    idp_entity_id: entity_id,
    sso_url,
    sso_binding,
    certificates: [...certificates],
    ...(slo_url === null ? {} : { slo_url }),
    ...(slo_response_url === null ? {} : { slo_response_url }),
    ...(metadata.want_authn_requests_signed ? { sign_requests: true } : {}),
  }
}

/**
 * Settles what was entered: reads the metadata, and brings certificates into one form. A value that was entered by itself
 * counts more than the metadata.
 * @throws Failure values_invalid, and why the metadata cannot be had
 */
export async function resolveSaml(
  outbound: Outbound,
  now: number,
  settings: Readonly<Record<string, unknown>>,
  entered: Entered,
): Promise<Readonly<Record<string, unknown>>> {
  checkSha1(entered, now)
  const metadata = await enteredMetadata(outbound, now, entered)
  const given = Object.fromEntries(Object.entries(entered).filter(([name]) => name !== 'metadata_xml'))
  const merged =
    metadata === null ? settings : { ...withoutGiven(settings), ...settingsFrom(metadata), ...withoutNull(given) }
  const certificates = entered.certificates === undefined ? merged.certificates : checkedCertificates(merged)
  return certificates === undefined ? merged : { ...merged, certificates }
}

/** The settings that are another identity provider's when the metadata is: a value that it lacks must not stay. */
function withoutGiven({ slo_url: _, slo_response_url: __, ...settings }: Entered): Entered {
  return settings
}

/** A weak algorithm is accepted for a change of the identity provider, not for good. @throws Failure values_invalid */
function checkSha1({ sha1_until }: Entered, now: number): void {
  if (typeof sha1_until !== 'string' || Date.parse(sha1_until) <= now + longestSha1Ms) return
  const error = { param: '/settings/sha1_until', code: 'too_big', message: 'is more than a year ahead' }
  throw new Failure('values_invalid', { errors: [error] })
}

const withoutNull = (entered: Entered): Entered =>
  Object.fromEntries(Object.entries(entered).filter(([, value]) => value !== null && value !== ''))

async function enteredMetadata(
  outbound: Outbound,
  now: number,
  { metadata_xml, metadata_url }: Entered,
): Promise<IdentityProviderMetadata | null> {
  if (typeof metadata_xml === 'string' && metadata_xml.trim() !== '') {
    return blaming('/settings/metadata_xml', readMetadataDocument(Buffer.from(metadata_xml), now))
  }
  if (typeof metadata_url === 'string' && metadata_url.trim() !== '') {
    return blaming('/settings/metadata_url', fetchMetadata(outbound, metadata_url.trim(), now))
  }
  return null
}

/** Names the field of a document that cannot be read. */
async function blaming<T>(param: string, read: Promise<T>): Promise<T> {
  try {
    return await read
  } catch (error) {
    if (isFailure(error) && error.code.startsWith('saml_')) {
      throw new Failure('saml_metadata_invalid', { cause: error, ...error.evidence, param })
    }
    throw error
  }
}

/** @throws Failure values_invalid */
function checkedCertificates({ certificates }: Entered): readonly string[] | undefined {
  if (!Array.isArray(certificates)) return undefined
  const errors: FieldError[] = []
  const read = certificates.map((entered, index) => {
    try {
      return pemOf(String(entered))
    } catch {
      const message = certificateProblem(String(entered))
      errors.push({ param: `/settings/certificates/${index}`, code: 'invalid_format', message })
      return ''
    }
  })
  if (errors.length > 0) throw new Failure('values_invalid', { errors })
  return [...new Set(read)]
}
