import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answering, proceed } from '../authorize/answer.ts'
import { findFlow, openFlow } from '../authorize/flow.ts'
import type { Emulation } from '../emulation.ts'
import { readForm, readParameters } from '../http/parameters.ts'
import { refuseForeignOrigin } from '../http/same-origin.ts'
import { deviceDonePage, deviceLoginPage } from '../pages/device-pages.ts'
import { sendPage } from '../pages/send-page.ts'
import { sessionOf } from '../sessions/session-cookie.ts'
import { type DeviceCode, withUserCode } from './device-codes.ts'

/** The reason why a user code cannot be used, as on Entra's page. Undefined for one that waits for a person. */
function problemOf(code: DeviceCode | undefined, now: number): string | undefined {
  if (!code) return 'AADSTS70018: That code didn’t work. Check the code and try again.'
  if (code.expires_at <= now) return 'AADSTS70019: That code has expired. Ask the device for a new one.'
  return code.decision.kind === 'pending' ? undefined : 'AADSTS90120: That code was already used.'
}

async function askPerson(emulation: Emulation, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const typed = readForm(request).get('user_code') ?? ''
  const code = withUserCode(emulation.device_codes, typed)
  const problem = typed === '' ? 'AADSTS90119: Enter the code.' : problemOf(code, emulation.clock.now())
  if (!code || problem !== undefined) return sendPage(reply, 200, deviceLoginPage(typed, problem))
  const target = { uri: emulation.address.baseUrl(), mode: 'query' as const, state: undefined }
  const client = emulation.directory.application(code.app_id)?.application
  const flow = openFlow(
    emulation,
    {
      target,
      app_id: code.app_id,
      authority: code.authority,
      redirect: { uri: target.uri, platform: client?.isFallbackPublicClient ? 'publicClient' : 'web' },
      returns: { code: false, id_token: false },
      scopes: code.scopes,
      nonce: undefined,
      code_challenge: undefined,
      code_challenge_method: 'plain',
      prompt: undefined,
      login_hint: undefined,
      domain_hint: undefined,
      max_age: undefined,
      claims: code.claims,
      client_info: true,
    },
    { kind: 'device', device_code: code.device_code },
  )
  return proceed(emulation, flow, sessionOf(emulation, request), request, reply)
}

/** Handles "Continue" and "Cancel" of the last page. */
async function decide(emulation: Emulation, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const form = readForm(request)
  const flow = findFlow(emulation, form.get('flow'))
  if (flow.ends.kind === 'device' && form.get('decision') !== 'continue') {
    emulation.flows.delete(flow.id)
    return declineDevice(emulation, flow.ends.device_code, reply)
  }
  return proceed(emulation, { ...flow, confirmed: true }, sessionOf(emulation, request), request, reply)
}

/** The person said no on one of the pages. */
export async function declineDevice(
  emulation: Emulation,
  deviceCode: string,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const code = emulation.device_codes.get(deviceCode)
  if (code) emulation.device_codes.set(deviceCode, { ...code, decision: { kind: 'declined' } })
  return sendPage(reply, 200, deviceDonePage(undefined))
}

/** The page where a person types the code that a device shows. Every error stays on the page: there is no redirect. */
export function deviceLoginRoutes(app: FastifyInstance, emulation: Emulation): void {
  app.get('/devicelogin', (request, reply) =>
    answering(emulation, request, reply, undefined, async () =>
      sendPage(reply, 200, deviceLoginPage(readParameters(request.query).get('otc') ?? '', undefined)),
    ),
  )
  for (const [name, act] of Object.entries({ device: askPerson, 'device-confirmation': decide })) {
    app.post(`/_sign-in/${name}`, (request, reply) =>
      answering(emulation, request, reply, undefined, async () => {
        refuseForeignOrigin(emulation, request)
        return act(emulation, request, reply)
      }),
    )
  }
}
