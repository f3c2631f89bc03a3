/** One POST to a token endpoint, in which we authenticate with one credential. */
import { formatParameters } from '@gatehouse-sso/core/oauth/parameters'
import type { UpstreamCredential } from '../../domain/ports/upstream-credential.ts'
import type { HttpResponse } from '../../outbound/exchange.ts'
import type { Outbound } from '../../outbound/fetch.ts'
import { type AskingClient, clientAuthentication, type TokenServer } from './client-authentication.ts'
import { asForm, asHeaders, clientOf, serverOf } from './library.ts'

/** The party that asks: a connection, with what it authenticates by. */
export interface Asker {
  readonly client: AskingClient
  /** Names the token endpoint. */
  readonly discovery: TokenServer
  readonly credential: UpstreamCredential
}

export interface AnsweredRequest {
  readonly response: HttpResponse
  /** Texts of the request that no trace may hold. */
  readonly secrets: readonly string[]
  /** Whether the identity provider must decode client id and secret (RFC 6749, 2.3.1). */
  readonly is_encoded: boolean
}

/** @throws Failure address_refused, upstream_unreachable, upstream_answer_unusable */
export async function sendAuthenticated(
  { outbound, now }: { readonly outbound: Outbound; readonly now: () => number },
  { client, discovery, credential }: Asker,
  parameters: Readonly<Record<string, string>>,
): Promise<AnsweredRequest> {
  const { authenticate, secrets, is_encoded } = clientAuthentication(credential, client, discovery, outbound)
  const form = new Map(Object.entries(parameters))
  const headers = new Map([
    ['accept', 'application/json'],
    ['content-type', 'application/x-www-form-urlencoded'],
  ])
  await authenticate(serverOf(discovery), clientOf(client, now), asForm(form), asHeaders(headers))
  const body = formatParameters(Object.fromEntries(form))
  const sent = { method: 'POST', headers: Object.fromEntries(headers), body }
  const response = await outbound.send(discovery.token_endpoint, sent)
  const made = [headers.get('authorization'), form.get('client_assertion')]
  return { response, secrets: [...secrets, ...made.filter((text) => text !== undefined)], is_encoded }
}
