/** Places of a signed response behind a forged one. */
import { ns } from '../names.ts'
import { samlElement } from '../sent-response.ts'
import { qualified } from '../style.ts'
import { append, edit, element, find, prepend, withAttribute, withChildren } from '../xml-tree.ts'

import { extensions, type Forge, isOwn, movable, object, signedForged, withExtensions } from './forged.ts'

export const wrappedResponses: readonly (readonly [string, Forge])[] = [
  [
    'XSW1: the signed response inside the signature of the forged one',
    (w) => signedForged(w, (signature) => withChildren(signature, ...signature.children, w.bare)),
  ],
  [
    'XSW2: the signed response before the signature',
    (w) => {
      const [issuer, ...rest] = w.forged.children
      return withChildren(w.forged, ...(issuer === undefined ? [] : [issuer]), w.bare, w.signature, ...rest)
    },
  ],
  [
    'the signed response in an Object of the signature',
    (w) => signedForged(w, (signature) => withChildren(signature, ...signature.children, object(w, w.bare))),
  ],
  ['the signed response in Extensions, with its signature', (w) => withExtensions(w.forged, extensions(w, w.original))],
  [
    'the signed response in Extensions, the signature outside',
    (w) => withExtensions(signedForged(w), extensions(w, w.bare)),
  ],
  [
    'the signed response in StatusDetail',
    (w) => append(w.forged, 'Status', element(qualified(w.style.prefix.protocol, 'StatusDetail'), {}, w.original)),
  ],
  [
    'the signed response in Advice',
    (w) => edit(w.forged, 'Conditions', (conditions) => [conditions, samlElement(w.style, 'Advice', {}, w.original)]),
  ],
  ['the signed response in SubjectConfirmationData', (w) => append(w.forged, 'SubjectConfirmationData', w.original)],
  [
    'the signed response in an attribute value',
    (w) => edit(w.forged, 'AttributeValue', (value) => withChildren(value, w.original)),
  ],
  ['the signed response as the last child of the forged one', (w) => append(w.forged, isOwn('_evil'), w.original)],
  ['the signed response as the first child of the forged one', (w) => prepend(w.forged, isOwn('_evil'), w.original)],
  [
    'the signed response in an element of a stranger, and that as the root',
    (w) => element('x:box', { 'xmlns:x': 'urn:x' }, w.forged, w.original),
  ],
  [
    'a forged assertion beside the signed response in one root',
    (w) => element('x:box', { 'xmlns:x': 'urn:x' }, w.original, movable(find(w.forged, 'Assertion'), w.root)),
  ],
  [
    'the signed response in a SOAP envelope',
    (w) =>
      element(
        's:Envelope',
        { 'xmlns:s': 'http://schemas.xmlsoap.org/soap/envelope/' },
        element('s:Body', {}, w.original),
      ),
  ],
  [
    'the signature in the assertion of the signed response',
    (w) => edit(w.bare, 'Subject', (subject) => [w.signature, subject]),
  ],
  [
    'a second, forged assertion in the signed response',
    (w) =>
      append(w.root, isOwn(w.style.values.response_id), withAttribute(find(w.forged, 'Assertion'), 'ID', '_evil2')),
  ],
  [
    'the Response of another namespace',
    (w) =>
      edit(w.forged, isOwn('_evil'), (node) => ({
        ...node,
        name: 'o:Response',
        attributes: [...node.attributes, ['xmlns:o', `${ns.protocol}:x`]],
      })),
  ],
]
