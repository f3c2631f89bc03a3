/**
 * What a browser remembers for its person, only when they ticked the box: the email they sign in with, and the way
 * they last chose. Nothing is decided by it; it fills in a form and orders a list.
 */
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { EnvironmentRecord } from '../domain/stores/environments.ts'
import type { HttpContext } from './context.ts'
import { readCookie, setCookie } from './cookies.ts'

const remembered = z.strictObject({ email: z.string().max(320), connection: z.string().max(64).optional() })

export type Remembered = z.infer<typeof remembered>

/** Marks that our own pages add to the address, beside the parameters of the request. */
export const marks = { emailAsked: 'email_asked', remember: 'remember', chosen: 'chosen' } as const

export function readRemembered(
  http: HttpContext,
  request: FastifyRequest,
  environment: EnvironmentRecord,
): Remembered | undefined {
  const value = readCookie(http, request, environment, 'remembered')
  if (value === undefined) return undefined
  try {
    return remembered.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString())).data
  } catch {
    return undefined
  }
}

/** Keeps or forgets what the person has just said on one of our pages; a link on another site says nothing for them. */
export function rememberAnswer(
  http: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
  environment: EnvironmentRecord,
  sent: Parameters,
): void {
  // A browser that sends it says who made it come here (W3C Fetch Metadata, 2.3); half a year of another's email in the
  // form would lead a person to the sign-in page of somebody else's choice.
  const { 'sec-fetch-site': site } = request.headers
  if (site !== undefined && site !== 'same-origin') return
  const { login_hint, connection } = sent
  const before = readRemembered(http, request, environment)
  const keep = (value: Remembered | null): void => {
    const text = value && Buffer.from(JSON.stringify(value)).toString('base64url')
    setCookie(http, reply, environment, 'remembered', text)
  }
  if (marks.emailAsked in sent) {
    if (marks.remember in sent && login_hint !== undefined) {
      if (login_hint.length <= 320 && login_hint !== before?.email) keep({ email: login_hint })
    } else if (before) {
      keep(null)
    }
  }
  if (marks.chosen in sent && before && connection !== undefined) {
    if (connection.length <= 64 && connection !== before.connection) keep({ email: before.email, connection })
  }
}
