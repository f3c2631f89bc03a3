import { guidFromName } from '../identifier.ts'
import { FixtureError, openReader } from './reader.ts'

/** A federated identity credential, with the names of Microsoft Graph: another issuer's tokens stand for a secret. */
export interface FederatedIdentityCredential {
  readonly id: string
  readonly name: string
  readonly issuer: string
  readonly subject: string
  /** Exactly one. */
  readonly audiences: readonly string[]
  readonly description: string | null
}

/** As written in a fixture. */
export type FederatedIdentityCredentialFixture = Pick<
  FederatedIdentityCredential,
  'name' | 'issuer' | 'subject' | 'audiences'
> &
  Partial<FederatedIdentityCredential>

const limit = 20
const longest = 600

/** @param owner application ID, of which the default `id` is made */
function readOne(value: unknown, path: string, owner: string): FederatedIdentityCredential {
  const reader = openReader(value, path)
  const name = reader.text('name')
  const text = (member: string): string => {
    const found = reader.text(member)
    if (found.length <= longest && found.trim() === found) return found
    throw new FixtureError(reader.at(member), `must have at most ${longest} characters, and no blank at an end`)
  }
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{2,119}$/.test(name)) {
    throw new FixtureError(reader.at('name'), 'must be 3 to 120 of A-Z, a-z, 0-9, - and _')
  }
  const credential: FederatedIdentityCredential = {
    id: reader.guidOr('id', () => guidFromName('federated', owner, name)),
    name,
    issuer: text('issuer'),
    subject: text('subject'),
    audiences: reader.texts('audiences'),
    description: reader.textOrNull('description'),
  }
  if (!URL.canParse(credential.issuer)) throw new FixtureError(reader.at('issuer'), 'must be an address')
  if (credential.audiences.length !== 1) throw new FixtureError(reader.at('audiences'), 'must have exactly one entry')
  reader.close()
  return credential
}

/** @throws FixtureError for more than 20, and for two with one name, or one issuer and subject */
export function readFederatedCredentials(
  list: (read: (value: unknown, path: string) => FederatedIdentityCredential) => readonly FederatedIdentityCredential[],
  path: string,
  owner: string,
): readonly FederatedIdentityCredential[] {
  const all = list((value, place) => readOne(value, place, owner))
  if (all.length > limit) throw new FixtureError(path, `must have at most ${limit} entries, has ${all.length}`)
  const keys = [({ name }: FederatedIdentityCredential) => name, pairOf]
  for (const [index, one] of all.entries()) {
    const double = all.slice(0, index).some((other) => keys.some((key) => key(other) === key(one)))
    if (double) throw new FixtureError(`${path}[${index}]`, 'has the name, or the issuer and subject, of another')
  }
  return all
}

const pairOf = ({ issuer, subject }: FederatedIdentityCredential): string => JSON.stringify([issuer, subject])
