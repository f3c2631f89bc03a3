/** SignedInfo and its neighbours outside the profile of SAML: elements that stand twice, or that nobody needs. saml-core 5.4. */
import { canonicalizations } from '../names.ts'
import { digests } from '../signing.ts'
import { qualified, type Style } from '../style.ts'
import { append, edit, element, find, withChildren, type XmlElement } from '../xml-tree.ts'
import { type Attack, attack } from './attack.ts'

const core = 'saml-core 5.4'
const practices = 'XML Signature Best Practices'
const refused = 'saml_signature_refused'

const named = (style: Style, name: string): string => qualified(style.signature.prefix, name)

/** Changes SignedInfo before it is signed. */
function signedInfo(change: (signature: XmlElement, style: Style) => XmlElement) {
  return (style: Style) => ({ signing: { signed_info: (signature: XmlElement) => change(signature, style) } })
}

export const signedInfoAttacks: readonly Attack[] = [
  attack('inclusive canonicalization of SignedInfo', core, refused, {
    signing: { canonicalization: canonicalizations.inclusive },
  }),
  attack('canonicalization with comments of SignedInfo', core, refused, {
    signing: { canonicalization: canonicalizations.exclusiveWithComments },
  }),
  attack('canonicalization 1.1 of SignedInfo', core, refused, {
    signing: { canonicalization: canonicalizations.inclusive11 },
  }),
  attack('an unknown canonicalization', 'CVE-2025-66568', refused, { signing: { canonicalization: 'urn:x:none' } }),
  attack(
    'no CanonicalizationMethod',
    core,
    refused,
    signedInfo((signature) => edit(signature, 'CanonicalizationMethod', () => [])),
  ),
  attack(
    'two references',
    core,
    refused,
    signedInfo((signature) => edit(signature, 'Reference', (node) => [node, node])),
  ),
  attack(
    'no reference',
    core,
    refused,
    signedInfo((signature) => edit(signature, 'Reference', () => [])),
  ),
  attack(
    'two DigestValues',
    'xml-crypto, GHSA of 2025',
    refused,
    signedInfo((signature) => edit(signature, 'DigestValue', (node) => [node, node])),
  ),
  attack(
    'two DigestMethods',
    core,
    refused,
    signedInfo((signature) => edit(signature, 'DigestMethod', (node) => [node, node])),
  ),
  attack(
    'two SignatureMethods',
    core,
    refused,
    signedInfo((signature) => edit(signature, 'SignatureMethod', (node) => [node, node])),
  ),
  attack(
    'a text in SignedInfo',
    core,
    refused,
    signedInfo((signature) => append(signature, 'SignedInfo', 'x')),
  ),
  attack(
    'an element in DigestValue',
    'CVE-2025-29775, as an element',
    refused,
    signedInfo((signature, style) => append(signature, 'DigestValue', element(named(style, 'X')))),
  ),
  attack(
    'HMACOutputLength',
    'CVE-2009-0217',
    refused,
    signedInfo((signature, style) =>
      append(signature, 'SignatureMethod', element(named(style, 'HMACOutputLength'), {}, '0')),
    ),
  ),
  attack('an unknown digest', core, refused, { signing: { digest: 'urn:x:digest' } }),
  attack('a digest by MD5', core, refused, { signing: { digest: digests.md5 } }),
  attack('a Manifest', practices, refused, {
    changed: (root) =>
      edit(root, 'Signature', (signature) => {
        const ds = signature.name.replace('Signature', '')
        return withChildren(
          signature,
          ...signature.children,
          element(`${ds}Object`, {}, element(`${ds}Manifest`, {}, find(signature, 'Reference'))),
        )
      }),
  }),
  attack('an Object', core, refused, {
    changed: (root) =>
      edit(root, 'Signature', (signature) =>
        withChildren(signature, ...signature.children, element(signature.name.replace('Signature', 'Object'), {}, 'x')),
      ),
  }),
  attack('two SignedInfo, the genuine one first', 'CVE-2025-29774', refused, {
    changed: (root) => edit(root, 'SignedInfo', (node) => [node, forgedInfo(node)]),
  }),
  attack('two SignedInfo, the genuine one last', 'CVE-2025-29774', refused, {
    changed: (root) => edit(root, 'SignedInfo', (node) => [forgedInfo(node), node]),
  }),
  attack('SignedInfo inside SignedInfo', 'CVE-2025-29774', refused, {
    changed: (root) => edit(root, 'SignedInfo', (node) => withChildren(forgedInfo(node), ...node.children, node)),
  }),
  attack('two SignatureValues', core, refused, {
    changed: (root) => edit(root, 'SignatureValue', (node) => [node, node]),
  }),
  attack('no SignatureValue', core, refused, { changed: (root) => edit(root, 'SignatureValue', () => []) }),
  attack('an empty SignatureValue', core, refused, {
    changed: (root) => edit(root, 'SignatureValue', (node) => withChildren(node)),
  }),
  attack('SignatureValue before SignedInfo', core, refused, {
    changed: (root) =>
      edit(root, 'Signature', (node) =>
        withChildren(
          node,
          find(node, 'SignatureValue'),
          ...node.children.filter((child) => child !== find(node, 'SignatureValue')),
        ),
      ),
  }),
  attack('an empty signature element', core, refused, {
    changed: (root) => edit(root, 'Signature', (node) => withChildren(node)),
  }),
  attack('two signatures', core, refused, { changed: (root) => edit(root, 'Signature', (node) => [node, node]) }),
  attack('a signature in the signature', core, refused, {
    changed: (root) => edit(root, 'Signature', (node) => withChildren(node, ...node.children, node)),
  }),
  attack('junk in SignatureValue', 'strict base64', refused, {
    changed: (root) => append(root, 'SignatureValue', '!'),
  }),
  attack('two KeyInfo', core, refused, {
    changed: (root) =>
      edit(root, 'Signature', (node) =>
        withChildren(
          node,
          ...node.children,
          element(node.name.replace('Signature', 'KeyInfo')),
          element(node.name.replace('Signature', 'KeyInfo')),
        ),
      ),
  }),
]

function forgedInfo(info: XmlElement): XmlElement {
  return edit(info, 'DigestValue', (node) => withChildren(node, 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='))
}
