/**
 * `private_key_jwt`: a JWT that the client signs with the key of an uploaded certificate.
 *
 *   thumbprint in the header (`x5t#S256` or `x5t`) -> certificate -> signature -> client -> audience -> times
 *
 * PS256 and RS256. Times are those of the emulator's clock, so a moved clock refuses the assertion, and says so.
 * An assertion of another issuer is for a federated identity credential (federated-assertion.ts).
 */
import { constants, createHash, createPublicKey, verify, X509Certificate } from 'node:crypto'
import type { ProtectedHeaderParameters } from 'jose'
import type { Application } from '../directory/application.ts'
import { EntraError } from '../errors/entra-error.ts'
import { decodeAssertion, isInTime } from './decoded-assertion.ts'
import { checkFederatedAssertion, isFederated } from './federated-assertion.ts'
import type { IssuerKeys } from './issuer-keys.ts'

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

export interface PresentedAssertion {
  readonly assertion: string
  /** The parameter `client_assertion_type`. */
  readonly type: string | undefined
}

export interface AssertionContext {
  /** Milliseconds since 1970. */
  readonly now: number
  /** The audiences that the assertion may have. */
  readonly audiences: readonly string[]
  readonly issuer_keys: IssuerKeys
}

/** The uploaded certificate that the header names by a thumbprint. */
function certificateOf(application: Application, header: ProtectedHeaderParameters): X509Certificate | undefined {
  const thumbprints = [
    ['x5t#S256', 'sha256'],
    ['x5t', 'sha1'],
  ] as const
  return application.keyCredentials
    .map(({ key }) => new X509Certificate(Buffer.from(key, 'base64')))
    .find(({ raw }) =>
      thumbprints.some(([name, hash]) => header[name] === createHash(hash).update(raw).digest('base64url')),
    )
}

function isSignedBy(certificate: X509Certificate, assertion: string, algorithm: string | undefined): boolean {
  const [header = '', payload = '', signature = ''] = assertion.split('.')
  const padding = { PS256: constants.RSA_PKCS1_PSS_PADDING, RS256: constants.RSA_PKCS1_PADDING }[algorithm ?? '']
  if (padding === undefined) return false
  const key = { key: createPublicKey(certificate.publicKey.export({ type: 'spki', format: 'pem' })), padding }
  return verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))
}

/**
 * @throws EntraError 700021, 700023, 700024, 700027, 900144, 90023, 1000502, and those of `checkFederatedAssertion`
 */
export async function checkAssertion(
  application: Application,
  { assertion, type }: PresentedAssertion,
  { now, audiences, issuer_keys }: AssertionContext,
): Promise<void> {
  if (type === undefined) throw new EntraError(900144, { name: 'client_assertion_type' })
  if (type !== assertionType) throw new EntraError(90023, { name: 'client_assertion_type', value: type })
  const jwt = decodeAssertion(assertion)
  if (jwt && isFederated(application, jwt)) return checkFederatedAssertion(application, jwt, issuer_keys, now)
  const certificate = jwt && certificateOf(application, jwt.header)
  if (!jwt || !certificate || !isSignedBy(certificate, assertion, jwt.header.alg)) {
    throw new EntraError(700027, { app: application.appId })
  }
  const { iss, sub, aud } = jwt.claims
  if (iss !== application.appId || sub !== application.appId) throw new EntraError(700021)
  if (![aud ?? []].flat().some((one) => audiences.includes(one))) throw new EntraError(700023)
  const times = { now: new Date(now).toISOString() }
  if (!isInTime(jwt.claims, now / 1000)) throw new EntraError(700024, times)
  const [from, to] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)]
  if (now < from || to <= now) throw new EntraError(1000502, times)
}
