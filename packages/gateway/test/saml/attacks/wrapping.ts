/**
 * Signature wrapping: the signed element is moved to where nobody reads it, and another one stands in its place.
 * XSW1 to XSW8 are numbered as in "On Breaking SAML" (USENIX Security 2012) and SAML Raider.
 */
import { ns } from '../names.ts'
import { samlElement, signedTree } from '../sent-response.ts'
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
import { type Attack, attack, evil } from './attack.ts'

const paper = 'On Breaking SAML, USENIX Security 2012'

const named = (node: XmlElement): XmlElement => edit(node, 'NameID', (nameId) => withChildren(nameId, evil))
const isOwn = (id: string) => (node: XmlElement) =>
  node.attributes.some(([name, value]) => name === 'ID' && value === id)

/** Declares what an element inherits, so that it can stand anywhere. */
function movable(node: XmlElement, root: XmlElement): XmlElement {
  const inherited = root.attributes.filter(([name]) => name.startsWith('xmlns:'))
  const missing = inherited.filter(([name]) => !node.attributes.some(([own]) => own === name))
  return missing.reduce((made, [name, value]) => withAttribute(made, name, value), node)
}

interface Wrapped {
  readonly root: XmlElement
  /** The signed element, without its signature. */
  readonly bare: XmlElement
  readonly original: XmlElement
  readonly signature: XmlElement
  /** The forged element, without a signature. */
  readonly forged: XmlElement
  readonly style: Style
}

function parts(style: Style, signs: 'response' | 'assertion'): Wrapped {
  const root = signedTree(style, { signs, encrypts: false })
  const original = signs === 'response' ? root : movable(find(root, 'Assertion'), root)
  const signature = movable(find(original, 'Signature'), root)
  const bare = remove(original, 'Signature')
  return { root, original, signature, bare, forged: withAttribute(named(bare), 'ID', '_evil'), style }
}

type Forge = (wrapped: Wrapped) => XmlElement

/** The forged element with the signature after its issuer, as if it were its own. */
function signedForged({ forged, signature }: Wrapped, change = (node: XmlElement) => node): XmlElement {
  const [issuer, ...rest] = forged.children
  return withChildren(forged, ...(issuer === undefined ? [] : [issuer]), change(signature), ...rest)
}

const inPlace = ({ root, style }: Wrapped, ...nodes: readonly XmlElement[]): XmlElement =>
  edit(root, isOwn(style.values.assertion_id), () => nodes)

const object = ({ style }: Wrapped, node: XmlElement): XmlElement =>
  element(qualified(style.signature.prefix, 'Object'), {}, node)

const extensions = ({ style }: Wrapped, node: XmlElement): XmlElement =>
  element(qualified(style.prefix.protocol, 'Extensions'), {}, node)

/** After the issuer of a response, or after its signature. */
function withExtensions(root: XmlElement, node: XmlElement): XmlElement {
  return edit(root, 'Status', (status) => [node, status])
}

const ofAssertion: readonly (readonly [string, Forge])[] = [
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

const ofResponse: readonly (readonly [string, Forge])[] = [
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

const refusals = ['saml_structure_invalid', 'saml_signature_refused', 'saml_unsigned'] as const

export const wrapping: readonly Attack[] = [
  ...ofAssertion.map(([name, forge]) =>
    attack(`wrapping, assertion signed: ${name}`, paper, refusals, (style) => ({
      signs: 'assertion',
      encrypts: false,
      changed: () => forge(parts(style, 'assertion')),
    })),
  ),
  ...ofResponse.map(([name, forge]) =>
    attack(`wrapping, response signed: ${name}`, paper, refusals, (style) => ({
      signs: 'response',
      encrypts: false,
      changed: () => forge(parts(style, 'response')),
    })),
  ),
]
