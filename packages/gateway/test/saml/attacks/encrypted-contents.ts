import { encryptedAssertion } from '../encryption.ts'
import { keys } from '../keys.ts'
import { ns } from '../names.ts'
import { samlElement, signedTree } from '../sent-response.ts'
import { now } from '../values.ts'
import { append, edit, element, find, remove, withAttribute, withChildren, type XmlElement } from '../xml-tree.ts'
import { type Attack, attack, evil } from './attack.ts'

const failed = 'saml_decryption_failed'
const paper = 'How to Break XML Encryption, 2011'

/** The assertion signed, then encrypted: what a careful identity provider sends. */
const inner = { signs: 'assertion', encrypts: true } as const

const onData = (change: (data: XmlElement) => XmlElement) => (root: XmlElement) => edit(root, 'EncryptedData', change)
const cipherText = (text: string) => (root: XmlElement) =>
  edit(
    root,
    (node) => node.name.endsWith(':CipherValue') && node.children.join('').length > 400,
    (node) => withChildren(node, text),
  )

export const encryptedContents: readonly Attack[] = [
  attack('an encrypted text that is no XML', paper, failed, {
    signs: 'nothing',
    encrypts: { plaintext: () => 'hello' },
  }),
  attack('an encrypted response in place of an assertion', paper, failed, (style) => ({
    signs: 'response',
    encrypts: { plaintext: (xml) => xml.replaceAll('Assertion', 'Response') },
    values: { issuer: style.values.issuer },
  })),
  attack('an encrypted document type', 'the guards run again', failed, {
    signs: 'response',
    encrypts: { plaintext: (xml) => `<!DOCTYPE x>${xml}` },
  }),
  attack('an encrypted comment', 'the guards run again', failed, {
    signs: 'response',
    encrypts: { plaintext: (xml) => xml.replace(/(NameID[^>]*>...)/, '$1<!---->') },
  }),
  attack('an encrypted text of UTF-16', 'the guards run again', failed, {
    signs: 'response',
    encrypts: { plaintext: (xml) => Buffer.from(`\uFEFF${xml}`, 'utf16le') },
  }),
  attack('two encrypted assertions in one', 'one is enough', failed, {
    signs: 'response',
    encrypts: { plaintext: (xml) => xml + xml },
  }),
  attack('2,000 encrypted levels', 'the guards run again', failed, {
    signs: 'response',
    encrypts: { plaintext: () => '<x>'.repeat(2_000) },
  }),
  attack('an encrypted assertion that was changed after signing', 'XML Signature 3.2', failed, {
    signs: 'assertion',
    encrypts: { plaintext: (xml) => xml.replace(/(NameID[^>]*>)/, '$1x') },
  }),
  attack('an encrypted assertion signed with the key of somebody else', 'Casdoor CVE-2026-9090', failed, {
    signs: 'assertion',
    signing: { signer: keys.attacker },
    encrypts: true,
  }),
  attack('an encrypted assertion for another service', 'saml-core 2.5.1.4', ['saml_audience_mismatch', failed], {
    ...inner,
    values: { audience: 'https://other.example/saml' },
  }),
  attack('an encrypted assertion that has ended', 'saml-core 2.5.1.2', ['saml_expired', failed], {
    ...inner,
    values: { not_on_or_after: now - 180_000 },
  }),
  attack('an encrypted assertion of another issuer', 'node-saml gap 2', ['saml_issuer_mismatch', failed], {
    ...inner,
    unsigned: (root) =>
      edit(root, 'Assertion', (node) =>
        edit(node, 'Issuer', (issuer) => withChildren(issuer, 'https://idp.evil.example/')),
      ),
  }),
  attack('the ciphertext changed under a signed response', 'XML Signature 3.2', 'saml_signature_invalid', {
    signs: 'response',
    encrypts: true,
    changed: cipherText('AAAA'),
  }),
  attack(
    'another encrypted assertion in a signed response',
    'XML Signature 3.2',
    'saml_signature_invalid',
    (style) => ({
      signs: 'response',
      encrypts: true,
      changed: (root) =>
        edit(root, 'EncryptedAssertion', () => encryptedAssertion(style.prefix.assertion, '<x/>', style.encryption)),
    }),
  ),
  attack('an encrypted assertion beside the signed one', 'one is enough', 'saml_structure_invalid', (style) => ({
    signs: 'assertion',
    encrypts: false,
    changed: (root) => append(root, (node) => node === root, find(signedTree(style, inner), 'EncryptedAssertion')),
  })),
  attack('an encrypted assertion before the signed one', 'one is enough', 'saml_structure_invalid', (style) => ({
    signs: 'assertion',
    encrypts: false,
    changed: (root) => edit(root, 'Assertion', (node) => [find(signedTree(style, inner), 'EncryptedAssertion'), node]),
  })),
  attack('two encrypted assertions', 'one is enough', 'saml_structure_invalid', {
    ...inner,
    changed: (root) =>
      edit(root, 'EncryptedAssertion', (node) => [
        node,
        JSON.parse(JSON.stringify(node).replaceAll('"_data"', '"_data2"').replaceAll('"_key"', '"_key2"')),
      ]),
  }),
  attack(
    'a forged, unsigned assertion beside an encrypted one',
    'XSW, encrypted',
    'saml_structure_invalid',
    (style) => ({
      ...inner,
      changed: (root) =>
        append(
          root,
          (node) => node === root,
          edit(find(signedTree(style, { signs: 'nothing', encrypts: false }), 'Assertion'), 'NameID', (node) =>
            withChildren(node, evil),
          ),
        ),
    }),
  ),
  attack('an empty EncryptedAssertion', 'saml-core 2.2.4', failed, (style) => ({
    ...inner,
    changed: (root) => edit(root, 'EncryptedAssertion', () => samlElement(style, 'EncryptedAssertion')),
  })),
  attack('two EncryptedData', 'saml-core 2.2.4', [failed, 'saml_structure_invalid'], {
    ...inner,
    changed: (root) => edit(root, 'EncryptedData', (node) => [node, withAttribute(node, 'Id', '_data2')]),
  }),
  attack('two EncryptedKeys', 'saml-core 2.2.4', failed, {
    ...inner,
    changed: (root) => edit(root, 'EncryptedKey', (node) => [node, withAttribute(node, 'Id', '_key2')]),
  }),
  attack('no EncryptedKey', 'saml-core 2.2.4', failed, { ...inner, changed: (root) => remove(root, 'EncryptedKey') }),
  attack('no KeyInfo', 'saml-core 2.2.4', failed, { ...inner, changed: onData((data) => remove(data, 'KeyInfo')) }),
  attack('an EncryptedKey in the response', 'saml-core 2.2.4', 'saml_structure_invalid', {
    ...inner,
    changed: (root) =>
      append(
        remove(root, 'EncryptedKey'),
        (node) => node.name.endsWith('Response'),
        withAttribute(find(root, 'EncryptedKey'), 'xmlns:xenc', ns.encryption),
      ),
  }),
  attack('a CipherReference', 'XML Encryption 1.1, 3.3.1: SSRF', failed, {
    ...inner,
    changed: onData((data) =>
      edit(
        data,
        (node) => node.name === 'xenc:CipherData' && node === data.children.at(-1),
        (node) => withChildren(node, element('xenc:CipherReference', { URI: 'http://127.0.0.1:9/' })),
      ),
    ),
  }),
  attack('a CipherValue with an element in it', 'XML Encryption 1.1, 3.3', failed, {
    ...inner,
    changed: onData((data) =>
      edit(
        data,
        (node) => node === data.children.at(-1),
        (node) => edit(node, 'CipherValue', (text) => withChildren(text, ...text.children, element('xenc:x'))),
      ),
    ),
  }),
  attack('an OAEP label', 'XML Encryption 1.1, 5.5.2', failed, {
    ...inner,
    changed: (root) =>
      edit(root, 'EncryptedKey', (node) =>
        edit(node, 'EncryptionMethod', (method) =>
          withChildren(method, ...method.children, element('xenc:OAEPparams', {}, 'AAAA')),
        ),
      ),
  }),
]
