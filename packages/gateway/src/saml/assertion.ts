/** An assertion, read from verified bytes and checked: saml-core 2, saml-profiles 4.1.4.2 and 4.1.4.3. */
import { Failure } from '@gatehouse-sso/core/failure'
import { type Attribute, attributesOf } from './attributes.ts'
import {
  attributeOf,
  childrenOf,
  expectChildren,
  instantOf,
  invalid,
  is,
  neededAttribute,
  neededInstant,
  onlyChild,
  optionalChild,
  shortName,
  textOf,
} from './elements.ts'
import { checkInResponseTo, checkIssueInstant, expired, issuerOf, notYetValid, shown, toleranceMs } from './envelope.ts'
import { type NameId, nameIdOf } from './name-id.ts'
import { bearer } from './names.ts'
import type { XmlElement } from './tree.ts'

/** The content of an assertion. Times in milliseconds since 1970. */
export interface AssertionFacts {
  readonly assertion_id: string
  readonly issuer: string
  readonly name_id: NameId
  readonly attributes: readonly Attribute[]
  readonly session_index: string | null
  readonly session_not_on_or_after: number | null
  readonly authn_instant: number
  /** A URI; `null` where the identity provider says nothing. */
  readonly authn_context: string | null
  /** Until then the assertion could be sent again. */
  readonly not_on_or_after: number
}

export interface AssertionExpectation {
  readonly idp_entity_id: string
  readonly audience: string
  readonly acs: string
  readonly in_response_to: string | null
  readonly now: number
}

/** @throws Failure saml_* */
export function readAssertion(assertion: XmlElement, expected: AssertionExpectation): AssertionFacts {
  if (!is(assertion, 'saml:Assertion')) throw invalid(`${shortName(assertion)} in place of an assertion`)
  if (neededAttribute(assertion, 'Version') !== '2.0') throw invalid('another version of an assertion')
  checkParts(assertion)
  checkIssueInstant(neededInstant(assertion, 'IssueInstant'), expected.now)
  const issuer = issuerOf(onlyChild(assertion, 'saml:Issuer'), [expected.idp_entity_id])
  const subject = onlyChild(assertion, 'saml:Subject')
  const confirmed_until = checkSubject(subject, expected)
  const valid_until = checkConditions(onlyConditions(assertion), expected)
  const statement = authnStatement(assertion)
  const session_not_on_or_after = instantOf(statement, 'SessionNotOnOrAfter') ?? null
  if (session_not_on_or_after !== null && session_not_on_or_after <= expected.now - toleranceMs) {
    throw expired(session_not_on_or_after, expected.now)
  }
  const authn_instant = neededInstant(statement, 'AuthnInstant')
  if (authn_instant > expected.now + toleranceMs) throw notYetValid(authn_instant, expected.now)
  return {
    assertion_id: neededAttribute(assertion, 'ID'),
    issuer,
    name_id: nameIdOf(onlyChild(subject, 'saml:NameID')),
    attributes: attributesOf(childrenOf(assertion, 'saml:AttributeStatement')),
    session_index: attributeOf(statement, 'SessionIndex') ?? null,
    session_not_on_or_after,
    authn_instant,
    authn_context: contextOf(statement),
    not_on_or_after: Math.max(confirmed_until, valid_until),
  }
}

const parts: ReadonlySet<string> = new Set([
  'saml:Issuer',
  'ds:Signature',
  'saml:Subject',
  'saml:Conditions',
  'saml:Advice',
  'saml:AuthnStatement',
  'saml:AttributeStatement',
  'saml:AuthzDecisionStatement',
])

/** The statements come in any order (Entra: attributes first). */
function checkParts(assertion: XmlElement): void {
  const unknown = assertion.children.find((child) => !parts.has(shortName(child)))
  if (unknown) throw invalid(`${shortName(unknown)} in an assertion`)
  if (assertion.text.trim() !== '') throw invalid('a text in an assertion')
}

/** @returns until when the subject may be confirmed here */
function checkSubject(subject: XmlElement, expected: AssertionExpectation): number {
  expectChildren(subject, 'saml:NameID?', 'saml:EncryptedID?', 'saml:SubjectConfirmation*')
  const confirmations = childrenOf(subject, 'saml:SubjectConfirmation')
  const bearers = confirmations.filter((each) => attributeOf(each, 'Method') === bearer)
  if (bearers.length === 0) throw confirmation('a bearer confirmation', confirmations.length === 0 ? 'none' : 'another')
  let problem: unknown
  for (const each of bearers) {
    try {
      return checkConfirmation(each, expected)
    } catch (error) {
      problem ??= error
    }
  }
  throw problem
}

const confirmation = (expected: string, received: string): Failure =>
  new Failure('saml_confirmation_invalid', { expected, received })

function checkConfirmation(element: XmlElement, { acs, in_response_to, now }: AssertionExpectation): number {
  const data = optionalChild(element, 'saml:SubjectConfirmationData')
  if (!data) throw confirmation('SubjectConfirmationData', 'none')
  const recipient = attributeOf(data, 'Recipient')
  if (recipient !== acs) throw confirmation(`Recipient ${acs}`, shown(recipient))
  const until = instantOf(data, 'NotOnOrAfter')
  if (until === undefined) throw confirmation('NotOnOrAfter', 'none')
  if (until <= now - toleranceMs) {
    throw confirmation(`NotOnOrAfter after ${new Date(now).toISOString()}`, new Date(until).toISOString())
  }
  if (attributeOf(data, 'NotBefore') !== undefined) throw confirmation('no NotBefore', 'NotBefore')
  checkInResponseTo(attributeOf(data, 'InResponseTo'), in_response_to)
  return until
}

function onlyConditions(assertion: XmlElement): XmlElement {
  const conditions = optionalChild(assertion, 'saml:Conditions')
  if (!conditions) throw new Failure('saml_conditions_invalid', { received: 'no Conditions' })
  return conditions
}

const knownConditions: ReadonlySet<string> = new Set([
  'saml:AudienceRestriction',
  // Each assertion is used once anyway, and we hand none on.
  'saml:OneTimeUse',
  'saml:ProxyRestriction',
])

/** @returns until when the assertion is valid */
function checkConditions(conditions: XmlElement, { audience, now }: AssertionExpectation): number {
  const unknown = conditions.children.find((child) => !knownConditions.has(shortName(child)))
  if (unknown) throw new Failure('saml_conditions_invalid', { received: shortName(unknown) })
  const until = instantOf(conditions, 'NotOnOrAfter')
  if (until === undefined) throw new Failure('saml_conditions_invalid', { received: 'no NotOnOrAfter' })
  if (until <= now - toleranceMs) throw expired(until, now)
  const from = instantOf(conditions, 'NotBefore')
  if (from !== undefined && from > now + toleranceMs) throw notYetValid(from, now)
  const restrictions = childrenOf(conditions, 'saml:AudienceRestriction')
  if (restrictions.length === 0) throw new Failure('saml_conditions_invalid', { received: 'no AudienceRestriction' })
  for (const restriction of restrictions) {
    const audiences = childrenOf(restriction, 'saml:Audience').map((each) => textOf(each).trim())
    if (!audiences.includes(audience)) {
      throw new Failure('saml_audience_mismatch', { expected: audience, received: audiences.join(' ').slice(0, 300) })
    }
  }
  return until
}

/** The first one: an assertion with several is about several sign-ins, and we began one. */
function authnStatement(assertion: XmlElement): XmlElement {
  const [statement] = childrenOf(assertion, 'saml:AuthnStatement')
  if (!statement) throw invalid('an assertion without AuthnStatement')
  return statement
}

function contextOf(statement: XmlElement): string | null {
  const context = optionalChild(statement, 'saml:AuthnContext')
  const reference = context && optionalChild(context, 'saml:AuthnContextClassRef')
  const uri = reference ? textOf(reference).trim() : ''
  return uri === '' ? null : uri.slice(0, 500)
}
