/**
 * Reads the challenge of an API: where its callers sign in, and for which scope. An API can write anything there, so that
 * it is checked: a foreign API must not get a token for another one, or lead a person to a page of its own.
 */

import { cloudOfHost, externalIdDomain } from '@gatehouse-sso/core/oauth/entra-clouds'
import { readAddress } from '../../providers/entra-addresses.ts'
import type { Cloud } from '../../providers/entra-hints/places.ts'
import { cellText } from '../api/print.ts'
import { AccessRefusal } from './refusal.ts'
import { isOnThisMachine, type Wanted } from './target.ts'

export interface Challenge {
  readonly cloud: Cloud
  readonly authority: string
  readonly tenant: string
  readonly scope: string | undefined
}

const maximumLength = 8_192
const patienceMs = 15_000

/** @returns the value of `WWW-Authenticate` for a call without a token; `undefined` where there is none. @throws AccessRefusal */
export async function askForChallenge(api_url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(api_url, { redirect: 'manual', signal: AbortSignal.timeout(patienceMs) })
    await answer.body?.cancel()
    return answer.headers.get('www-authenticate')?.slice(0, maximumLength)
  } catch (cause) {
    throw unreachable(api_url, cause)
  }
}

export function unreachable(url: string, cause: unknown): AccessRefusal {
  const reason = cause instanceof Error ? (cause.cause instanceof Error ? cause.cause.message : cause.message) : ''
  return new AccessRefusal(`${url} does not answer (${reason})`, {
    code: 'api_unreachable',
    hint: 'Check the address, and that the API runs.',
  })
}

/** The members of a Bearer challenge (RFC 9110, 11.6.1); empty where there is none. */
export function membersOf(text: string): Readonly<Record<string, string>> {
  const bearer = /(?:^|,\s*)bearer\s+(.*)$/is.exec(text)?.[1] ?? ''
  const members = [...bearer.matchAll(/([a-z_]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi)]
  return Object.fromEntries(
    members.map(([, name = '', quoted, plain]) => [name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '']),
  )
}

/** @throws AccessRefusal for a challenge that names no place of Entra, or one that is not trusted */
export function readChallenge(text: string | undefined, { api_url = '', authority_host, tenant }: Wanted): Challenge {
  const { authorization_uri, scope } = membersOf(text ?? '')
  const meaning = authorization_uri === undefined ? undefined : readAddress('authorization_endpoint', authorization_uri)
  if (meaning === undefined || typeof meaning === 'string' || authorization_uri === undefined) {
    throw new AccessRefusal(`${api_url} does not say where its callers sign in`, {
      code: 'challenge_missing',
      hint:
        'A call without a token must answer 401 with a `WWW-Authenticate: Bearer` that has `authorization_uri`, as ' +
        '`/v1/access/verify` does. Check the address. Or set GATEHOUSE_API_KEY, and the gateway is asked.',
    })
  }
  const url = new URL(authorization_uri)
  const cloud = cloudOfHost(url.host) ?? (url.host.endsWith(externalIdDomain) ? 'external_id' : 'custom')
  const isTyped = authority_host !== undefined && new URL(authority_host).origin === url.origin
  // A remote API must not make this command send requests to programs on this machine.
  const isLocal = isOnThisMachine(url) && isOnThisMachine(new URL(api_url))
  if (cloud === 'custom' ? !isLocal && !isTyped : url.protocol !== 'https:') {
    throw new AccessRefusal(`${api_url} sends its callers to ${url.origin}, which is not Microsoft`, {
      code: 'challenge_not_trusted',
      hint: `Ask the vendor of the API. If it is right, add --authority-host ${url.origin}.`,
    })
  }
  return { cloud, authority: url.origin, tenant: tenant ?? meaning.tenant_id, scope: scope || undefined }
}

/**
 * The scope for which a token goes to the API. One that the API names must look like its own: `api://…`, or at its host. Only a
 * person can say whether an `api://…` is: test-access.ts asks.
 * @throws AccessRefusal
 */
export function trustedScope(named: string | undefined, { api_url = '', scope }: Wanted): string {
  if (scope !== undefined) return scope
  if (named === undefined) {
    throw new AccessRefusal(`${api_url} does not say which scope its callers need`, {
      code: 'scope_unknown',
      hint: 'Add --scope. In Entra: App registrations > the API > Expose an API, copy the scope.',
    })
  }
  const host = new URL(api_url).hostname
  const words = named.split(' ')
  const isItsOwn = (word: string): boolean => {
    if (/^api:\/\/[\w.-]+(\/[\w./-]+)+$/.test(word)) return !/^api:\/\/azureadtokenexchange/i.test(word)
    const url = URL.canParse(word) ? new URL(word) : undefined
    return url?.protocol === 'https:' && host === url.hostname
  }
  if (words.every(isItsOwn)) return named
  throw new AccessRefusal(`${api_url} asks for a scope that may be of another API: ${cellText(named.slice(0, 200))}`, {
    code: 'scope_not_trusted',
    hint: 'The token would go to this address. If the scope is right, type it with --scope.',
  })
}
