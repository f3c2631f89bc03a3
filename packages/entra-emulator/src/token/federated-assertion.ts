/**
 * A client assertion of another issuer, for which the application has a federated identity credential:
 *
 *   issuer -> subject -> audience, each case-sensitive -> keys of that issuer -> RS256 signature -> times
 */
import { verify } from 'node:crypto'
import type { Application } from '../directory/application.ts'
import type { FederatedIdentityCredential } from '../directory/federated-credential.ts'
import { EntraError } from '../errors/entra-error.ts'
import { type DecodedAssertion, isInTime } from './decoded-assertion.ts'
import type { IssuerKeys } from './issuer-keys.ts'

/** Whether the assertion is one of another issuer: it names neither a certificate nor the application as its issuer. */
export function isFederated({ appId }: Application, { header, claims }: DecodedAssertion): boolean {
  return (
    header['x5t#S256'] === undefined && header.x5t === undefined && claims.iss !== undefined && claims.iss !== appId
  )
}

type Read = (credential: FederatedIdentityCredential) => string

const steps = [
  { what: 'issuer', code: 700211, read: (credential) => credential.issuer },
  { what: 'subject', code: 700213, read: (credential) => credential.subject },
  { what: 'audience', code: 700212, read: (credential) => credential.audiences[0] ?? '' },
] as const satisfies readonly { what: string; code: number; read: Read }[]

/**
 * @param now milliseconds since 1970
 * @throws EntraError 70021, 700211, 700212, 700213, 7002138, 90061, 7000274, 700024
 */
export async function checkFederatedAssertion(
  { federatedIdentityCredentials: all }: Application,
  decoded: DecodedAssertion,
  keys: IssuerKeys,
  now: number,
): Promise<void> {
  const { header, claims } = decoded
  const audiences = [claims.aud ?? []].flat()
  const presented = {
    issuer: claims.iss ?? '',
    subject: claims.sub ?? '',
    audience: audiences.length === 1 ? String(audiences[0]) : '',
  }
  if (all.length === 0) throw new EntraError(70021, presented)
  let left: readonly FederatedIdentityCredential[] = all
  for (const { what, code, read } of steps) {
    const value = presented[what]
    const matching = left.filter((credential) => read(credential) === value)
    if (matching.length === 0) {
      const lower = value.toLowerCase()
      const isCase = left.some((credential) => read(credential).toLowerCase() === lower)
      throw isCase ? new EntraError(7002138, { what, value }) : new EntraError(code, presented)
    }
    left = matching
  }
  const key = header.alg === 'RS256' ? await keys.find(presented.issuer, String(header.kid)) : undefined
  const [head, payload, signature = ''] = decoded.text.split('.')
  const isSigned =
    key !== undefined && verify('sha256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url'))
  if (!isSigned) throw new EntraError(7000274)
  if (!isInTime(claims, now / 1000)) throw new EntraError(700024, { now: new Date(now).toISOString() })
}
