import { samlElement } from '../sent-response.ts'
import { qualified } from '../style.ts'
import { append, edit, element, withAttribute, withChildren } from '../xml-tree.ts'

import { extensions, type Forge, inPlace, isOwn, movable, object, signedForged, withExtensions } from './forged.ts'

export const wrappedAssertions: readonly (readonly [string, Forge])[] = [
  ['XSW3: the forged assertion before the signed one', (w) => inPlace(w, w.forged, w.original)],
  ['the forged assertion after the signed one', (w) => inPlace(w, w.original, w.forged)],
  ['XSW4: the signed assertion inside the forged one', (w) => inPlace(w, append(w.forged, isOwn('_evil'), w.original))],
  [
    'XSW5: the signature moved to the forged assertion, the signed one at the end',
    (w) => append(inPlace(w, signedForged(w)), isOwn(w.style.values.response_id), w.bare),
  ],
  [
    'XSW6: the signed assertion inside the signature of the forged one',
    (w) =>
      inPlace(
        w,
        signedForged(w, (signature) => withChildren(signature, ...signature.children, w.bare)),
      ),
  ],
  ['XSW7: the forged assertion in Extensions', (w) => withExtensions(w.root, extensions(w, w.forged))],
  [
    'XSW8: the signed assertion in an Object of the signature',
    (w) =>
      inPlace(
        w,
        signedForged(w, (signature) => withChildren(signature, ...signature.children, object(w, w.bare))),
      ),
  ],
  [
    'the signed assertion in Extensions, with its signature',
    (w) => withExtensions(inPlace(w, w.forged), extensions(w, w.original)),
  ],
  [
    'the signed assertion in StatusDetail',
    (w) =>
      append(
        inPlace(w, w.forged),
        'Status',
        element(qualified(w.style.prefix.protocol, 'StatusDetail'), {}, w.original),
      ),
  ],
  [
    'the signed assertion in Advice',
    (w) =>
      inPlace(
        w,
        edit(w.forged, 'Conditions', (conditions) => [conditions, samlElement(w.style, 'Advice', {}, w.original)]),
      ),
  ],
  [
    'the signed assertion in SubjectConfirmationData',
    (w) => inPlace(w, append(w.forged, 'SubjectConfirmationData', w.original)),
  ],
  [
    'the signed assertion in an attribute value',
    (w) =>
      inPlace(
        w,
        edit(w.forged, 'AttributeValue', (value) => withChildren(value, w.original)),
      ),
  ],
  ['the signed assertion in NameID', (w) => inPlace(w, append(w.forged, 'NameID', w.original))],
  [
    'the signed assertion in AuthnContextDecl',
    (w) => inPlace(w, append(w.forged, 'AuthnContext', samlElement(w.style, 'AuthnContextDecl', {}, w.original))),
  ],
  ['the signed assertion in Conditions', (w) => inPlace(w, append(w.forged, 'Conditions', w.original))],
  [
    'the signed assertion in KeyInfo of a signature',
    (w) =>
      inPlace(
        w,
        signedForged(w, (signature) =>
          withChildren(
            signature,
            ...signature.children,
            element(qualified(w.style.signature.prefix, 'KeyInfo'), {}, w.bare),
          ),
        ),
      ),
  ],
  [
    'the signed assertion in SignedInfo',
    (w) =>
      inPlace(
        w,
        signedForged(w, (signature) => append(signature, 'SignedInfo', w.bare)),
      ),
  ],
  [
    'the signed assertion in a transform',
    (w) =>
      inPlace(
        w,
        signedForged(w, (signature) => append(signature, 'Transform', w.bare)),
      ),
  ],
  [
    'the signed assertion in SignatureValue',
    (w) =>
      inPlace(
        w,
        signedForged(w, (signature) => append(signature, 'SignatureValue', w.bare)),
      ),
  ],
  [
    'the signed assertion in an Issuer',
    (w) => edit(inPlace(w, w.forged), 'Issuer', (issuer) => withChildren(issuer, ...issuer.children, w.original)),
  ],
  [
    'the signed assertion in EncryptedAssertion',
    (w) => inPlace(w, w.forged, movable(samlElement(w.style, 'EncryptedAssertion', {}, w.original), w.original)),
  ],
  [
    'the signed assertion in another response',
    (w) =>
      append(
        inPlace(w, w.forged),
        isOwn(w.style.values.response_id),
        element(qualified(w.style.prefix.protocol, 'Response'), {}, w.original),
      ),
  ],
  [
    'the signed assertion in an element of a stranger',
    (w) =>
      append(
        inPlace(w, w.forged),
        isOwn(w.style.values.response_id),
        element('x:box', { 'xmlns:x': 'urn:x' }, w.original),
      ),
  ],
  [
    'the forged assertion with the ID of the signed one',
    (w) => inPlace(w, withAttribute(w.forged, 'ID', w.style.values.assertion_id), w.original),
  ],
  [
    'the signed assertion called something else',
    (w) => inPlace(w, w.forged, { ...w.original, name: qualified(w.style.prefix.assertion, 'Evidence') }),
  ],
  [
    'the forged assertion in the namespace of SAML 1.1',
    (w) =>
      inPlace(
        w,
        {
          ...w.forged,
          name: 'o:Assertion',
          attributes: [...w.forged.attributes, ['xmlns:o', 'urn:oasis:names:tc:SAML:1.0:assertion']],
        },
        w.original,
      ),
  ],
  [
    'the forged assertion under the old ID as `Id`',
    (w) => inPlace(w, withAttribute(withAttribute(signedForged(w), 'ID', null), 'Id', w.style.values.assertion_id)),
  ],
  [
    'the signature beside the assertion, in the response',
    (w) => edit(inPlace(w, w.bare), 'Status', (status) => [w.signature, status]),
  ],
  ['the signature in the subject', (w) => inPlace(w, append(w.bare, 'Subject', w.signature))],
]
