/** The addresses at which identity providers end sessions. A failure is JSON. */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { readSubjectIdentifier } from '@gatehouse-sso/core/oauth/subject-identifier'
import type { FastifyReply } from 'fastify'
import { backChannelLogout, frontChannelLogout } from '../domain/sessions/logout-signals.ts'
import { revokeAll } from '../domain/sessions/revocation.ts'
import { failureOf } from './api/error.ts'
import { parseJson } from './api/json.ts'
import type { HttpContext } from './context.ts'
import { sendOAuthError } from './oauth/error.ts'
import type { Surface } from './surface.ts'
import { type Visit, workOf } from './visit.ts'

/** An empty document, which any site may frame: it has nothing to click, and `sid` alone decides what it changes. */
const empty = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Signed out</title></head></html>\n'

async function frontChannel(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  await frontChannelLogout(workOf(http, visit), visit.environment, String(visit.path.connection), visit.query())
  return reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; frame-ancestors *",
      'cache-control': 'no-store',
    })
    .send(empty)
}

async function backChannel(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { environment, path } = visit
  await backChannelLogout(workOf(http, visit), environment, String(path.connection), visit.form().logout_token)
  return reply.code(200).header('cache-control', 'no-store').send()
}

async function revocation(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { environment, path, headers } = visit
  const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(headers.authorization ?? '') ?? []
  const readSubject = () => readSubjectIdentifier(jsonOf(visit))
  await revokeAll(workOf(http, visit), environment, String(path.connection), token, readSubject)
  return reply.code(204).header('cache-control', 'no-store').send()
}

/** @throws Failure revocation_malformed */
function jsonOf(visit: Visit): unknown {
  try {
    return parseJson(visit.text())
  } catch (error) {
    if (!isFailure(error, 'body_malformed')) throw error
    throw new Failure('revocation_malformed', { expected: 'JSON', cause: error })
  }
}

export const logoutSignals: Surface = {
  routes: [
    { method: 'GET', path: '/sso/logout/frontchannel/:connection', endpoint: frontChannel, keeps: false },
    { method: 'POST', path: '/sso/logout/backchannel/:connection', endpoint: backChannel, keeps: false },
    { method: 'POST', path: '/sso/revocation/:connection', endpoint: revocation, keeps: false },
  ],
  head: false,
  takes_json: true,
  printError: (http, request, reply, error) => sendOAuthError(http, request, reply, failureOf(error)),
}
