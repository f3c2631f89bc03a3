import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Emulation } from '../emulation.ts'
import { readCookie, sessionCookie } from '../http/cookies.ts'
import type { BrowserSession } from './sessions.ts'

/**
 * All ports of a host share their cookies. The port in the name keeps the cookies of two emulators on one host apart.
 */
function cookieName(emulation: Emulation): string {
  return `entra_emulator_session_${emulation.address.host().replace(/^.*:/, '').replace(/\W/g, '_')}`
}

export function sessionOf(emulation: Emulation, request: FastifyRequest): BrowserSession | undefined {
  return emulation.sessions.find(readCookie(request.headers.cookie, cookieName(emulation)))
}

export function setSessionCookie(emulation: Emulation, reply: FastifyReply, sessionId: string): void {
  reply.header('Set-Cookie', sessionCookie(cookieName(emulation), sessionId, emulation.address.isSecure()))
}
