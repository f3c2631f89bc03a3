/** The subject of an assertion: about whom, and confirmed for whom. saml-core 2.4, saml-profiles 4.1.4.2 and 4.1.4.3. */

import type { FailureCode } from '@gatehouse-sso/core/failures'
import { minuteMs } from '@gatehouse-sso/core/time'
import { samlElement } from '../sent-response.ts'
import type { Style } from '../style.ts'
import { acs, instant, now, type ResponseValues } from '../values.ts'
import { append, edit, find, remove, withAttribute, type XmlElement } from '../xml-tree.ts'
import { type Attack, attack } from './attack.ts'

const profiles = 'saml-profiles 4.1.4.2'
const confirmation = 'saml_confirmation_invalid'

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

export const assertion: readonly Attack[] = [
  value('the Recipient of another service', 'row 65; saml-profiles 4.1.4.3', confirmation, {
    recipient: 'https://other.example/saml/acs',
  }),
  value('a Recipient that begins like ours', profiles, confirmation, { recipient: `${acs}.evil.example` }),
  value('a Recipient with a slash at its end', profiles, confirmation, { recipient: `${acs}/` }),
  value('an empty Recipient', profiles, confirmation, { recipient: '' }),
  value('no Recipient', profiles, confirmation, { recipient: null }),
  value('a confirmation that has ended', 'row 68; Keycloak CVE-2026-1190', confirmation, {
    confirmed_until: now - 3 * minuteMs,
  }),
  value('a confirmation that ended exactly the tolerance ago', 'row 68; node-saml gap 4', confirmation, {
    confirmed_until: now - 2 * minuteMs,
  }),
  said('a confirmation without an end', profiles, confirmation, on('SubjectConfirmationData', 'NotOnOrAfter', null)),
  said(
    'a confirmation with NotBefore',
    profiles,
    confirmation,
    on('SubjectConfirmationData', 'NotBefore', instant(now - 5 * minuteMs, 3)),
  ),
  said(
    'a confirmation whose end is no instant',
    profiles,
    ['saml_structure_invalid', confirmation],
    on('SubjectConfirmationData', 'NotOnOrAfter', 'never'),
  ),
  said(
    'a confirmation by holder of key',
    profiles,
    confirmation,
    on('SubjectConfirmation', 'Method', 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key'),
  ),
  said(
    'a confirmation by sender-vouches',
    profiles,
    confirmation,
    on('SubjectConfirmation', 'Method', 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches'),
  ),
  said(
    'a confirmation in the words of SAML 1.1',
    profiles,
    confirmation,
    on('SubjectConfirmation', 'Method', 'urn:oasis:names:tc:SAML:1.0:cm:bearer'),
  ),
  said('a confirmation without a method', profiles, confirmation, on('SubjectConfirmation', 'Method', null)),
  said('a confirmation without data', profiles, confirmation, without('SubjectConfirmationData')),
  said(
    'a confirmation with two data',
    'saml-core 2.4.1.1',
    ['saml_structure_invalid', confirmation],
    twice('SubjectConfirmationData'),
  ),
  said('no confirmation', profiles, confirmation, without('SubjectConfirmation')),
  said('two confirmations that do not fit', profiles, confirmation, (root) =>
    edit(root, 'SubjectConfirmation', (node) => [
      on('SubjectConfirmationData', 'Recipient', 'https://a.example/')(node),
      on('SubjectConfirmationData', 'NotOnOrAfter', instant(now - 9 * minuteMs, 3))(node),
    ]),
  ),
  said('half a confirmation here and half there', profiles, confirmation, (root) =>
    edit(root, 'SubjectConfirmation', (node) => [
      on('SubjectConfirmationData', 'Recipient', null)(node),
      on('SubjectConfirmationData', 'NotOnOrAfter', null)(node),
    ]),
  ),
  said('no subject', profiles, 'saml_structure_invalid', without('Subject')),
  said('two subjects', 'saml-core 2.3.3', 'saml_structure_invalid', twice('Subject')),
  said('no NameID', 'saml-core 2.4.1', ['saml_structure_invalid', 'saml_name_id_missing'], without('NameID')),
  said('two NameIDs', 'saml-core 2.4.1', 'saml_structure_invalid', twice('NameID')),
  value('an empty NameID', 'saml-core 2.2.2', ['saml_structure_invalid', 'saml_name_id_missing'], { name_id: '' }),
  value('a NameID of blanks', 'saml-core 2.2.2', ['saml_structure_invalid', 'saml_name_id_missing'], {
    name_id: '  \n ',
  }),
  said(
    'a NameID in the confirmation alone',
    'saml-core 2.4.1.1',
    ['saml_structure_invalid', 'saml_name_id_missing'],
    (root) => append(remove(root, 'NameID'), 'SubjectConfirmation', find(root, 'NameID')),
  ),
  said(
    'a BaseID in place of NameID',
    'saml-core 2.4.1',
    ['saml_structure_invalid', 'saml_name_id_missing'],
    (root, style) => edit(root, 'NameID', () => samlElement(style, 'BaseID', {})),
  ),
  said(
    'an EncryptedID in place of NameID',
    'saml-core 2.2.4',
    ['saml_structure_invalid', 'saml_name_id_missing'],
    (root, style) => edit(root, 'NameID', () => samlElement(style, 'EncryptedID', {})),
  ),
]
