import { createPrivateKey, type KeyObject } from 'node:crypto'
import { selfSigned } from './certificate.ts'
import { rsaKey } from './rsa-primes.ts'

export interface SigningKey {
  readonly key: KeyObject
  /** PEM. */
  readonly certificate: string
}

const from = Date.UTC(2025, 0, 1)
const until = Date.UTC(2030, 0, 1)

function withCertificate(key: KeyObject, name: string, valid_until = until): SigningKey {
  return { key, certificate: selfSigned(key, name, from, valid_until) }
}

const idp = rsaKey(
  '9mLjYpbu3ja44-jU6avyko3dmUMp1yJZDohY-4J8SBLC2-9T0Y0l8hoF89svYlCNvPqoqHXnRPe1mMeuY0v8lGlyNI0Bc2ngmXeBJDmVieNISfxrAGWFoF1Xe5Sb__7_j2gZUPObdQTl6LMuXzo7uqelHTnbyAMLnXjyIBmDW_k',
  'xuV0OemyRdz2e-p1vG9bsBYYdSvPHKSgILfm5YBoEuuYVgTn76jM1xYgtdQH4aGUn4wo-Ub5awZ0wOMoPMqkgwL5X6BPKUbl2MANs5Ycwi4yspTVBBowkNfWQ6eIQ4nPj3VjhqM1Ig5RiIOYS3YqOjn8NY8B0Kx3WJXSCvuiQnc',
)
const other = rsaKey(
  '-3dr_L3xyKJrZ4PXzqr7YdRXFdsjqEuXRHK2e3h0gOAa4h8sjVclwpTqvE6n5GNIRzAly_Abj0AOvpI1H69MsPbwkKpfC-ukRV4mYZHy0u3aFngMJ4by6TXFselJnD-zrZ2PGm1Vi7TAWgYBysSmEbw0lI-5UoHA1W9eQem-s1U',
  '0WlNytNCae_8Si0faTvLmDP78gr8mtE4IDKg1juwk1e7FmOak7tj9cwlEoSZWKGoTx4LrnuUDyqisqcYZNsb6zC7lnzdPND9Vvwmh3B8xc8tVUkYa3kE5B5A1N9Pzt0kAs0plwvAHz0CiR3RSGV10Iau06GBeDOX87o9CnIk84M',
)
const small = rsaKey(
  '6ELZhHgUxIfeePQtRCqDTc9P6gbhA5yPRp90zAXvmSAeLWI5twOFEWmrppRhhpmf2ZhFpmqMIK1n8BKdB73PNw',
  '2u7fm1DqGaC0U1Lp6brIEs5jvMLGB0hqWWrXHg0ej6Iq8SvJtIPRiZBU9X9sQ9ipKi958grTX3SvbBQmQXzzAQ',
)
const p256 = createPrivateKey({
  format: 'jwk',
  key: {
    kty: 'EC',
    crv: 'P-256',
    x: 'DQixGXAsQp0g-LzzPPb-mjK63U-qrygxzP7D39HzHpU',
    y: '0sqk4i3JYJX44TOw3_ko7STwSMHS_oRpnPjLUdvD0DM',
    d: '1yAM1DSsTARHxd8tHT8b5hvdUVorfIGMl2jyt8jwlpM',
  },
})
const p384 = createPrivateKey({
  format: 'jwk',
  key: {
    kty: 'EC',
    crv: 'P-384',
    x: 'U-xU6Dk1OahNwH7qWpcU6FqvGkM91CpXxNF4YogWsGBWDxk5lUR8z7_36rRnkNgF',
    y: 'uYjuLewQgXpwzVDQTA9kPdJeCHE_PaGMwRiUKKjv9wbJEJVZCzDBB8KBED3DiIRO',
    d: 'i_g4O5-5NPbnp1a_k8E8GxmDIZgMzSrRtCapZ23kUcPqoTvzB-bSE3i98-q-W_Wx',
  },
})

/** The keys of the corpus. They protect nothing, and stand here so that every run signs the same bytes. */
export const keys = {
  idp: withCertificate(idp, 'Identity provider'),
  /** The same key in a certificate that has ended. */
  expired: withCertificate(idp, 'Identity provider, the year before', Date.UTC(2026, 0, 1)),
  /** The same key in a certificate that has not begun. */
  future: { key: idp, certificate: selfSigned(idp, 'Identity provider, the year after', Date.UTC(2029, 0, 1), until) },
  attacker: withCertificate(other, 'Identity provider'),
  small: withCertificate(small, 'Identity provider, RSA 1024'),
  p256: withCertificate(p256, 'Identity provider, P-256'),
  p384: withCertificate(p384, 'Identity provider, P-384'),
} satisfies Record<string, SigningKey>

/** Our key for encrypted assertions. */
export const decryptionKey: KeyObject = rsaKey(
  '8TMOHtBZvPFuGPPEFAEZd_twGFRIASg-ikJKLUFvBvAy76ZUSL51MqRfSwnJAWqcY5FQkcz7uqFDYXluN1TrZQ5bdCPa0TXV-ZutdLwPu6oN83K_hvSj43e_f_CJqXNC36oeHgjo8BI7mk61Y9bHtUuJjwYSipmVYIf7pAD045s',
  '6lJjVMdruNAPRqFstlqGz5rmOh6ICoq44OROfAuEFkCu9RP2Uz1NYxDmpThjZjCj2v_5lHI-Q14mAvK-H2z997JP_ShpLQgxPwokk14_XBb2BwWGlrziu299UhvzQVeFL57NOahEDxsZ9u7ewX-EU2K_JXnykthnDBID6sXr7Qc',
)
export const decryptionCertificate: string = selfSigned(decryptionKey, 'Service provider', from, until)
