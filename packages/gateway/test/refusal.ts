/** A sign-in that must be refused: what is true of every refusal is looked at here, once. */
import type { SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'
import { expect } from 'vitest'
import { type Browser, browser, goUpstream, type Harness, refused } from './harness.ts'
import type { Behaviour } from './hostile-provider.ts'

export interface Attempt {
  /** What the identity provider does otherwise than a good one. */
  readonly behaviour?: Partial<Behaviour>
  /** Changes the authorization request. */
  readonly change?: Record<string, string | undefined>
  /** Parameters that the browser brings back besides, or instead; an empty one is left out. */
  readonly extra?: Record<string, string>
  readonly person?: Browser
}

/**
 * Goes all the way and is refused.
 * @returns the record; no user, identity, session or code has come of it, and the person is told on a page of its own
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

/** How often the code was sent to the token endpoint. */
export const tokenRequests = ({ provider }: Harness): number =>
  provider.requests.filter((line) => /^POST .*\/token$/.test(line)).length
