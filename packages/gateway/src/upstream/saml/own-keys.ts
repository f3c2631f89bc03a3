/** Our certificates of a connection: one signs, all decrypt. */
import { createPrivateKey, type KeyObject } from 'node:crypto'
import { Failure } from '@gatehouse-sso/core/failure'
import type { ClientCertificate, HeldCredential } from '../../domain/ports/upstream-credential.ts'

/** The active certificate, else the first one that has not expired. */
export function certificateIfAny(credentials: Iterable<HeldCredential>, now: number): ClientCertificate | null {
  let first: ClientCertificate | null = null
  for (const { active, credential } of credentials) {
    if (credential.type !== 'certificate' || credential.not_after <= now) continue
    if (active) return credential
    first ??= credential
  }
  return first
}

/** @throws Failure credential_missing */
export function signingCertificateOf(credentials: Iterable<HeldCredential>, now: number): ClientCertificate {
  const certificate = certificateIfAny(credentials, now)
  if (certificate === null) throw new Failure('credential_missing')
  return certificate
}

/** @throws Failure credential_missing */
export function signingKeyOf(credentials: Iterable<HeldCredential>, now: number): KeyObject {
  return createPrivateKey(signingCertificateOf(credentials, now).private_key)
}

/** PKCS #8 in PEM, the active one first. An expired one still decrypts. */
export function decryptionKeysOf(credentials: Iterable<HeldCredential>): readonly string[] {
  return sorted(credentials).map(({ private_key }) => private_key)
}

/** The certificates in PEM, the active one first, for our metadata. */
export function ownCertificatesOf(credentials: Iterable<HeldCredential>): readonly string[] {
  return sorted(credentials).map(({ certificate }) => certificate)
}

function sorted(credentials: Iterable<HeldCredential>): readonly ClientCertificate[] {
  return [...credentials]
    .toSorted((a, b) => Number(b.active) - Number(a.active))
    .flatMap(({ credential }) => (credential.type === 'certificate' ? [credential] : []))
}
