/** The setup portal: the pages before it, the page that loads it, and the vendor's logo. HEAD is answered like GET. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { logoPath } from '../../domain/environments/branding.ts'
import { failureOf } from '../api/error.ts'
import type { HttpContext } from '../context.ts'
import { failurePage } from '../pages/error.ts'
import type { Surface } from '../surface.ts'
import type { Visit } from '../visit.ts'
import { landingPage } from './landing.ts'
import { returnPage } from './return.ts'
import { setupShell } from './shell.ts'

const isPost = ({ method }: FastifyRequest): boolean => method === 'POST'

/** `/branding/logo-….png`: the picture that this gateway encoded, and nothing else. */
async function logo(http: HttpContext, { environment, path }: Visit, reply: FastifyReply): Promise<unknown> {
  const record = await http.ports.stores.in(environment.id).branding.get()
  const picture = record?.logo_png ?? null
  if (picture === null || logoPath(http.ports.keys, picture) !== `/branding/${path.file}`)
    throw new Failure('route_missing')
  return reply
    .headers({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'",
    })
    .send(Buffer.from(picture, 'base64'))
}

export const setupPortal: Surface = {
  routes: [
    { method: ['GET', 'POST'], path: '/setup/:token', endpoint: landingPage, counts: isPost, keeps: false },
    { method: ['GET', 'POST'], path: '/setup/return/:link', endpoint: returnPage, counts: isPost, keeps: false },
    { method: 'GET', path: '/setup', endpoint: setupShell, keeps: false },
    { method: 'GET', path: '/setup/:provider/:step', endpoint: setupShell, keeps: false },
    { method: 'GET', path: '/branding/:file', endpoint: logo, keeps: false },
  ],
  head: true,
  printError: (http, request, reply, error) => failurePage(http, request, reply, failureOf(error)),
}
