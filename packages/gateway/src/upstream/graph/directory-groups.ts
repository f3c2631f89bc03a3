/**
 * The groups of a person, read from the identity provider's directory when the token does not list them:
 *
 *   the application's own token, if its permission is granted → the person's token → unresolved
 *
 * Nothing here refuses a sign-in. Groups that cannot be read stay incomplete, with a problem that says who must do what;
 * the connection's policy decides. A directory that asks us to wait, or that refuses the application, is not asked again
 * for a while.
 */
import { isFailure } from '@gatehouse-sso/core/failure'
import { maximumListLength } from '@gatehouse-sso/core/mapping/profile'
import { type Claims, isClaims, textClaim } from '@gatehouse-sso/core/oidc/claims'
import { expiringCache } from '../../cache/expiring.ts'
import type { UpstreamTrace } from '../../domain/ports/identity-providers.ts'
import type { HttpResponse } from '../../outbound/exchange.ts'
import type { Outbound } from '../../outbound/fetch.ts'
import type { DirectoryQuery } from '../../providers/provider.ts'
import { parsedJson } from '../oidc/answer.ts'
import type { Asker } from '../oidc/authenticated-request.ts'
import { applicationTokens } from './application-token.ts'

/** The longest that a person waits for a directory that says `Retry-After`. Milliseconds. */
const maximumWaitMs = 2_000
/** No new request is sent after this time. Milliseconds. */
const deadlineMs = 10_000
/** So long an application is not tried again that the directory refused. Milliseconds. */
const refusedForMs = 5 * 60_000
/** The longest `Retry-After` that is believed. Milliseconds. */
const maximumBlockMs = 10 * 60_000

export interface DirectoryRequest extends Asker {
  readonly connection_id: string
  readonly query: DirectoryQuery
  /** The person's token for the directory; `undefined` where the identity provider gave none. */
  readonly access_token: string | undefined
  readonly trace: UpstreamTrace
}

/** The groups, or the reason in a sentence why they are not known. */
export type DirectoryGroups = { readonly groups: readonly string[] } | { readonly problem: string }

export interface Directories {
  groupsOf(request: DirectoryRequest): Promise<DirectoryGroups>
}

/** The answer to one attempt. */
type Attempt = DirectoryGroups & { readonly is_refused?: boolean; readonly is_token_stale?: boolean }

export function directories(outbound: Outbound, now: () => number): Directories {
  const tokens = applicationTokens(outbound, now)
  /** Directories that want no request for a while, by token endpoint. */
  const blocked = expiringCache<object>(now, 1_000)
  /** Applications that are not tried for a while, by connection and token endpoint. */
  const refused = expiringCache<object>(now, 1_000)

  async function page(query: DirectoryQuery, address: string, token: string, until: number): Promise<HttpResponse> {
    const headers = { ...query.headers, accept: 'application/json', authorization: `Bearer ${token}` }
    const answer = await outbound.send(address, { method: 'GET', headers })
    if (answer.status !== 429 && answer.status !== 503) return answer
    const ms = retryAfterMs(answer.headers['retry-after'])
    if (ms > maximumWaitMs || now() + ms > until) {
      blocked.set(query.token_endpoint, {}, now() + Math.min(Math.max(ms, 1_000), maximumBlockMs))
      return answer
    }
    await new Promise((resolve) => setTimeout(resolve, ms))
    return outbound.send(address, { method: 'GET', headers })
  }

  async function read(query: DirectoryQuery, first: string, token: string, until: number): Promise<Attempt> {
    const groups: string[] = []
    for (let address: string | undefined = first; address !== undefined; ) {
      if (now() > until) return { problem: `${query.name} did not answer in time` }
      const { status, body } = await page(query, address, token, until)
      const json = parsedJson(body)
      if (status !== 200) return refusal(query, status, json)
      if (!isClaims(json) || !Array.isArray(json.value)) return { problem: `${query.name} sent no list of groups` }
      groups.push(...json.value.filter(isClaims).flatMap((group: Claims) => query.valueOf(group) ?? []))
      if (groups.length > maximumListLength) return { problem: `more than ${maximumListLength} groups` }
      const next: string | undefined = textClaim(json, '@odata.nextLink')
      if (next !== undefined && !isSameList(next, first)) return { problem: `${query.name} named a foreign page` }
      address = next
    }
    return { groups }
  }

  /** A failure to reach the directory is an answer too. */
  const attempt = async (act: () => Promise<Attempt>, { name }: DirectoryQuery): Promise<Attempt> => {
    try {
      return await act()
    } catch (error) {
      if (!isFailure(error)) throw error
      const reason = error.evidence.received ?? error.evidence.upstream?.error ?? error.code
      return { problem: `${name} could not be asked: ${reason}` }
    }
  }

  async function asApplication(request: DirectoryRequest, key: string, until: number): Promise<Attempt> {
    const { query } = request
    const ask = async (): Promise<Attempt> =>
      read(query, query.application_address, await tokens.get(key, query, request), until)
    const first = await attempt(ask, query)
    if (!first.is_token_stale) return first
    tokens.forget(key)
    return attempt(ask, query)
  }

  return {
    async groupsOf(request) {
      const { query, connection_id, access_token, trace } = request
      const until = now() + deadlineMs
      if (blocked.get(query.token_endpoint)) {
        const problem = `${query.name} asked to be left alone for a while`
        trace.failed('directory', { problem })
        return { problem }
      }
      const key = `${connection_id} ${query.token_endpoint}`
      const own = refused.get(key) ? undefined : await asApplication(request, key, until)
      if (own && 'groups' in own) {
        trace.step('directory', { as: 'application', groups: own.groups.length })
        return own
      }
      if (own?.is_refused) {
        refused.set(key, {}, now() + refusedForMs)
        tokens.forget(key) // a permission that is granted stands in the next token
      }
      const persons =
        access_token === undefined
          ? { problem: 'the identity provider gave no access token' }
          : await attempt(() => read(query, query.own_address, access_token, until), query)
      if ('groups' in persons) {
        trace.step('directory', { as: 'person', groups: persons.groups.length })
        return persons
      }
      const problem = `${own ? own.problem : persons.problem}. ${query.remedy}`
      trace.failed('directory', { application: own?.problem ?? 'refused a moment ago', person: persons.problem })
      return { problem }
    },
  }
}

function refusal({ name }: DirectoryQuery, status: number, json: unknown): Attempt {
  const error = isClaims(json) && isClaims(json.error) ? json.error : {}
  const code = textClaim(error, 'code')?.slice(0, 100)
  return {
    problem: `${name} answered ${[status, code].filter((part) => part !== undefined).join(' ')}`,
    is_refused: status === 403,
    is_token_stale: status === 401,
  }
}

/** A next page is another part of the same list: same origin, same path. Our token goes nowhere else. */
function isSameList(next: string, first: string): boolean {
  if (!URL.canParse(next)) return false
  const [to, from] = [new URL(next), new URL(first)]
  return to.origin === from.origin && to.pathname === from.pathname && to.username === '' && to.password === ''
}

/** RFC 9110, 10.2.3: seconds. A date counts as long. */
function retryAfterMs(text: string | undefined): number {
  if (text === undefined) return 0
  return /^\d{1,6}$/.test(text) ? Number(text) * 1000 : maximumBlockMs
}
