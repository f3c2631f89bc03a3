import { expect, it } from 'vitest'
import { SignedXml } from 'xml-crypto'
import { keys } from '../../test/saml/keys.ts'
import { authnRequest } from './authn-request.ts'
import { xmlLibrary } from './library.ts'
import { postValue, signed } from './post-binding.ts'
import { signatureOf, verifySignature } from './signature.ts'
import { withDocument } from './tree.ts'

const xml = authnRequest({
  id: '_1',
  issued_at: 0,
  issuer: 'https://sso.example/metadata?a=1&b=<2>',
  destination: 'https://idp.example/sso',
  acs: 'https://sso.example/acs',
  force_authn: true,
  name_id_format: null,
  authn_contexts: [],
})
const key = {
  private_key: keys.idp.key.export({ format: 'pem', type: 'pkcs8' }).toString(),
  certificate: keys.idp.certificate,
}
const trusted = (certificate: string) => ({
  certificates: [certificate],
  enforce_certificate_expiry: false,
  sha1_until: null,
  now: 0,
})

it('signs a request so that our own profile and xml-crypto verify it', async () => {
  const written = await signed(xml, key)
  const library = await xmlLibrary()
  const verify = (certificate: string) =>
    withDocument(library, written, (document) => {
      const signature = signatureOf(document.root)
      if (!signature) throw new Error('no signature')
      return verifySignature(document, document.root, signature, trusted(certificate)).verified_xml
    })
  expect(verify(keys.idp.certificate)).toContain('ForceAuthn="true"')
  expect(() => verify(keys.attacker.certificate)).toThrow('No certificate of the connection fits')

  const other = new SignedXml({ publicCert: keys.idp.certificate })
  other.loadSignature(/<ds:Signature.*<\/ds:Signature>/s.exec(written)?.[0] ?? '')
  expect(other.checkSignature(written)).toBe(true)
})

it('puts the signature after the Issuer, and posts base64', async () => {
  const written = await signed(xml, key)
  expect(written).toMatch(/<\/saml:Issuer><ds:Signature /)
  expect(Buffer.from(postValue(written), 'base64').toString()).toBe(written)
})
