/** Gets a token by the device code flow (RFC 8628): a person types a code on another device, and the program asks for it. */
import { setTimeout } from 'node:timers/promises'
import {
  deviceAuthorizationRequest,
  deviceCodeGrantRequest,
  processDeviceAuthorizationResponse,
  processDeviceCodeResponse,
  ResponseBodyError,
} from 'oauth4webapi'
import pc from 'picocolors'
import { cellText } from '../api/print.ts'
import { say } from '../say.ts'
import type { Terminal } from '../terminal.ts'
import { type Entra, entraOf } from './entra.ts'
import type { Target } from './target.ts'
import { nobodyCame, patiently } from './waiting.ts'

/** RFC 8628, 3.2: where the answer names no interval; and 3.5: what `slow_down` adds. */
const usualSeconds = 5
const slowerSeconds = 5
const maximumSeconds = 1800

/** @returns the access token. @throws AccessRefusal */
export async function deviceFlow(target: Target, client_id: string, terminal: Terminal): Promise<string> {
  const entra = entraOf(target, client_id)
  const { server, client, authentication, options } = entra
  const begun = await deviceAuthorizationRequest(
    server,
    client,
    authentication,
    { scope: target.scope, ...(target.claims === undefined ? {} : { claims: target.claims }) },
    options,
  )
    .then((answer) => processDeviceAuthorizationResponse(server, client, answer))
    .catch(entra.refuse)
  // Also with --quiet: nobody could sign in without them.
  say('\nTo sign in, open this page in any browser, and enter the code:\n')
  say(`  ${cellText(begun.verification_uri)}`)
  say(`  ${pc.bold(cellText(begun.user_code))}\n`)
  if (terminal.interactive)
    terminal.say('If the page shows an error, paste its text or its code here, and press Enter.\n')
  const seconds = Math.min(begun.expires_in, maximumSeconds)
  return patiently({ target, client_id, flow: 'device', seconds }, terminal, (signal) =>
    poll(entra, begun.device_code, Math.min(begun.interval ?? usualSeconds, seconds), signal).catch(
      (error: unknown) => {
        const isOver = error instanceof ResponseBodyError && error.error === 'expired_token'
        throw isOver ? nobodyCame(target, client_id, 'device') : error
      },
    ),
  ).catch(entra.refuse)
}

type Wait = (milliseconds: number, value: undefined, options: { readonly signal: AbortSignal }) => Promise<unknown>

/** @throws the error of the library for every answer that does not say to ask again */
export async function poll(
  { server, client, authentication, options }: Omit<Entra, 'refuse'>,
  device_code: string,
  interval: number,
  signal: AbortSignal,
  wait: Wait = setTimeout,
): Promise<string> {
  let seconds = interval
  for (;;) {
    await wait(seconds * 1000, undefined, { signal })
    try {
      const answer = await deviceCodeGrantRequest(server, client, authentication, device_code, options)
      return (await processDeviceCodeResponse(server, client, answer)).access_token
    } catch (error) {
      if (!(error instanceof ResponseBodyError)) throw error
      if (error.error === 'slow_down') seconds += slowerSeconds
      else if (error.error !== 'authorization_pending') throw error
    }
  }
}
