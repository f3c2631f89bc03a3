/** XML that makes a parser do more than build a tree, or two parsers build two trees. */
import { ns } from '../names.ts'
import { append, edit, element, find, prepend, withChildren, type XmlElement } from '../xml-tree.ts'
import { type Attack, attack, evil } from './attack.ts'

const xxe = 'CVE-2026-28809 (esaml), CVE-2024-52596'
const two = 'CVE-2025-25291, CVE-2025-25292 (ruby-saml)'
const comments = 'VU#475445: CVE-2017-11427 to -11430, CVE-2018-0489'
const forbidden = 'saml_xml_forbidden'

/** Puts a document type before the root. */
const withType = (type: string) => ({ text: (xml: string) => xml.replace(/^(<\?xml.*?\?>\s*)?/, `$1${type}`) })
const raw = (text: string) => ({ raw: text })
const inside = (name: string, text: string) => ({
  encrypts: false,
  changed: (root: XmlElement) => edit(root, name, (node) => withChildren(node, ...split(node), raw(text))),
})

const split = (node: XmlElement) => node.children

/** A text in the middle of the text of an element. */
const between = (name: string, text: string) => ({
  encrypts: false,
  changed: (root: XmlElement) =>
    edit(root, name, (node) => {
      const [first] = node.children
      if (typeof first !== 'string') throw new Error(`${name} has no text`)
      return withChildren(node, first.slice(0, 3), raw(text), first.slice(3))
    }),
})

const places = [
  'NameID',
  'Issuer',
  'Audience',
  'AuthnContextClassRef',
  'AttributeValue',
  'DigestValue',
  'SignatureValue',
]
const intrusions = [
  ['a comment', '<!---->', comments],
  ['a CDATA section', '<![CDATA[]]>', comments],
  ['a processing instruction', '<?x y?>', comments],
  ['an entity', '&x;', xxe],
] as const

export const forbiddenXml: readonly Attack[] = [
  ...places.flatMap((place) =>
    intrusions.map(([what, text, source]) =>
      attack(`${what} in the middle of ${place}`, source, forbidden, between(place, text)),
    ),
  ),
  attack('a comment with the digest that fits, in DigestValue', 'SAMLStorm, CVE-2025-29775', forbidden, {
    encrypts: false,
    changed: (root) =>
      edit(root, 'DigestValue', (node) =>
        withChildren(node, raw('<!--AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=-->'), ...node.children),
      ),
  }),
  attack('a comment before signing', comments, forbidden, {
    encrypts: false,
    unsigned: (root) => edit(root, 'NameID', (node) => withChildren(node, evil, raw('<!-- -->'), '.own.example')),
  }),
  attack('a comment before the root', comments, forbidden, withType('<!-- x -->')),
  attack('a comment after the root', comments, forbidden, { text: (xml) => `${xml}<!-- x -->` }),
  attack(
    'a processing instruction before the root',
    two,
    [forbidden, 'saml_encoding_invalid'],
    withType('<?xml-stylesheet href="x.xsl"?>'),
  ),
  attack('a processing instruction after the root', two, forbidden, { text: (xml) => `${xml}<?x?>` }),
  attack('a second XML declaration', two, forbidden, { text: (xml) => `${xml}<?xml version="1.0"?>` }),
  attack('an XML declaration after white space', 'XML 1.0, 2.8', forbidden, {
    text: (xml) => ` <?xml version="1.0"?>${xml.replace(/^<\?xml.*?\?>\s*/, '')}`,
  }),
  attack('an empty document type', xxe, forbidden, withType('<!DOCTYPE x>')),
  attack('a document type in small letters', xxe, forbidden, withType('<!doctype x>')),
  attack('a document type with an entity', xxe, forbidden, {
    encrypts: false,
    text: (xml) =>
      withType('<!DOCTYPE x [<!ENTITY x "y">]>')
        .text(xml)
        .replace(/(NameID[^>]*>)/, '$1&x;'),
  }),
  attack(
    'a document type with a file',
    xxe,
    forbidden,
    withType('<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
  ),
  attack('an external document type', xxe, forbidden, withType('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')),
  attack(
    'a public document type',
    xxe,
    forbidden,
    withType('<!DOCTYPE x PUBLIC "-//X//X" "http://127.0.0.1:9/x.dtd">'),
  ),
  attack(
    'a parameter entity',
    xxe,
    forbidden,
    withType('<!DOCTYPE x [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd">%x;]>'),
  ),
  attack(
    'a billion laughs',
    xxe,
    forbidden,
    withType(
      `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, index) => `<!ENTITY ${'bcdefghij'[index]} "${`&${'abcdefghi'[index]};`.repeat(10)}">`).join('')}]>`,
    ),
  ),
  attack(
    'a default attribute in a document type',
    two,
    forbidden,
    withType('<!DOCTYPE x [<!ATTLIST Assertion ID CDATA "_evil">]>'),
  ),
  attack(
    'an attribute declared as an ID',
    two,
    forbidden,
    withType('<!DOCTYPE x [<!ATTLIST Response X ID #IMPLIED>]>'),
  ),
  attack('a notation', xxe, forbidden, withType('<!DOCTYPE x [<!NOTATION x SYSTEM "x">]>')),
  attack('an entity in an attribute', xxe, forbidden, {
    text: (xml) => xml.replace(/Destination=(['"])/, 'Destination=$1&x;'),
  }),
  attack('a document type after the root', two, forbidden, { text: (xml) => `${xml}<!DOCTYPE x>` }),
  attack('a document type in the root', two, forbidden, {
    text: (xml) => xml.replace(/(<[\w:]*Status>)/, '<!DOCTYPE x>$1'),
  }),
  attack('an XInclude before signing', 'XML Inclusions', ['saml_structure_invalid', 'saml_signature_invalid'], {
    encrypts: false,
    unsigned: (root) =>
      edit(root, 'NameID', (node) =>
        withChildren(
          node,
          element('xi:include', {
            'xmlns:xi': 'http://www.w3.org/2001/XInclude',
            href: 'file:///etc/hostname',
            parse: 'text',
          }),
        ),
      ),
  }),
  attack('a CDATA section around the whole text', comments, forbidden, {
    encrypts: false,
    changed: (root) => edit(root, 'NameID', (node) => withChildren(node, raw(`<![CDATA[${node.children.join('')}]]>`))),
  }),
  attack('a comment in SignedInfo', 'SAMLStorm, CVE-2025-29775', forbidden, {
    encrypts: false,
    changed: (root) => append(root, 'SignedInfo', raw('<!-- x -->')),
  }),
  attack('a comment between the elements', comments, forbidden, {
    encrypts: false,
    changed: (root) => prepend(root, 'Subject', raw('<!-- x -->')),
  }),
  attack('an end tag with attributes', 'xmldom advisories of 2026', 'saml_xml_malformed', {
    text: (xml) => xml.replace(/(<\/[\w:]*Response)>$/, '$1 x="y">'),
  }),
  attack('a tag that is not closed', 'XML 1.0, 2.1', 'saml_xml_malformed', {
    text: (xml) => xml.replace(/<\/[\w:]*Response>$/, ''),
  }),
  attack('tags that cross', 'XML 1.0, 2.1', 'saml_xml_malformed', {
    text: (xml) => xml.replace(/(<\/[\w:]*Response)>$/, '$1s>'),
  }),
  attack('a tag in a tag', 'XML 1.0, 2.1', 'saml_xml_malformed', {
    text: (xml) => xml.replace(/<([\w:]*Status)>/, '<$1<x>>'),
  }),
  attack('an attribute without quotes', 'XML 1.0, 3.1', 'saml_xml_malformed', {
    text: (xml) => xml.replace(/Version=["']2.0["']/, 'Version=2.0'),
  }),
  attack('an attribute without a value', 'XML 1.0, 3.1', 'saml_xml_malformed', {
    text: (xml) => xml.replace(/ Version=["']2.0["']/, ' Version'),
  }),
  attack('an XML attribute twice', 'XML 1.0, 3.1', 'saml_xml_malformed', {
    text: (xml) => xml.replace(/ Version=["']2.0["']/, ' Version="2.0" Version="2.0"'),
  }),
  attack('an attribute twice by two prefixes', 'Namespaces in XML, 6.3', 'saml_xml_malformed', {
    text: (xml) =>
      xml.replace(/ Version=["']2.0["']/, ' Version="2.0" xmlns:q="urn:q" xmlns:r="urn:q" q:x="1" r:x="2"'),
  }),
  attack('a less-than sign in an attribute', 'XML 1.0, 3.1', ['saml_xml_malformed'], {
    text: (xml) => xml.replace(/ Version=["']2.0["']/, ' Version="2.0" Consent="<"'),
  }),
  attack('a bare ampersand', 'XML 1.0, 2.4', forbidden, {
    encrypts: false,
    text: (xml) => xml.replace(/(NameID[^>]*>)/, '$1& '),
  }),
  attack('`]]>` in a text', 'XML 1.0, 2.4', 'saml_xml_malformed', {
    encrypts: false,
    text: (xml) => xml.replace(/(NameID[^>]*>)/, '$1]]>'),
  }),
  attack('a prefix without a namespace', 'Namespaces in XML, 3', 'saml_xml_malformed', {
    encrypts: false,
    text: (xml) => xml.replace(/(<[\w:]*Subject>)/, '<zz:x/>$1'),
  }),
  attack('a character that XML does not have, by number', 'XML 1.0, 2.2', 'saml_xml_malformed', {
    encrypts: false,
    text: (xml) => xml.replace(/(NameID[^>]*>)/, '$1&#1;'),
  }),
  attack('a zero character by number', 'measured: xmldom accepts it', 'saml_xml_malformed', {
    encrypts: false,
    text: (xml) => xml.replace(/(NameID[^>]*>)/, '$1&#0;'),
  }),
  attack('half of a surrogate pair by number', 'XML 1.0, 2.2', 'saml_xml_malformed', {
    encrypts: false,
    text: (xml) => xml.replace(/(NameID[^>]*>)/, '$1&#xD800;'),
  }),
  attack('nothing but a declaration', 'XML 1.0, 2.1', ['saml_xml_malformed', 'saml_encoding_invalid'], {
    text: () => '<?xml version="1.0"?>',
  }),
  attack('an empty root of another name', 'CVE-2022-39299', 'saml_structure_invalid', {
    text: () => `<x xmlns="${ns.protocol}"/>`,
  }),
  attack('a text in place of XML', 'XML 1.0, 2.1', 'saml_xml_malformed', { text: () => 'hello' }),
  attack('JSON in place of XML', 'XML 1.0, 2.1', 'saml_xml_malformed', { text: () => '{"sub":"ada"}' }),
  attack('an Issuer with an element in it', 'saml-core 2.2.5', 'saml_structure_invalid', {
    encrypts: false,
    unsigned: (root) => edit(root, 'Issuer', (node) => withChildren(node, ...node.children, find(root, 'StatusCode'))),
  }),
  attack('a NameID with an element in it', 'saml-core 2.2.2', 'saml_structure_invalid', {
    encrypts: false,
    unsigned: (root) => edit(root, 'NameID', (node) => withChildren(node, evil, find(root, 'StatusCode'))),
  }),
]

// `inside` puts a text at the end, where a reader of the first text would miss it.
export const truncated: readonly Attack[] = (['NameID', 'AttributeValue'] as const).map((place) =>
  attack(`a comment and more text at the end of ${place}`, comments, forbidden, inside(place, '<!-- -->.evil.example')),
)
