import { verify, X509Certificate } from 'node:crypto'
import { SignedXml } from 'xml-crypto'
import type { SamlSettings } from '../directory/saml.ts'
import { EntraError } from '../errors/entra-error.ts'
import type { ReceivedMessage } from './bindings.ts'
import { namespaces, signatureAlgorithm } from './names.ts'
import { attributeOf, childOf } from './read-xml.ts'

const hashOf: Readonly<Record<string, 'sha256' | 'sha1'>> = {
  [signatureAlgorithm.sha256]: 'sha256',
  [signatureAlgorithm.sha1]: 'sha1',
}

/** The value of a parameter as it was sent, still encoded, because the signature is over these characters. */
function rawParameter(query: string, name: string): string | undefined {
  const pair = query.split('&').find((one) => one.startsWith(`${name}=`))
  return pair?.slice(name.length + 1)
}

function decodedParameter(query: string, name: string): string {
  return new URLSearchParams(query).get(name) ?? ''
}

function isQuerySigned(
  message: ReceivedMessage,
  keys: readonly X509Certificate[],
  allowed: readonly string[],
): boolean {
  const { query, kind } = message
  const hash = hashOf[decodedParameter(query, 'SigAlg')]
  if (hash === undefined || !allowed.includes(hash)) return false
  const names = [kind === 'request' ? 'SAMLRequest' : 'SAMLResponse', 'RelayState', 'SigAlg']
  const signed = names.flatMap((name) => {
    const value = rawParameter(query, name)
    return value === undefined ? [] : [`${name}=${value}`]
  })
  const signature = Buffer.from(decodedParameter(query, 'Signature'), 'base64')
  return keys.some(({ publicKey }) => verify(hash, Buffer.from(signed.join('&')), publicKey, signature))
}

function isXmlSigned(
  message: ReceivedMessage,
  root: Element,
  keys: readonly X509Certificate[],
  allowed: readonly string[],
): boolean {
  const signature = childOf(root, namespaces.signature, 'Signature')
  const id = attributeOf(root, 'ID')
  return keys.some((certificate) => {
    const signed = new SignedXml({ publicCert: certificate.toString(), getCertFromKeyInfo: () => null })
    try {
      signed.loadSignature(signature as Node)
      const [reference, ...others] = signed.getReferences()
      const hash = hashOf[signed.signatureAlgorithm ?? '']
      const isWhole = others.length === 0 && (reference?.uri === `#${id}` || reference?.uri === '')
      return isWhole && hash !== undefined && allowed.includes(hash) && signed.checkSignature(message.xml)
    } catch {
      return false // xml-crypto throws for a wrong digest, and for an algorithm that it does not know
    }
  })
}

/**
 * Checks the signature of a message with the verification certificates of the application. Without certificates Entra
 * ignores every signature. With them it checks the signature that is there, and demands one if the application requires it.
 * @throws EntraError 76021, 50006
 */
export function checkRequestSignature(message: ReceivedMessage, root: Element, saml: SamlSettings): void {
  const { verificationCertificates, requireVerificationCertificates, allowSha1Requests } = saml
  const isSigned =
    message.binding === 'redirect'
      ? rawParameter(message.query, 'Signature') !== undefined
      : childOf(root, namespaces.signature, 'Signature') !== undefined
  if (!isSigned) {
    if (requireVerificationCertificates) throw new EntraError(76021)
    return
  }
  if (verificationCertificates.length === 0) {
    if (requireVerificationCertificates) throw new EntraError(50006)
    return
  }
  const keys = verificationCertificates.map(({ key }) => new X509Certificate(Buffer.from(key, 'base64')))
  const allowed = allowSha1Requests ? ['sha256', 'sha1'] : ['sha256']
  const isRight =
    message.binding === 'redirect' ? isQuerySigned(message, keys, allowed) : isXmlSigned(message, root, keys, allowed)
  if (!isRight) throw new EntraError(50006)
}
