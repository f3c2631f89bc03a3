/** The claims that came beside what the application receives: a row for each attribute. */
import type { SetupTest } from '@gatehouse-sso/sdk/browser'
import { shownValue } from './claim-values.ts'

export interface ResultRow {
  readonly claim: string | null
  readonly sent: string | null
  readonly becomes: string
  readonly received: string | null
  readonly because: string | null
}

type Received = Pick<SetupTest, 'mapping' | 'receives' | 'claims' | 'groups'>

/** The attributes that the table shows, in this order, and the member of the answer that each becomes. */
const members: readonly (readonly [attribute: string, member: string])[] = [
  ['identifier', 'sub'],
  ['name', 'name'],
  ['given_name', 'given_name'],
  ['family_name', 'family_name'],
  ['email', 'email'],
  ['preferred_username', 'preferred_username'],
]

/** @param list joins several texts */
export function resultRows(test: Received, list: (items: readonly string[]) => string): readonly ResultRow[] {
  const receives = test.receives ?? {}
  const claims = { ...test.claims?.userinfo, ...test.claims?.id_token }
  const rows = members.flatMap(([attribute, member]): ResultRow[] => {
    const explained = test.mapping.find((one) => one.attribute === attribute)
    if (explained === undefined && !(member in receives)) return []
    const claim = explained?.claim ?? null
    return [
      {
        claim,
        sent: claim === null ? null : shownValue(valueAt(claims, claim) ?? explained?.value, list),
        becomes: member,
        received: shownValue(receives[member], list),
        because: explained?.note ?? null,
      },
    ]
  })
  const verified = 'email_verified' in receives ? [verifiedRow(test, claims)] : []
  const at = rows.findIndex(({ becomes }) => becomes === 'email') + 1
  return [...rows.slice(0, at), ...verified, ...rows.slice(at), roleRow(test, list)]
}

function verifiedRow(test: Received, claims: Readonly<Record<string, unknown>>): ResultRow {
  const sent = ['email_verified', 'xms_edov'].find((claim) => claim in claims)
  return {
    claim: sent ?? null,
    sent: sent === undefined ? null : String(claims[sent]),
    becomes: 'email_verified',
    received: String(test.receives?.email_verified),
    because: null,
  }
}

function roleRow(test: Received, list: (items: readonly string[]) => string): ResultRow {
  const explained = test.mapping.find(({ attribute }) => attribute === 'groups')
  const giving = test.groups.filter(({ roles }) => roles.length > 0).map(({ name, idp_id }) => name ?? idp_id)
  return {
    claim: explained?.claim ?? (test.groups.length > 0 ? 'groups' : null),
    sent: shownValue(giving, list),
    becomes: 'role',
    received: shownValue(test.receives?.role, list),
    because: null,
  }
}

/** The value at a claim path, whose parts a dot divides. A claim with a dot in its own name comes first. */
function valueAt(claims: Readonly<Record<string, unknown>>, path: string): unknown {
  if (path in claims) return claims[path]
  return path
    .split('.')
    .reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined,
      claims,
    )
}

/** Whether an identifier is an email address. An ID that only has an `@` in it is none. */
export const isAddress = (identifier: string | null): boolean =>
  identifier !== null && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(identifier)

/** How many groups of the test give no role. */
export const groupsWithoutRole = ({ groups }: Pick<SetupTest, 'groups'>): number =>
  groups.filter(({ roles }) => roles.length === 0).length

/** The name of the person who signed in, from what the application would receive. */
export function personOf(
  test: Pick<SetupTest, 'receives'> | null | undefined,
): { name: string; email: string | null } | null {
  const { name, preferred_username, email } = test?.receives ?? {}
  const shown = [name, preferred_username, email].find((one) => typeof one === 'string' && one !== '')
  if (typeof shown !== 'string') return null
  return { name: shown, email: typeof email === 'string' ? email : null }
}
