/** The outer part of a response: issuer, destination, time, and the request that it answers. */
import { Failure } from '@gatehouse-sso/core/failure'
import { attributeOf, invalid, neededAttribute, neededInstant, optionalChild, textOf } from './elements.ts'
import { nameIdFormats } from './names.ts'
import type { XmlElement } from './tree.ts'

/** One clock tolerance for everything. */
export const toleranceMs = 120_000
/** A message is sent at once. */
const maximumAgeMs = 10 * 60_000

export interface EnvelopeExpectation {
  readonly expected: {
    readonly idp_entity_id: string
    readonly acs: string
    readonly in_response_to: string | null
    readonly now: number
  }
  readonly is_signed: boolean
  readonly received: { readonly response_id: string; readonly issuer: string | null }
}

/**
 * @param is_signed then `Destination` must be there (saml-bindings 3.5.5.2)
 * @throws Failure saml_issuer_mismatch, saml_destination_mismatch, saml_in_response_to_mismatch, saml_unsolicited,
 *   saml_expired, saml_not_yet_valid, saml_structure_invalid
 */
export function checkEnvelope(
  root: XmlElement,
  { expected, is_signed }: Omit<EnvelopeExpectation, 'received'>,
): EnvelopeExpectation['received'] {
  const response_id = neededAttribute(root, 'ID')
  const issuer_element = optionalChild(root, 'saml:Issuer')
  const issuer = issuer_element ? issuerOf(issuer_element, [expected.idp_entity_id]) : null
  const destination = attributeOf(root, 'Destination')
  if ((destination === undefined && is_signed) || (destination !== undefined && destination !== expected.acs)) {
    throw new Failure('saml_destination_mismatch', { expected: expected.acs, received: shown(destination) })
  }
  checkInResponseTo(attributeOf(root, 'InResponseTo'), expected.in_response_to)
  checkIssueInstant(neededInstant(root, 'IssueInstant'), expected.now)
  return { response_id, issuer }
}

/** @param expected the names that the sender may have. @throws Failure saml_issuer_mismatch */
export function issuerOf(element: XmlElement, expected: readonly string[]): string {
  const format = attributeOf(element, 'Format')
  const isEntity = format === undefined || format === nameIdFormats.entity
  if (!isEntity) throw invalid('an Issuer that is no entity')
  // Pretty-printed messages have line breaks around it.
  const issuer = textOf(element).trim()
  if (!expected.includes(issuer)) {
    throw new Failure('saml_issuer_mismatch', { expected: expected.join(' or '), received: issuer.slice(0, 300) })
  }
  return issuer
}

/** @throws Failure saml_in_response_to_mismatch, saml_unsolicited */
export function checkInResponseTo(received: string | undefined, expected: string | null): void {
  if (received === (expected ?? undefined)) return
  if (received === undefined) throw new Failure('saml_unsolicited')
  throw new Failure('saml_in_response_to_mismatch', { expected: expected ?? 'none', received: received.slice(0, 100) })
}

/** @throws Failure saml_expired, saml_not_yet_valid */
export function checkIssueInstant(issued_at: number, now: number): void {
  if (issued_at > now + toleranceMs) throw notYetValid(issued_at, now)
  if (issued_at < now - maximumAgeMs - toleranceMs) throw expired(issued_at + maximumAgeMs, now)
}

export const expired = (not_on_or_after: number, now: number): Failure =>
  new Failure('saml_expired', { expected: `after ${time(now)}`, received: time(not_on_or_after) })

export const notYetValid = (not_before: number, now: number): Failure =>
  new Failure('saml_not_yet_valid', { expected: `at or before ${time(now)}`, received: time(not_before) })

const time = (at: number): string => new Date(at).toISOString()

export const shown = (value: string | undefined): string => (value === undefined ? 'nothing' : value.slice(0, 300))
