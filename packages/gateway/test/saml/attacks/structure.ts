/** The shape of a response: version, IDs, status, and which elements stand where. saml-core 3.2. */

import type { FailureCode } from '@gatehouse-sso/core/failures'
import { success } from '../names.ts'
import { samlElement } from '../sent-response.ts'
import { qualified, type Style } from '../style.ts'
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

const core = 'saml-core 3.2.2'
const own = { encrypts: false, signs: 'response' } as const

/** A change of the signed response by its identity provider. */
const said = (
  name: string,
  source: string,
  expected: FailureCode | readonly FailureCode[],
  unsigned: (root: XmlElement, style: Style) => XmlElement,
): Attack => attack(name, source, expected, (style) => ({ ...own, unsigned: (root) => unsigned(root, style) }))

const onResponse = (name: string, text: string | null) => (root: XmlElement) => withAttribute(root, name, text)
const status =
  (code: string, ...more: readonly XmlElement[]) =>
  (root: XmlElement) =>
    edit(root, 'StatusCode', (node) => withChildren(withAttribute(node, 'Value', code), ...more))
const p = ({ prefix }: Style, name: string): string => qualified(prefix.protocol, name)
const statusOf = (last: string): string => `urn:oasis:names:tc:SAML:2.0:status:${last}`

export const structure: readonly Attack[] = [
  said('version 1.1', core, 'saml_structure_invalid', onResponse('Version', '1.1')),
  said('version 2', core, 'saml_structure_invalid', onResponse('Version', '2')),
  said('version 2.1', core, 'saml_structure_invalid', onResponse('Version', '2.1')),
  said('no version', core, 'saml_structure_invalid', onResponse('Version', null)),
  said('an assertion of version 1.1', 'saml-core 2.3.3', 'saml_structure_invalid', (root) =>
    edit(root, 'Assertion', (node) => withAttribute(node, 'Version', '1.1')),
  ),
  said('an assertion without a version', 'saml-core 2.3.3', 'saml_structure_invalid', (root) =>
    edit(root, 'Assertion', (node) => withAttribute(node, 'Version', null)),
  ),
  attack('no ID in the response', core, 'saml_structure_invalid', {
    signs: 'assertion',
    encrypts: false,
    unsigned: onResponse('ID', null),
  }),
  attack('an ID with a blank', 'NCName', 'saml_structure_invalid', {
    signs: 'assertion',
    encrypts: false,
    values: { response_id: '_a b' },
  }),
  attack('an ID that begins with a digit', 'NCName', 'saml_structure_invalid', {
    signs: 'assertion',
    encrypts: false,
    values: { response_id: '0a' },
  }),
  attack('an ID with a colon', 'NCName', 'saml_structure_invalid', {
    signs: 'assertion',
    encrypts: false,
    values: { response_id: '_a:b' },
  }),
  attack('an ID with a quote, for an XPath', 'xml-crypto: XPath injection', 'saml_structure_invalid', {
    encrypts: false,
    changed: (root) => withAttribute(root, 'ID', "_a' or '1'='1"),
  }),
  said('no status', core, 'saml_structure_invalid', (root) => remove(root, 'Status')),
  said('two statuses', core, 'saml_structure_invalid', (root) => edit(root, 'Status', (node) => [node, node])),
  said('a status without a code', core, 'saml_structure_invalid', (root) => remove(root, 'StatusCode')),
  said('a status with two codes', core, 'saml_structure_invalid', (root) =>
    edit(root, 'StatusCode', (node) => [node, node]),
  ),
  said(
    'a failure with an assertion',
    'row 88; CVE-2022-39299',
    'saml_structure_invalid',
    status(statusOf('Responder')),
  ),
  said('a failure beside the assertion, within a success', 'row 88', 'saml_structure_invalid', (root, style) =>
    prepend(root, 'Status', element(p(style, 'StatusCode'), { Value: statusOf('AuthnFailed') })),
  ),
  said('a success in small letters', core, 'saml_structure_invalid', status(success.toLowerCase())),
  said('a success with a blank', core, 'saml_structure_invalid', status(` ${success}`)),
  said('a success of SAML 1.1', core, 'saml_structure_invalid', status('samlp:Success')),
  said('an empty status code', core, 'saml_structure_invalid', status('')),
  attack('a failure', core, 'upstream_refused', {
    signs: 'response',
    encrypts: false,
    unsigned: (root) => remove(status(statusOf('Responder'))(root), 'Assertion'),
  }),
  attack('a failure without a signature', core, 'upstream_refused', (style) => ({
    signs: 'nothing',
    encrypts: false,
    unsigned: (root) =>
      remove(
        status(statusOf('Requester'), element(p(style, 'StatusCode'), { Value: statusOf('NoPassive') }))(root),
        'Assertion',
      ),
  })),
  attack('a success without an assertion', core, 'saml_structure_invalid', {
    signs: 'response',
    encrypts: false,
    unsigned: (root) => remove(root, 'Assertion'),
  }),
  attack('a success without an assertion and without a signature', core, 'saml_structure_invalid', {
    signs: 'nothing',
    encrypts: false,
    unsigned: (root) => remove(root, 'Assertion'),
  }),
  attack('two assertions', 'one is enough', 'saml_structure_invalid', {
    ...own,
    unsigned: (root) => edit(root, 'Assertion', (node) => [node, withAttribute(node, 'ID', '_second')]),
  }),
  attack('the assertion twice, with one ID', 'IDs are unique', 'saml_structure_invalid', {
    ...own,
    unsigned: (root) => edit(root, 'Assertion', (node) => [node, node]),
  }),
  said('a second element with the ID of the response', 'IDs are unique', 'saml_structure_invalid', (root, style) =>
    append(root, 'Status', element(p(style, 'StatusDetail'), { ID: style.values.response_id })),
  ),
  said(
    'the ID of the assertion as `Id` of another element',
    'IDs are unique',
    'saml_structure_invalid',
    (root, style) => append(root, 'Status', element(p(style, 'StatusDetail'), { Id: style.values.assertion_id })),
  ),
  said(
    'the ID of the assertion as `xml:id` of another element',
    'IDs are unique',
    'saml_structure_invalid',
    (root, style) => append(root, 'Status', element(p(style, 'StatusDetail'), { 'xml:id': style.values.assertion_id })),
  ),
  said(
    'the ID of the assertion as `id` of another element',
    'IDs are unique',
    'saml_structure_invalid',
    (root, style) => append(root, 'Status', element(p(style, 'StatusDetail'), { id: style.values.assertion_id })),
  ),
  attack('the same ID in response and assertion', 'IDs are unique', 'saml_structure_invalid', {
    encrypts: false,
    signs: 'response',
    changed: (root) =>
      edit(root, 'Assertion', (node) =>
        withAttribute(node, 'ID', find(root, 'Response').attributes.find(([name]) => name === 'ID')?.[1] ?? ''),
      ),
  }),
  said('an unknown element in the response', core, 'saml_structure_invalid', (root, style) =>
    append(root, (node) => node === root, samlElement(style, 'Attribute', { Name: 'role' })),
  ),
  said('an element of a stranger in the response', core, 'saml_structure_invalid', (root) =>
    append(root, (node) => node === root, element('x:y', { 'xmlns:x': 'urn:x' })),
  ),
  said('a text in the response', core, 'saml_structure_invalid', (root) => append(root, (node) => node === root, 'x')),
  said('the status after the assertion', core, 'saml_structure_invalid', (root) =>
    withChildren(root, ...root.children.filter((node) => node !== find(root, 'Status')), find(root, 'Status')),
  ),
  said('the issuer after the status', core, 'saml_structure_invalid', (root) =>
    withChildren(root, find(root, 'Status'), ...root.children.filter((node) => node !== find(root, 'Status'))),
  ),
  said('a logout response', core, 'saml_structure_invalid', (root, style) => ({
    ...root,
    name: p(style, 'LogoutResponse'),
  })),
  said('an artifact response', core, 'saml_structure_invalid', (root, style) => ({
    ...root,
    name: p(style, 'ArtifactResponse'),
  })),
  said('a request in place of a response', core, 'saml_structure_invalid', (root, style) => ({
    ...root,
    name: p(style, 'AuthnRequest'),
  })),
  said('a response in small letters', core, 'saml_structure_invalid', (root, style) => ({
    ...root,
    name: p(style, 'response'),
  })),
  attack('an assertion as the root', core, 'saml_structure_invalid', (style) => ({
    signs: 'assertion',
    encrypts: false,
    changed: (root) =>
      root.attributes
        .filter(([name]) => name.startsWith('xmlns'))
        .reduce(
          (node, [name, text]) =>
            node.attributes.some(([known]) => known === name) ? node : withAttribute(node, name, text),
          find(root, 'Assertion'),
        ),
    values: { response_id: style.values.response_id },
  })),
]
