import type { SamlSettings } from '../directory/saml.ts'
import { type SamlSigningCertificate, signingCertificate } from '../directory/saml-certificate.ts'
import type { Emulation } from '../emulation.ts'
import type { SigningKey } from '../keys/signing-key.ts'

/** The subject of every certificate that Entra makes for an application. */
const subject = 'CN=Microsoft Azure Federated SSO Certificate'

export function keyOfCertificate(
  { certificate_keys }: Pick<Emulation, 'certificate_keys'>,
  { keyId, startDateTime, endDateTime }: SamlSigningCertificate,
): Promise<SigningKey> {
  return certificate_keys.keyOf({
    id: keyId,
    subject,
    not_before: new Date(startDateTime),
    not_after: new Date(endDateTime),
  })
}

/** All certificates of an application, base64 of the DER. The one that signs now is the first. */
export async function publishedCertificates(emulation: Emulation, saml: SamlSettings): Promise<readonly string[]> {
  const first = signingCertificate(saml.signingCertificates, emulation.clock.now())
  const others = saml.signingCertificates.filter(({ keyId }) => keyId !== first?.keyId)
  const keys = await Promise.all([...(first ? [first] : []), ...others].map((one) => keyOfCertificate(emulation, one)))
  return keys.map(({ certificate }) => certificate)
}
