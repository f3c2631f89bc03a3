/** The console: its doors, and the page that loads the dashboard. It is one for all environments. */
import type { FastifyRequest } from 'fastify'
import { failureOf } from '../api/error.ts'
import { failurePage } from '../pages/error.ts'
import type { Surface } from '../surface.ts'
import { consoleShell } from './shell.ts'
import { enterPage, joinPage, signedInPage, signInPage } from './sign-in.ts'

const isPost = ({ method }: FastifyRequest): boolean => method === 'POST'

export const consoleSurface: Surface = {
  routes: [
    { method: ['GET', 'POST'], path: '/console/sign_in', endpoint: signInPage, counts: isPost, keeps: false },
    { method: ['GET', 'POST'], path: '/console/join/:token', endpoint: joinPage, counts: isPost, keeps: false },
    { method: ['GET', 'POST'], path: '/console/enter/:token', endpoint: enterPage, counts: isPost, keeps: false },
    { method: 'GET', path: '/console/signed_in', endpoint: signedInPage, keeps: false },
    { method: 'GET', path: '/console', endpoint: consoleShell, keeps: false },
    { method: 'GET', path: '/console/*', endpoint: consoleShell, keeps: false },
  ],
  head: true,
  is_installation_wide: true,
  printError: (http, request, reply, error) => failurePage(http, request, reply, failureOf(error)),
}
