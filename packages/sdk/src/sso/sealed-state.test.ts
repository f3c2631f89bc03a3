import { expect, it } from 'vitest'
import { type BegunSignIn, type SealOwner, signInLifetimeMs, stateSeal } from './sealed-state.ts'
import { SignInError } from './sign-in-error.ts'

const owner: SealOwner = {
  issuer: 'https://sso.example',
  client_id: 'app_1',
  client_secret: 'a-secret-of-the-application',
}
const clock = { now: Date.UTC(2026, 10, 26) }
const now = (): number => clock.now
const begun: BegunSignIn = {
  ...{ state: 's'.repeat(43), nonce: 'n'.repeat(43), code_verifier: 'v'.repeat(43) },
  ...{ redirect_uri: 'https://app.example/callback', app_state: '/orders?page=2', expires_at: now() + 1000 },
}
const sealed = await stateSeal(owner, now).seal(begun)
const changed = (at: number): string => `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`

it('opens in another process of the same application', async () => {
  expect(await stateSeal({ ...owner }, now).open(sealed)).toEqual(begun)
})

it('shows nothing, and never seals to the same text twice', async () => {
  expect(atob(sealed.replaceAll('-', '+').replaceAll('_', '/'))).not.toMatch(/sss|nnn|vvv|app\.example|orders/)
  expect(await stateSeal(owner, now).seal(begun)).not.toBe(sealed)
})

const wrong: { name: string; value: string | null | undefined; by?: Partial<SealOwner>; at?: number; code: string }[] =
  [
    { name: 'no cookie', value: undefined, code: 'sealed_state_missing' },
    { name: 'an empty cookie', value: '', code: 'sealed_state_missing' },
    { name: 'a text of another form', value: 'a=b; c', code: 'sealed_state_unreadable' },
    { name: 'a text that is too short', value: 'AAAA', code: 'sealed_state_unreadable' },
    { name: 'a text that is too long', value: 'A'.repeat(4000), code: 'sealed_state_unreadable' },
    { name: 'a changed first letter', value: changed(0), code: 'sealed_state_unreadable' },
    { name: 'a changed letter in the middle', value: changed(100), code: 'sealed_state_unreadable' },
    { name: 'another client secret', value: sealed, by: { client_secret: 'another' }, code: 'sealed_state_unreadable' },
    { name: 'another application', value: sealed, by: { client_id: 'app_2' }, code: 'sealed_state_unreadable' },
    { name: 'another issuer', value: sealed, by: { issuer: 'https://b' }, code: 'sealed_state_unreadable' },
    { name: 'its end', value: sealed, at: begun.expires_at, code: 'sealed_state_expired' },
  ]

it.each(wrong)('does not open with $name', async ({ value, by = {}, at = clock.now, code }) => {
  const error: unknown = await stateSeal({ ...owner, ...by }, () => at)
    .open(value)
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(SignInError)
  expect(error).toMatchObject({ code, hint: expect.stringMatching(/\w\.$/) })
})

it('refuses a state that no cookie has room for', async () => {
  await expect(stateSeal(owner, now).seal({ ...begun, app_state: 'x'.repeat(3000) })).rejects.toThrow(
    'too long for a cookie',
  )
  expect(signInLifetimeMs).toBe(20 * 60_000)
})
