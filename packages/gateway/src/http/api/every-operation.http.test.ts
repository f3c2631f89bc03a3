/** The rules of every conditional operation and of every POST. They cover the next operation when it is declared. */
import { formatId, type IdPrefix, prefixOf } from '@gatehouse-sso/core/ids'
import { operations } from '@gatehouse-sso/sdk/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiAnswer, api } from '../../../test/api.ts'
import { databases, type Harness, startHarness } from '../../../test/harness.ts'
import { takeTour, type Visit } from '../../../test/tour.ts'

const anyId = /[a-z]+_[0-7][0-9a-hjkmnp-tv-z]{25}/g
/** The same route about another thing of the same kind. */
const otherIds = (route: string) =>
  route.replace(anyId, (id) =>
    formatId((prefixOf(id) ?? 'org') as IdPrefix, crypto.getRandomValues(new Uint8Array(16))),
  )

/** The same body with one member changed to another value that is allowed. */
function otherBody(body: Readonly<Record<string, unknown>>): object {
  const text = ['name', 'email', 'domain', 'client_secret', 'idp_id', 'text', 'access_token'].find(
    (name) => typeof body[name] === 'string',
  )
  if (text !== undefined) return { ...body, [text]: `x${body[text]}` }
  if ('settings' in body) return { ...body, settings: { ...(body.settings as object), client_id: 'another' } }
  if ('expires_in_days' in body) return { ...body, expires_in_days: 60 }
  if ('user_id' in body) return { user_id: otherIds(String(body.user_id)) }
  if ('expires_in_minutes' in body) return { ...body, expires_in_minutes: 60 }
  if ('without_test' in body) return { ...body, without_test: false }
  if ('of' in body) return {}
  if ('dry_run' in body) return { ...body, dry_run: true }
  if ('overlap_seconds' in body) return { ...body, overlap_seconds: 60 }
  if ('tenant_id' in body) return { ...body, tenant_id: '9c0d1e2f-3a4b-4c5d-8e6f-708192a3b4c5' }
  if ('role' in body) return { ...body, role: 'viewer' }
  if ('alg' in body) return { ...body, alg: 'RS256' }
  throw new Error(`no member of ${JSON.stringify(body)} is known`)
}

/** Whether the operation has members in its body that a call could change. */
const hasBody = (id: string): boolean =>
  operations.some((one) => one.id === id && Object.keys(one.body?.shape ?? {}).length > 0)

const answered = ({ status, code }: ApiAnswer): readonly unknown[] => [status, code]

describe.each(databases)('on %s, every', (_, newDatabase) => {
  let harness: Harness
  let visits: readonly Visit[]
  const stale = new Map<string, readonly unknown[]>()
  beforeAll(async () => {
    harness = await startHarness({ database_url: await newDatabase() })
    let calls = 0
    visits = await takeTour(harness, async ({ operation, route, request }) => {
      if (operation.conditional) {
        const answer = await api(harness, route, { ...request, headers: { 'if-match': '"999999"' } })
        stale.set(operation.id, answered(answer))
      }
      calls += 1
      return operation.method === 'POST' ? { 'idempotency-key': `call-${calls}` } : undefined
    })
  }, 60_000)
  afterAll(() => harness.close())

  it('conditional operation with the ETag of another version is refused, and changes nothing', () => {
    // That nothing has changed is seen by the tour: the call that follows is carried out.
    const conditional = operations.filter(({ conditional }) => conditional).map(({ id }) => id)
    expect(conditional.length).toBeGreaterThan(10)
    for (const id of conditional) expect([id, stale.get(id)]).toEqual([id, [412, 'precondition_failed']])
  })

  // The sessions of the tour are over by then; setup-links.http.test.ts repeats its operations.
  const posts = operations
    .filter(({ idempotent, principals }) => idempotent && principals.some((each) => each.endsWith('_key')))
    .map(({ id }) => id)

  it.each(posts)('%s that is sent again is answered as before', async (id) => {
    const sent = visits.filter((visit) => visit.operation.id === id)
    expect(sent.length).toBeGreaterThan(0)
    for (const { operation, route, request, answer } of sent) {
      const again = await api(harness, route, request)
      if (operation.gives_secret) expect(answered(again)).toEqual([409, 'idempotency_secret_shown'])
      else expect([again.status, again.body]).toEqual([answer.status, answer.body])
    }
  })

  it.each(posts.filter(hasBody))('%s with the key of an earlier one and another body is refused', async (id) => {
    const { route, request } = visits.find(({ operation }) => operation.id === id) as Visit
    const body = otherBody(request.body as Record<string, unknown>)
    expect(answered(await api(harness, route, { ...request, body }))).toEqual([409, 'idempotency_key_reused'])
  })

  it.each(posts.filter((id) => operations.some((one) => one.id === id && one.path.includes('{'))))(
    '%s with the key of an earlier one about another thing is refused',
    async (id) => {
      const { route, request } = visits.find(({ operation }) => operation.id === id) as Visit
      expect(answered(await api(harness, otherIds(route), request))).toEqual([409, 'idempotency_key_reused'])
    },
  )
})
