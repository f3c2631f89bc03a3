import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { type Entropy, guidFromName } from '../identifier.ts'
import { openReader } from './reader.ts'

/** A client secret, with the names of Microsoft Graph. `secretText` is the portal's column "Value". */
export interface PasswordCredential {
  readonly keyId: string
  readonly displayName: string | null
  readonly secretText: string
  readonly startDateTime: string
  readonly endDateTime: string
}

/** A secret as written in a fixture. Missing members are generated, the value from random characters. */
export type PasswordCredentialFixture = Partial<PasswordCredential>

const daysUntilExpiry = 180
const daysSinceBegin = 30

/**
 * Makes a client secret in Entra's form of 40 characters: three, a digit, `Q~`, then 34.
 * @param entropy the source of random bytes
 */
export function newSecretText(entropy: Entropy = randomBytes): string {
  const characters = entropy(40).toString('base64url').replaceAll('_', '~')
  return `${characters.slice(0, 3)}8Q~${characters.slice(3, 37)}`.replaceAll('-', '_')
}

export function readPasswordCredential(
  value: unknown,
  path: string,
  made: { readonly owner: string; readonly index: number; readonly now: number; readonly entropy: Entropy },
): PasswordCredential {
  const reader = openReader(value, path)
  // Begun some time ago, so that a clock that is moved back finds it valid.
  const begun = new Date(made.now - daysSinceBegin * 86_400_000).toISOString()
  const startDateTime = reader.instantOr('startDateTime', begun)
  const end = made.now + daysUntilExpiry * 86_400_000
  const credential: PasswordCredential = {
    keyId: reader.guidOr('keyId', () => guidFromName('secret', made.owner, String(made.index))),
    displayName: reader.textOrNull('displayName'),
    secretText: reader.textOrNull('secretText') ?? newSecretText(made.entropy),
    startDateTime,
    endDateTime: reader.instantOr('endDateTime', new Date(end).toISOString()),
  }
  reader.close()
  return credential
}

function sameText(a: string, b: string): boolean {
  // In constant time, because this is a secret, even in a test. Hashed first, to get equal lengths.
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

/** Judges a presented secret as Entra does. The Secret ID, which people paste by mistake, is just a wrong value. */
export function judgeSecret(
  credentials: readonly PasswordCredential[],
  presented: string,
  now: number,
): 'valid' | 'expired' | 'wrong' {
  const matching = credentials.filter((credential) => sameText(credential.secretText, presented))
  if (
    matching.some(({ startDateTime, endDateTime }) => Date.parse(startDateTime) <= now && now < Date.parse(endDateTime))
  )
    return 'valid'
  return matching.some(({ endDateTime }) => Date.parse(endDateTime) <= now) ? 'expired' : 'wrong'
}
