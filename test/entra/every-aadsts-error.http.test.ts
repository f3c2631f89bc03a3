/**
 * Every AADSTS number that the emulator can provoke, at every place: none is shown as unknown. Our own code depends on
 * the OAuth error alone, because Microsoft may change the numbers.
 */
import type { FailureCode } from '@gatehouse-sso/core/failures'
import { type ErrorPlace, placesOf, provocableCodes } from 'entra-emulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unknownHint } from '../../packages/gateway/src/providers/entra-hints/index.ts'
import { type BadDay, startBadDay, type Tenant } from './bad-day.ts'

interface Known {
  readonly error: string
  readonly suberror?: string
  readonly text: string
}

let day: BadDay
let tenant: Tenant
let known: ReadonlyMap<number, Known>
beforeAll(async () => {
  day = await startBadDay()
  tenant = await day.connect()
  const { errors } = (await day.emulator.admin('GET', '/faults')) as { errors: (Known & { code: number })[] }
  known = new Map(errors.map((row) => [row.code, row]))
})
afterAll(() => day?.close())

/** The OAuth errors of /token with a code of ours. All others are `upstream_refused`. */
const atToken: Readonly<Record<string, FailureCode>> = {
  invalid_client: 'upstream_client_refused',
  unauthorized_client: 'upstream_client_refused',
  invalid_grant: 'upstream_code_refused',
  server_error: 'upstream_error',
  temporarily_unavailable: 'upstream_error',
}
const atRedirect: Readonly<Record<string, FailureCode>> = {
  server_error: 'upstream_error',
  temporarily_unavailable: 'upstream_error',
}

async function expectExplained(code: number, text: string): Promise<void> {
  const { codes, hints } = await day.harness.client.connections.explain(tenant.connection.id, { text })
  expect(codes).toEqual([`AADSTS${code}`])
  expectHint(code, hints)
}

function expectHint(code: number, hints: readonly { readonly cause: string }[] | undefined): void {
  expect(hints).toMatchObject([
    {
      code: `AADSTS${code}`,
      who: expect.stringMatching(/^(person|administrator|developer|operator)$/),
      cause: expect.stringMatching(/^[A-Z].{10,}\.$/),
      what: expect.stringMatching(/^[A-Z].{10,}\.$/),
      where: expect.stringMatching(/.{8}/),
      message: expect.stringContaining(`AADSTS${code}`),
    },
  ])
  expect(hints?.[0]?.cause).not.toBe(unknownHint.cause)
}

/** Entra shows its page. The gateway hears nothing, and explains the text when somebody pastes it. */
async function shown(code: number, at: ErrorPlace): Promise<void> {
  await tenant.switchOn({ name: 'error', code, at, times: 1 })
  const { page } = await tenant.signIn()
  expect(page?.aadsts).toBe(code)
  await expectExplained(code, String(page?.message))
}

/** The gateway receives the error and stores it. */
async function received(
  code: number,
  at: ErrorPlace,
  codes: Readonly<Record<string, FailureCode>>,
  on = tenant,
): Promise<void> {
  if (on === tenant) await tenant.switchOn({ name: 'error', code, at, times: 1 })
  const { record } = await on.signIn()
  const { error = '', text = '' } = known.get(code) ?? {}
  // A person who declined was not refused.
  const ours = code === 65004 ? 'upstream_cancelled' : (codes[error] ?? 'upstream_refused')
  expect(record).toMatchObject({ state: 'failed', error_code: ours, error: { code: ours } })
  const { upstream, hints } = record?.error ?? {}
  expect(upstream).toMatchObject({ codes: [`AADSTS${code}`], trace_id: expect.any(String) })
  expect(upstream?.description).toContain(text.split('{')[0]?.trim().slice(0, 40))
  expectHint(code, hints)
  const { data } = await day.harness.client.signIns.list({ correlation_id: String(upstream?.correlation_id) })
  expect(data).toMatchObject([{ id: record?.id }])
}

/** A session is asked about again. Whether it ends depends on the OAuth error and on `suberror`. */
async function rechecked(code: number): Promise<void> {
  const { error, suberror } = known.get(code) ?? {}
  const isRefusal = error === 'invalid_grant' && suberror === undefined
  const answer = await tenant.recheck({ name: 'error', code, at: 'refresh', times: 1 })
  expect(answer.code).toBe(isRefusal ? 'recheck_refused' : 'recheck_sign_in_needed')
  const { upstream, hints } = answer.record.error ?? {}
  expect(upstream).toMatchObject({ error, codes: [`AADSTS${code}`], trace_id: expect.any(String) })
  expectHint(code, hints)
}

/** No sign-in of the gateway comes here. Its administrator reads the number elsewhere, and pastes it. */
const pasted = (code: number): Promise<void> => expectExplained(code, `AADSTS${code}: ${known.get(code)?.text}`)

const atPlace: Readonly<Record<ErrorPlace, (code: number) => Promise<void>>> = {
  request: (code) => shown(code, 'request'),
  password: (code) => shown(code, 'password'),
  account: (code) => shown(code, 'account'),
  redirect: (code) => received(code, 'redirect', atRedirect),
  token: (code) => received(code, 'token', atToken),
  code: (code) => received(code, 'code', atToken),
  refresh: rechecked,
  device: pasted,
  // The sign-ins here use OpenID Connect.
  saml: pasted,
  saml_response: pasted,
  saml_logout: pasted,
  discovery: async (code) => {
    // The document is cached, so only a new tenant sees the error.
    const fresh = await day.connect({ name: 'error', code, at: 'discovery' })
    const answers = { [String(known.get(code)?.error)]: 'discovery_unusable' } as const
    await received(code, 'discovery', answers, fresh)
  },
}

describe('an AADSTS error', () => {
  it('can be one of at least sixty', () => expect(provocableCodes.length).toBeGreaterThanOrEqual(60))

  const all = provocableCodes.flatMap((code) => placesOf(code).map((at) => ({ code, at })))
  it.each(all)('$code at $at is stored and explained', ({ code, at }) => atPlace[at](code))
})
