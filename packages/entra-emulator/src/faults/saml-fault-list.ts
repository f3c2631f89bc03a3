/** Every fault of SAML with a sentence about it. README.md names all of them, and a test compares. */
export const samlFaultList = {
  'saml-wrong-audience': 'Assertions are for another application.',
  'saml-wrong-destination': 'Responses name another URL as their Destination, and are sent to the right one.',
  'saml-wrong-recipient': 'Assertions name another URL as their Recipient.',
  'saml-wrong-issuer': 'Responses and assertions have the issuer of a tenant that does not exist.',
  'saml-expired': 'Assertions expired an hour ago, as if the emulator’s clock were 2 hours behind.',
  'saml-not-yet-valid': 'Assertions become valid in an hour, as if the emulator’s clock were 65 minutes ahead.',
  'saml-foreign-certificate': 'Signed with a certificate that no metadata has.',
  'saml-unsigned': 'Neither the response nor the assertion is signed.',
  'saml-bad-signature': 'One character of each signature is wrong.',
  'saml-sha1': 'Signed with RSA-SHA1, whatever the application has chosen.',
  'saml-signature-wrapping': 'A forged assertion is in front of the signed one.',
  'saml-replay': 'The assertion has the ID of the last one for this application, if there was one.',
  'saml-missing-in-response-to': 'Nothing says which request is answered, as when nobody asked.',
  'saml-wrong-in-response-to': 'Another request is answered than the one that was sent.',
  'saml-doctype': 'The response has a document type with an entity.',
  'saml-name-id-comment': 'The Name ID has a comment inside, which some readers take for its end.',
  'saml-duplicate-attribute': 'The attribute with the email comes twice, with different values.',
  'saml-group-overage': 'Assertions have the pointer for more than 150 groups instead of groups.',
  'saml-gcm': 'Assertions are encrypted with AES-256-GCM instead of AES-256-CBC, if they are encrypted.',
  'saml-status-error': 'The response has a status error with an AADSTS number (50000) instead of an assertion.',
} as const satisfies Readonly<Record<string, string>>

export type SamlFaultName = keyof typeof samlFaultList

export const samlFaultNames: readonly SamlFaultName[] = Object.keys(samlFaultList).filter(isSamlFaultName)

export function isSamlFaultName(name: unknown): name is SamlFaultName {
  return typeof name === 'string' && Object.hasOwn(samlFaultList, name)
}
