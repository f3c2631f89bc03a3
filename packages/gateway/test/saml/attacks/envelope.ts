/** The outer part of a response: to whom, from whom, in answer to what, and when. saml-core 3.2.2, saml-bindings 3.5.5.2. */

import type { FailureCode } from '@gatehouse-sso/core/failures'
import { minuteMs } from '@gatehouse-sso/core/time'
import type { Style } from '../style.ts'
import { acs, now, type ResponseValues, requestId } from '../values.ts'
import { edit, remove, withAttribute, withChildren, type XmlElement } from '../xml-tree.ts'
import { type Attack, attack } from './attack.ts'

const core = 'saml-core 3.2.2'
const bindings = 'saml-bindings 3.5.5.2; node-saml gap 1'
const another = '_00000000000000000000000000000000'
const own = { encrypts: false, signs: 'response' } as const

type Values = Partial<ResponseValues>

/** A value that the identity provider itself sends and signs. */
const value = (
  name: string,
  source: string,
  expected: FailureCode | readonly FailureCode[],
  values: Values,
  more = {},
): Attack => attack(name, source, expected, { values, encrypts: false }, more)

/** A change of the signed response by its identity provider. */
const said = (
  name: string,
  source: string,
  expected: FailureCode | readonly FailureCode[],
  unsigned: (root: XmlElement, style: Style) => XmlElement,
): Attack => attack(name, source, expected, (style) => ({ ...own, unsigned: (root) => unsigned(root, style) }))

const onResponse = (name: string, text: string | null) => (root: XmlElement) => withAttribute(root, name, text)

export const envelope: readonly Attack[] = [
  value('the Destination of another environment', bindings, 'saml_destination_mismatch', {
    destination: 'https://sso.gatehouse.example/saml/acs2',
  }),
  value('a Destination with a slash at its end', bindings, 'saml_destination_mismatch', { destination: `${acs}/` }),
  value('a Destination in capital letters', bindings, 'saml_destination_mismatch', { destination: acs.toUpperCase() }),
  value('a Destination that begins like ours', bindings, 'saml_destination_mismatch', {
    destination: `${acs}.evil.example`,
  }),
  value('an empty Destination', bindings, 'saml_destination_mismatch', { destination: '' }),
  attack('no Destination in a signed response', bindings, 'saml_destination_mismatch', {
    ...own,
    values: { destination: null },
  }),
  value('the issuer of another connection', 'node-saml gap 2', 'saml_issuer_mismatch', {
    issuer: 'https://idp.evil.example/',
  }),
  value('an issuer that begins like ours', 'node-saml gap 2', 'saml_issuer_mismatch', {
    issuer: 'https://sts.windows.net/',
  }),
  value('an empty issuer', 'saml-core 2.2.5', 'saml_issuer_mismatch', { issuer: '' }),
  attack('another issuer in the response than in the assertion', 'saml-profiles 4.1.4.2', 'saml_issuer_mismatch', {
    encrypts: false,
    unsigned: (root) => edit(root, 'Issuer', (node) => withChildren(node, 'https://idp.evil.example/')),
  }),
  attack('another issuer in the assertion than in the response', 'node-saml gap 2', 'saml_issuer_mismatch', {
    encrypts: false,
    unsigned: (root) =>
      edit(root, 'Assertion', (node) =>
        edit(node, 'Issuer', (issuer) => withChildren(issuer, 'https://idp.evil.example/')),
      ),
  }),
  attack('no issuer in the assertion', 'saml-core 2.3.3', 'saml_structure_invalid', {
    ...own,
    unsigned: (root) => edit(root, 'Assertion', (node) => remove(node, 'Issuer')),
  }),
  attack('two issuers in the assertion', 'saml-core 2.3.3', 'saml_structure_invalid', {
    ...own,
    unsigned: (root) => edit(root, 'Assertion', (node) => edit(node, 'Issuer', (issuer) => [issuer, issuer])),
  }),
  said('two issuers in the response', core, 'saml_structure_invalid', (root) =>
    edit(root, 'Issuer', (issuer) => [issuer, issuer]),
  ),
  said('an issuer that is a person', 'saml-core 2.2.5', 'saml_structure_invalid', (root) =>
    edit(root, 'Issuer', (issuer) =>
      withAttribute(issuer, 'Format', 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'),
    ),
  ),
  value('the request of another browser', 'row 70; saml-profiles 4.1.5', 'saml_in_response_to_mismatch', {
    in_response_to: another,
  }),
  value('an empty InResponseTo', 'saml-profiles 4.1.4.3', 'saml_in_response_to_mismatch', { in_response_to: '' }),
  value('no InResponseTo', 'row 72; Casdoor CVE-2026-9098', 'saml_unsolicited', { in_response_to: null }),
  value(
    'an answer where nobody asked',
    'saml-profiles 4.1.5',
    'saml_in_response_to_mismatch',
    {},
    { expectation: { in_response_to: null } },
  ),
  said(
    'InResponseTo of another request in the confirmation alone',
    'SimpleSAMLphp CVE-2026-49284',
    'saml_in_response_to_mismatch',
    (root) => edit(root, 'SubjectConfirmationData', (node) => withAttribute(node, 'InResponseTo', another)),
  ),
  said(
    'InResponseTo in the response alone',
    'SimpleSAMLphp CVE-2026-49284; node-saml gap 3',
    'saml_unsolicited',
    (root) => edit(root, 'SubjectConfirmationData', (node) => withAttribute(node, 'InResponseTo', null)),
  ),
  said(
    'InResponseTo in the confirmation alone',
    'saml-core 3.2.2',
    'saml_unsolicited',
    onResponse('InResponseTo', null),
  ),
  attack(
    'InResponseTo added to an unsolicited assertion',
    'SimpleSAMLphp CVE-2026-49284; node-saml gap 3',
    'saml_unsolicited',
    {
      encrypts: false,
      signs: 'assertion',
      values: { in_response_to: null },
      changed: onResponse('InResponseTo', requestId),
    },
  ),
  said('InResponseTo with a prefix', core, 'saml_unsolicited', (root) =>
    withAttribute(
      withAttribute(withAttribute(root, 'InResponseTo', null), 'xmlns:q', 'urn:q'),
      'q:InResponseTo',
      requestId,
    ),
  ),
  value('an IssueInstant of thirteen minutes ago', 'security: within ten minutes', 'saml_expired', {
    issue_instant: now - 13 * minuteMs,
  }),
  value('an IssueInstant in three minutes', 'security: within ten minutes', 'saml_not_yet_valid', {
    issue_instant: now + 3 * minuteMs,
  }),
  said(
    'an IssueInstant of last year in the response alone',
    core,
    'saml_expired',
    onResponse('IssueInstant', '2025-11-25T09:00:00Z'),
  ),
  said('no IssueInstant', core, 'saml_structure_invalid', onResponse('IssueInstant', null)),
  said(
    'an IssueInstant in another time zone',
    'saml-core 1.3.3',
    'saml_structure_invalid',
    onResponse('IssueInstant', '2026-11-25T10:00:00+01:00'),
  ),
  said(
    'an IssueInstant without seconds',
    'saml-core 1.3.3',
    'saml_structure_invalid',
    onResponse('IssueInstant', '2026-11-25T09:00Z'),
  ),
  said(
    'an IssueInstant that is a date',
    'saml-core 1.3.3',
    'saml_structure_invalid',
    onResponse('IssueInstant', '2026-11-25'),
  ),
  said(
    'an IssueInstant that is a number',
    'saml-core 1.3.3',
    'saml_structure_invalid',
    onResponse('IssueInstant', String(now)),
  ),
  said(
    'an IssueInstant of February 30',
    'saml-core 1.3.3',
    ['saml_structure_invalid', 'saml_expired'],
    onResponse('IssueInstant', '2026-02-30T09:00:00Z'),
  ),
  said('an empty IssueInstant', core, 'saml_structure_invalid', onResponse('IssueInstant', '')),
]
