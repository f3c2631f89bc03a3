/** The live check of SAML values: the metadata by address or as a document, or the values one by one. */
import type { Failure, FieldError } from '@gatehouse-sso/core/failure'
import { isFailure } from '@gatehouse-sso/core/failure'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { ReadCertificate } from '../ports/connection-types.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import { type Finding, sentenceOf } from './finding.ts'

type Settings = Readonly<Record<string, unknown>>

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The field that brought the values: a document counts more than its address. */
function sourceOf(entered: Settings): string | null {
  const name = ['metadata_xml', 'metadata_url'].find((each) => text(entered[each]).trim() !== '')
  return name === undefined ? null : `/settings/${name}`
}

/**
 * The findings about values that can be read.
 * @param connection with the settings that the entered values lead to
 */
export function samlFindings(
  ports: Ports,
  connection: ConnectionRecord,
  entered: Settings,
  language: Language,
): { readonly findings: readonly Finding[]; readonly tenant: readonly string[] } {
  const { connection_types } = ports
  const { type, settings } = connection
  const source = sourceOf(entered)
  const parsed = connection_types.parseSettings(type, settings, 'draft')
  const isOther = Array.isArray(parsed) && parsed.some(({ param }: FieldError) => param === '/idp_entity_id')
  const entity = text(settings.idp_entity_id)
  if (isOther) return { findings: [otherKind(ports, connection, source ?? '/settings/idp_entity_id')], tenant: [] }
  const certificates = connection_types.signingCertificates(connection)
  const receipts = certificates.map((each) => receiptOf(each, ports.now(), language))
  const host = URL.canParse(text(settings.sso_url)) ? new URL(text(settings.sso_url)).host : ''
  // An entity ID is too long for the places that name the directory in a word.
  const tenant = host === '' ? [] : [host]
  const at = source ?? '/settings/certificates'
  const warned = [...endedFinding(certificates, ports.now(), at, language), ...shortFinding(certificates, settings, at)]
  if (source !== null) {
    const found: Finding = {
      param: source,
      result: 'found',
      code: 'metadata_read',
      facts: [entity, host, ...receipts].filter((fact) => fact !== ''),
    }
    return { findings: [...warned, ...parameterFinding(ports, connection, source), found], tenant }
  }
  const each: readonly (readonly [string, readonly string[]])[] = [
    ['idp_entity_id', [entity]],
    ['sso_url', [host]],
    ['certificates', receipts],
  ]
  const found = each
    .filter(([name]) => entered[name] !== undefined)
    .map(([name, facts]): Finding => ({ param: `/settings/${name}`, result: 'found', code: 'metadata_read', facts }))
  return { findings: [...warned, ...found], tenant }
}

/** `Microsoft Azure Federated SSO Certificate, until 3 Nov 2029`. */
function receiptOf({ subject, not_after }: ReadCertificate, now: number, language: Language): string {
  const name = /CN=([^,]+)/.exec(subject)?.[1]?.trim() ?? subject
  const code = not_after <= now ? 'certificate_ended' : 'certificate_until'
  return sentenceOf(code, { name, date: dayOf(not_after, language) }, language)
}

function dayOf(time: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'medium',
    timeZone: 'UTC',
  }).format(time)
}

/** Sign-ins go on after the end of a certificate, so this is a warning. */
function endedFinding(
  certificates: readonly ReadCertificate[],
  now: number,
  param: string,
  language: Language,
): readonly Finding[] {
  const last = Math.max(...certificates.map(({ not_after }) => not_after))
  if (certificates.length === 0 || last > now) return []
  return [{ param, result: 'warn', code: 'certificates_ended', words: { date: dayOf(last, language) } }]
}

/** A signature by a short key is refused, unless `sha1_until` accepts it for a while. */
function shortFinding(
  certificates: readonly ReadCertificate[],
  { sha1_until }: Settings,
  param: string,
): readonly Finding[] {
  const short = certificates.find(({ bits }) => bits !== null && bits < minimumBits)
  if (short === undefined || sha1_until !== undefined) return []
  return [{ param, result: 'warn', code: 'certificate_short', words: { bits: String(short.bits) } }]
}

const minimumBits = 2_048

/** An address that names no application gives the values of the whole tenant, with another certificate. */
function parameterFinding(
  { connection_types }: Ports,
  { type, settings }: ConnectionRecord,
  source: string,
): readonly Finding[] {
  const name = connection_types.metadataParameter(type)
  const address = text(settings.metadata_url)
  if (name === undefined || source !== '/settings/metadata_url' || !URL.canParse(address)) return []
  if (new URL(address).searchParams.has(name)) return []
  return [{ param: source, result: 'warn', code: 'metadata_of_tenant', words: { name } }]
}

function otherKind({ connection_types }: Ports, { type, settings }: ConnectionRecord, param: string): Finding {
  const words = { received: text(settings.idp_entity_id), name: connection_types.name(type) }
  return { param, result: 'wrong', code: 'other_kind', words }
}

/** The findings about entered values that are wrong by themselves. A certificate counts with its whole field. */
export function invalidSamlFindings(
  ports: Ports,
  connection: ConnectionRecord,
  entered: Settings,
  errors: readonly FieldError[],
): readonly Finding[] {
  return errors.map(({ param, message, code }): Finding => {
    if (param.startsWith('/settings/certificates')) {
      return { param: '/settings/certificates', result: 'wrong', code: 'certificate_unread' }
    }
    if (param === '/settings/idp_entity_id' && code === 'custom') {
      const settings = { ...connection.settings, ...entered }
      return otherKind(ports, { ...connection, settings }, sourceOf(entered) ?? param)
    }
    return { param, result: 'wrong', code: 'invalid', words: { message } }
  })
}

/** Beginnings of what a reader of metadata objects to, and the finding that says what to do. */
const objections = [
  ['no EntityDescriptor', 'metadata_other_document'],
  ['no IDPSSODescriptor', 'metadata_of_application'],
  ['validUntil', 'metadata_ended'],
  ['no certificate', 'metadata_without_certificate'],
  ['a certificate that', 'certificate_unread'],
] as const

/** The finding about metadata that cannot be read. */
export function metadataFinding(failure: Failure, param: string): Finding {
  const { received = '', cause } = failure.evidence
  const reason = isFailure(cause) ? cause.code : failure.code
  if (reason === 'saml_message_too_large') return { param, result: 'wrong', code: 'metadata_too_large' }
  // A page for people, a login form for instance, is no well-formed XML or has a document type.
  if (/^saml_(?:xml|encoding)_/.test(reason)) return { param, result: 'wrong', code: 'metadata_no_xml' }
  const known = objections.find(([beginning]) => received.startsWith(beginning))
  if (known) return { param, result: 'wrong', code: known[1] }
  return { param, result: 'wrong', code: 'discovery_failed', words: { received: received || failure.code } }
}
