/** Runs a sign-in that must be refused, and checks what every refusal has in common. */
import type { SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'
import { expect } from 'vitest'
import { type Browser, browser, goUpstream, type Harness, refused } from './harness.ts'
import type { Behaviour } from './hostile-provider.ts'

export interface Attempt {
  /** The difference between this identity provider and a good one. */
  readonly behaviour?: Partial<Behaviour>
  /** Changes the authorization request. */
  readonly change?: Record<string, string | undefined>
  /** Parameters that are added to the callback or replace its own; an empty one is left out. */
  readonly extra?: Record<string, string>
  readonly person?: Browser
}

/**
 * Runs the whole sign-in and checks that it is refused: it creates no user, identity, session or code, and the person
 * sees an error page.
 * @returns the sign-in with its trace
 */
export async function refusal(harness: Harness, attempt: Attempt = {}): Promise<SignInWithTrace> {
  const { behaviour = {}, change = {}, extra = {}, person = browser() } = attempt
  const before = harness.counts()
  harness.provider.behaviour = { ...harness.provider.behaviour, ...behaviour }
  const back = await goUpstream(harness, person, change, extra)
  const response = await person.get(back.href)
  const record = await refused(harness, response)
  expect(record).toMatchObject({ state: 'failed', user_id: null })
  expect(record.error?.code).toBe(record.error_code)
  expect(harness.counts()).toEqual(before)
  expect(response.headers.getSetCookie().filter((line) => line.includes('session'))).toEqual([])
  return record
}

/** The number of times that the code was sent to the token endpoint. */
export const tokenRequests = ({ provider }: Harness): number =>
  provider.requests.filter((line) => /^POST .*\/token$/.test(line)).length
