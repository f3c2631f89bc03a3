/** Gets a token by a browser on this machine: authorization code with PKCE and a loopback redirect (RFC 8252). */
import {
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomState,
  processAuthorizationCodeResponse,
  validateAuthResponse,
} from 'oauth4webapi'
import { say } from '../say.ts'
import type { Terminal } from '../terminal.ts'
import { entraOf } from './entra.ts'
import { openLoopback } from './loopback.ts'
import type { Target } from './target.ts'
import { patiently } from './waiting.ts'

const patienceSeconds = 900

/** @returns the access token. @throws AccessRefusal */
export async function browserFlow(target: Target, client_id: string, terminal: Terminal): Promise<string> {
  const entra = entraOf(target, client_id)
  const { server, client, authentication, options } = entra
  const loopback = await openLoopback()
  try {
    const { redirect_uri } = loopback
    const verifier = generateRandomCodeVerifier()
    const state = generateRandomState()
    const url = new URL(server.authorization_endpoint ?? '')
    url.search = new URLSearchParams({
      client_id,
      redirect_uri,
      scope: target.scope,
      state,
      response_type: 'code',
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      prompt: 'select_account',
      ...(target.claims === undefined ? {} : { claims: target.claims }),
    }).toString()
    say('\nTo sign in, open this address in a browser on this machine:\n')
    say(`  ${loopback.address}\n`)
    if (terminal.interactive)
      terminal.say('If the page shows an error, paste its text or its code here, and press Enter.\n')
    const back = await patiently({ target, client_id, flow: 'browser', seconds: patienceSeconds }, terminal, (signal) =>
      loopback.comeBack(url, state, signal),
    )
    const parameters = validateAuthResponse(server, client, back, state)
    const answer = await authorizationCodeGrantRequest(
      ...([server, client, authentication, parameters, redirect_uri, verifier, options] as const),
    )
    return (await processAuthorizationCodeResponse(server, client, answer)).access_token
  } catch (error) {
    return entra.refuse(error)
  } finally {
    loopback.close()
  }
}
