/** Conditions and statements of an assertion: for whom, until when, and what it says. saml-core 2.5 and 2.7. */

import type { FailureCode } from '@gatehouse-sso/core/failures'
import { minuteMs } from '@gatehouse-sso/core/time'
import { samlElement } from '../sent-response.ts'
import type { Style } from '../style.ts'
import { entityId, now, type ResponseValues } from '../values.ts'
import {
  append,
  edit,
  element,
  find,
  prepend,
  remove,
  withAttribute,
  withChildren,
  type XmlElement,
} from '../xml-tree.ts'
import { type Attack, attack } from './attack.ts'

const core = 'saml-core 2.5'
const expiry = 'row 67; authentik CVE-2026-41577, Casdoor CVE-2026-9093'

type Codes = FailureCode | readonly FailureCode[]

const value = (name: string, source: string, expected: Codes, values: Partial<ResponseValues>): Attack =>
  attack(name, source, expected, { values, encrypts: false })
const said = (
  name: string,
  source: string,
  expected: Codes,
  unsigned: (root: XmlElement, style: Style) => XmlElement,
): Attack => attack(name, source, expected, (style) => ({ encrypts: false, unsigned: (root) => unsigned(root, style) }))
const on = (place: string, name: string, text: string | null) => (root: XmlElement) =>
  edit(root, place, (node) => withAttribute(node, name, text))
const without = (place: string) => (root: XmlElement) => remove(root, place)
const twice = (place: string) => (root: XmlElement) => edit(root, place, (node) => [node, node])
const into =
  (place: string, name: string, attributes: Readonly<Record<string, string>> = {}, ...children: readonly string[]) =>
  (root: XmlElement, style: Style) =>
    append(root, place, samlElement(style, name, attributes, ...children))
const audiences =
  (...texts: readonly string[]) =>
  (root: XmlElement, style: Style) =>
    edit(root, 'AudienceRestriction', (node) =>
      withChildren(node, ...texts.map((text) => samlElement(style, 'Audience', {}, text))),
    )

export const conditions: readonly Attack[] = [
  said('no Conditions', expiry, 'saml_conditions_invalid', without('Conditions')),
  said('two Conditions', 'saml-core 2.3.3', ['saml_structure_invalid', 'saml_conditions_invalid'], twice('Conditions')),
  said('Conditions without an end', expiry, 'saml_conditions_invalid', on('Conditions', 'NotOnOrAfter', null)),
  value('Conditions that have ended', expiry, 'saml_expired', { not_on_or_after: now - 3 * minuteMs }),
  value('Conditions that ended exactly the tolerance ago', expiry, 'saml_expired', {
    not_on_or_after: now - 2 * minuteMs,
  }),
  value('Conditions that are not yet valid', expiry, 'saml_not_yet_valid', { not_before: now + 3 * minuteMs }),
  said(
    'Conditions whose end is no instant',
    'saml-core 1.3.3',
    ['saml_structure_invalid', 'saml_conditions_invalid'],
    on('Conditions', 'NotOnOrAfter', '2026-11-25'),
  ),
  said(
    'Conditions with an empty end',
    'saml-core 1.3.3',
    ['saml_structure_invalid', 'saml_conditions_invalid'],
    on('Conditions', 'NotOnOrAfter', ''),
  ),
  value('the audience of another service', expiry, 'saml_audience_mismatch', {
    audience: 'https://other.example/saml',
  }),
  value('an audience with a slash at its end', core, 'saml_audience_mismatch', { audience: `${entityId}/` }),
  value('an audience in capital letters', core, 'saml_audience_mismatch', { audience: entityId.toUpperCase() }),
  value('an audience that begins like ours', core, 'saml_audience_mismatch', { audience: `${entityId}.evil.example` }),
  value('an empty audience', core, 'saml_audience_mismatch', { audience: '' }),
  said('no audience', core, ['saml_audience_mismatch', 'saml_conditions_invalid'], audiences()),
  said(
    'no AudienceRestriction',
    core,
    ['saml_audience_mismatch', 'saml_conditions_invalid'],
    without('AudienceRestriction'),
  ),
  said(
    'two audiences in one text',
    core,
    'saml_audience_mismatch',
    audiences(`https://other.example/saml ${entityId}`),
  ),
  said(
    'a second AudienceRestriction of another service',
    'saml-core 2.5.1.4: all must fit',
    'saml_audience_mismatch',
    (root, style) =>
      append(
        root,
        'Conditions',
        samlElement(style, 'AudienceRestriction', {}, samlElement(style, 'Audience', {}, 'https://other.example/saml')),
      ),
  ),
  said('an unknown condition', 'saml-core 2.5.1.1', 'saml_conditions_invalid', into('Conditions', 'Condition')),
  said('a condition of a stranger', 'saml-core 2.5.1.1', 'saml_conditions_invalid', (root) =>
    append(root, 'Conditions', element('x:Only', { 'xmlns:x': 'urn:x' })),
  ),
  said(
    'an AudienceRestriction of a stranger',
    'saml-core 2.5.1.4',
    ['saml_conditions_invalid', 'saml_audience_mismatch'],
    (root) =>
      edit(root, 'AudienceRestriction', (node) => ({
        ...node,
        name: 'x:AudienceRestriction',
        attributes: [['xmlns:x', 'urn:x']],
      })),
  ),
  said('no AuthnStatement', 'saml-profiles 4.1.4.2', 'saml_structure_invalid', without('AuthnStatement')),
  said(
    'an AuthnStatement without an instant',
    'saml-core 2.7.2',
    'saml_structure_invalid',
    on('AuthnStatement', 'AuthnInstant', null),
  ),
  value('a sign-in in the future', 'saml-core 2.7.2', 'saml_not_yet_valid', { authn_instant: now + 3 * minuteMs }),
  value('a session that has ended', 'saml-profiles 4.1.4.3', 'saml_expired', {
    session_not_on_or_after: now - 3 * minuteMs,
  }),
  said(
    'a session whose end is no instant',
    'saml-core 1.3.3',
    'saml_structure_invalid',
    on('AuthnStatement', 'SessionNotOnOrAfter', 'soon'),
  ),
  said(
    'an attribute twice',
    'row 90; ruby-saml duplicated_attributes',
    'saml_attribute_duplicated',
    twice('Attribute'),
  ),
  said('an attribute twice, in two statements', 'row 90', 'saml_attribute_duplicated', twice('AttributeStatement')),
  said('an attribute without a name', 'saml-core 2.7.3.1', 'saml_structure_invalid', on('Attribute', 'Name', null)),
  said('an attribute with an empty name', 'saml-core 2.7.3.1', 'saml_structure_invalid', on('Attribute', 'Name', '')),
  said(
    'an encrypted attribute',
    'saml-core 2.7.3.2',
    'saml_structure_invalid',
    into('AttributeStatement', 'EncryptedAttribute'),
  ),
  said(
    'an attribute value outside an attribute',
    'saml-core 2.7.3',
    'saml_structure_invalid',
    into('AttributeStatement', 'AttributeValue', {}, 'admin'),
  ),
  said('an unknown statement', 'saml-core 2.7.1', 'saml_structure_invalid', into('Assertion', 'Statement')),
  said('an element of a stranger in the assertion', 'saml-core 2.3.3', 'saml_structure_invalid', (root) =>
    append(root, 'Assertion', element('x:y', { 'xmlns:x': 'urn:x' })),
  ),
  said('a text in the assertion', 'saml-core 2.3.3', 'saml_structure_invalid', (root) =>
    append(root, 'Assertion', 'x'),
  ),
  said('a second assertion in Advice', 'saml-core 2.6.1', 'saml_structure_invalid', (root, style) =>
    edit(root, 'Conditions', (node) => [
      node,
      samlElement(style, 'Advice', {}, withAttribute(find(root, 'Assertion'), 'ID', '_advice')),
    ]),
  ),
  said('an assertion that is not called one', 'saml-core 2.3.3', 'saml_structure_invalid', (root, style) =>
    append(root, (node) => node === root, samlElement(style, 'assertion', {})),
  ),
  said('a NameID of a stranger before the genuine one', 'saml-core 2.2.3', 'saml_structure_invalid', (root) =>
    prepend(root, 'Subject', element('x:NameID', { 'xmlns:x': 'urn:x' }, 'admin')),
  ),
]
