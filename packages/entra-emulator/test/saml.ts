import { SignedXml } from 'xml-crypto'

/** Whether the one signature below the element with this ID is right by the certificate, and covers that element. */
export function isSigned(document: string, id: string, certificate: string): boolean {
  const signature = signatureIn(document, id)
  if (signature === undefined) return false
  const verifier = new SignedXml({ publicCert: pem(certificate), getCertFromKeyInfo: () => null })
  verifier.loadSignature(signature)
  const [reference, ...others] = verifier.getReferences()
  if (others.length > 0 || reference?.uri !== `#${id}`) return false
  try {
    return verifier.checkSignature(document)
  } catch {
    return false
  }
}

export function pem(certificate: string): string {
  return `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----`
}

/** The markup of the signature that names this ID. */
export function signatureIn(document: string, id: string): string | undefined {
  const all = document.match(/<(\w+:)?Signature\b.*?<\/(\w+:)?Signature>/gs) ?? []
  return all.find((one) => one.includes(`URI="#${id}"`))
}

/** The values of an attribute or the texts of an element, by a pattern with one group. */
export function allOf(document: string, pattern: RegExp): string[] {
  return [...document.matchAll(new RegExp(pattern, `${pattern.flags.replace('g', '')}g`))].map(
    (match) => match[1] ?? '',
  )
}
