import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { type Entropy, guidFromName } from '../identifier.ts'
import { openReader } from './reader.ts'

/** A client secret of an app registration, in Microsoft Graph's names. `secretText` is the portal's column "Value". */
export interface PasswordCredential {
  readonly keyId: string
  readonly displayName: string | null
  readonly secretText: string
  readonly startDateTime: string
  readonly endDateTime: string
}

/** A secret as written in a fixture: what is missing is generated, the value with fresh random characters. */
export type PasswordCredentialFixture = Partial<PasswordCredential>

const daysUntilExpiry = 180

/**
 * A client secret as Entra makes them: 40 characters, three, a digit, `Q~`, then 34.
 * @param entropy where the random bytes come from
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
  const startDateTime = reader.instantOr('startDateTime', new Date(made.now).toISOString())
  const end = Date.parse(startDateTime) + daysUntilExpiry * 86_400_000
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
  // In constant time, because this is a secret even where only a test asks; hashed first to have equal lengths.
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

/** What Entra makes of a presented secret. Its Secret ID, which people paste by mistake, is just a wrong value. */
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
