/** The endpoints of Entra for a public client, and its refusals in words. The library does the protocol. */

import {
  AuthorizationResponseError,
  type AuthorizationServer,
  allowInsecureRequests,
  type Client,
  customFetch,
  None,
  ResponseBodyError,
} from 'oauth4webapi'
import { codesIn, referencesIn } from '../../providers/entra-hints/index.ts'
import { explainToProgram } from '../../providers/entra-hints/public-client.ts'
import { cellText } from '../api/print.ts'
import { AccessRefusal } from './refusal.ts'
import { isOnThisMachine, type Target } from './target.ts'

const patienceMs = 30_000

/** Everything that a flow needs for a request. */
export interface Entra {
  readonly server: AuthorizationServer
  readonly client: Client
  readonly authentication: ReturnType<typeof None>
  readonly options: {
    readonly [allowInsecureRequests]: boolean
    readonly [customFetch]: typeof withoutChallenge
    readonly signal: () => AbortSignal
  }
  /** Throws what a request threw, in words. */
  refuse(error: unknown): never
}

export function entraOf(target: Target, client_id: string): Entra {
  const base = `${target.authority}/${encodeURIComponent(target.tenant)}`
  return {
    server: {
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    },
    client: { client_id },
    authentication: None(),
    options: {
      // The emulator runs on this machine, without TLS.
      [allowInsecureRequests]: isOnThisMachine(new URL(target.authority)),
      [customFetch]: withoutChallenge,
      signal: () => AbortSignal.timeout(patienceMs),
    },
    refuse: (error) => {
      throw refusalOf(error, target, client_id)
    },
  }
}

/** A 401 may have a challenge besides the error in its body. The library would report the challenge, which says less. */
async function withoutChallenge(url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, init)
  const headers = new Headers(answer.headers)
  headers.delete('www-authenticate')
  return new Response(answer.body, { status: answer.status, headers })
}

/** Errors of OAuth that come without a code of Entra, and the code that means the same. */
const codeOfError: Readonly<Record<string, string>> = {
  authorization_declined: 'AADSTS65004',
  access_denied: 'AADSTS65004',
  expired_token: 'AADSTS70019',
  bad_verification_code: 'AADSTS70018',
}

function refusalOf(error: unknown, target: Target, client_id: string): unknown {
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError) {
    const description = error.error_description ?? ''
    const code = codesIn(description)[0] ?? codeOfError[error.error] ?? error.error
    return refusalOfCode(target, client_id, code, `${error.error} ${description}`)
  }
  if (error instanceof AccessRefusal) return error
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return new AccessRefusal(`${target.authority} did not answer as Entra does`, {
    code: 'entra_unreachable',
    hint: `Check that this machine reaches it: ${cellText(cause instanceof Error ? cause.message : String(cause))}`,
  })
}

/** @param said the words of Entra; empty where a person has typed a code */
export function refusalOfCode(target: Target, client_id: string, code: string, said: string): AccessRefusal {
  const where = { cloud: target.cloud, tenant_id: target.tenant, client_id }
  const known = explainToProgram(where, code)
  const { trace_id, correlation_id, timestamp } = referencesIn(said)
  const references = [trace_id && `trace ${trace_id}`, correlation_id && `correlation ${correlation_id}`, timestamp]
  const first = cellText(said.split(/\s*(?:\r?\n|\s)Trace ID:/)[0] ?? '')
    .slice(0, 600)
    .replace(/\.$/, '')
  const words = [first, ...references].filter(Boolean).join(', ')
  return new AccessRefusal(known ? `Entra refuses. ${known.cause}` : `Entra refuses with ${cellText(code)}`, {
    code: cellText(code),
    hint: known ? `${known.who}: ${known.what}` : 'Look the answer of Entra up in its documentation.',
    page: known?.where,
    url: known?.url,
    ...(words === '' ? {} : { said: `Entra: ${words}` }),
  })
}
