/** Keeps or forgets the answer that a person has just given on one of our pages. */
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import type { FastifyReply } from 'fastify'
import type { HttpContext } from '../context.ts'
import { setCookie } from '../cookies.ts'
import { marks, type Remembered } from '../remembered.ts'
import type { Visit } from '../visit.ts'

/** A link on another site says nothing for the person. */
export function rememberAnswer(http: HttpContext, visit: Visit, reply: FastifyReply, sent: Parameters): void {
  // A browser that sends the header says who made it come here (W3C Fetch Metadata, 2.3). With the email of another
  // person in the form for half a year, somebody would be led to a sign-in page of an attacker's choice.
  const { 'sec-fetch-site': site } = visit.headers
  if (site !== undefined && site !== 'same-origin') return
  const { login_hint, connection } = sent
  const before = visit.remembered
  const keep = (value: Remembered | null): void => {
    const text = value && Buffer.from(JSON.stringify(value)).toString('base64url')
    setCookie(http, visit.environment, reply, 'remembered', text)
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
