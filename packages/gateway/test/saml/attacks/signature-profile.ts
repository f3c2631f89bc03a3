/** References and transforms outside the profile of SAML: the identity provider made them, and they would verify. saml-core 5.4. */
import { canonicalizations, enveloped, ns } from '../names.ts'
import { qualified, type Style } from '../style.ts'
import { append, edit, element, withAttribute, withChildren, type XmlElement } from '../xml-tree.ts'
import { type Attack, attack } from './attack.ts'

const core = 'saml-core 5.4'
const practices = 'XML Signature Best Practices'
const refused = 'saml_signature_refused'

const named = (style: Style, name: string): string => qualified(style.signature.prefix, name)
const base64Transform = 'http://www.w3.org/2000/09/xmldsig#base64'

/** Changes SignedInfo before it is signed. */
function signedInfo(change: (signature: XmlElement, style: Style) => XmlElement) {
  return (style: Style) => ({ signing: { signed_info: (signature: XmlElement) => change(signature, style) } })
}

const transforms = (...uris: readonly string[]) => ({ signing: { transforms: uris } })
const uri = (text: string | ((style: Style) => string)) => (style: Style) => ({
  signing: { uri: typeof text === 'string' ? text : text(style) },
})
const ofSigned = ({ values, signs }: Style): string =>
  signs === 'assertion' ? values.assertion_id : values.response_id

export const signatureProfile: readonly Attack[] = [
  attack('an empty URI', core, refused, { signs: 'response', signing: { uri: '' } }),
  attack(
    'no URI',
    core,
    refused,
    signedInfo((signature) => edit(signature, 'Reference', (node) => withAttribute(node, 'URI', null))),
  ),
  attack('the URI of another element', core, refused, (style) => ({
    signs: 'assertion',
    signing: { uri: `#${style.values.response_id}`, digested_id: style.values.response_id },
    encrypts: false,
  })),
  attack('the ID without `#`', core, refused, uri(ofSigned)),
  attack('a URI of a file', practices, refused, uri('file:///etc/hostname')),
  attack('a URI of a server', `${practices}, SSRF`, refused, uri('http://127.0.0.1:9/')),
  attack(
    'an XPointer to an ID',
    core,
    refused,
    uri((style) => `#xpointer(id('${ofSigned(style)}'))`),
  ),
  attack('an XPointer to the root', core, refused, uri('#xpointer(/)')),
  attack(
    'a URI with an encoded character',
    core,
    refused,
    uri((style) => `#%5f${ofSigned(style).slice(1)}`),
  ),
  attack(
    'a URI with white space',
    core,
    refused,
    uri((style) => `# ${ofSigned(style)}`),
  ),
  attack('no transforms', core, refused, transforms()),
  attack(
    'no Transforms',
    core,
    refused,
    signedInfo((signature) => edit(signature, 'Transforms', () => [])),
  ),
  attack('the enveloped transform alone', core, refused, transforms(enveloped)),
  attack('canonicalization alone', core, refused, transforms(ns.exclusive)),
  attack('the transforms in the other order', core, refused, transforms(ns.exclusive, enveloped)),
  attack('a third transform', core, refused, transforms(enveloped, ns.exclusive, ns.exclusive)),
  attack('a hundred transforms', practices, refused, transforms(...Array.from({ length: 100 }, () => ns.exclusive))),
  attack(
    'inclusive canonicalization as the transform',
    core,
    refused,
    transforms(enveloped, canonicalizations.inclusive),
  ),
  attack('canonicalization 1.1 as the transform', core, refused, transforms(enveloped, canonicalizations.inclusive11)),
  attack(
    'canonicalization with comments as the transform',
    'VU#475445',
    refused,
    transforms(enveloped, canonicalizations.exclusiveWithComments),
  ),
  attack('a base64 transform', practices, refused, transforms(enveloped, base64Transform)),
  attack(
    'an XPath transform',
    practices,
    refused,
    signedInfo((signature, style) =>
      append(
        signature,
        'Transforms',
        element(
          named(style, 'Transform'),
          { Algorithm: 'http://www.w3.org/TR/1999/REC-xpath-19991116' },
          element(named(style, 'XPath'), {}, 'not(ancestor-or-self::*)'),
        ),
      ),
    ),
  ),
  attack(
    'an XPath filter',
    practices,
    refused,
    signedInfo((signature, style) =>
      append(
        signature,
        'Transforms',
        element(
          named(style, 'Transform'),
          { Algorithm: 'http://www.w3.org/2002/06/xmldsig-filter2' },
          element('f:XPath', { 'xmlns:f': 'http://www.w3.org/2002/06/xmldsig-filter2', Filter: 'subtract' }, '//*'),
        ),
      ),
    ),
  ),
  attack(
    'an XSLT transform',
    practices,
    refused,
    signedInfo((signature, style) =>
      append(
        signature,
        'Transforms',
        element(
          named(style, 'Transform'),
          { Algorithm: 'http://www.w3.org/TR/1999/REC-xslt-19991116' },
          element(
            'xsl:stylesheet',
            { 'xmlns:xsl': 'http://www.w3.org/1999/XSL/Transform', version: '1.0' },
            element('xsl:template', { match: '/' }),
          ),
        ),
      ),
    ),
  ),
  attack(
    'an element in the enveloped transform',
    core,
    refused,
    signedInfo((signature, style) => append(signature, 'Transform', element(named(style, 'XPath'), {}, 'true()'))),
  ),
  attack(
    'two PrefixLists',
    core,
    refused,
    signedInfo((signature) =>
      edit(
        signature,
        (node) => node.attributes.some(([, value]) => value === ns.exclusive) && node.name.endsWith('Transform'),
        (node) =>
          withChildren(
            node,
            element('e1:InclusiveNamespaces', { 'xmlns:e1': ns.exclusive, PrefixList: 'a' }),
            element('e1:InclusiveNamespaces', { 'xmlns:e1': ns.exclusive, PrefixList: 'b' }),
          ),
      ),
    ),
  ),
]
