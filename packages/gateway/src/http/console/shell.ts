/** The page that loads the dashboard. Somebody who is not signed in is led to the sign-in, and back here afterwards. */
import { isFailure } from '@gatehouse-sso/core/failure'
import type { Language } from '@gatehouse-sso/core/language'
import type { FastifyReply } from 'fastify'
import { authenticateStaff } from '../../domain/staff/session.ts'
import { sendAppPage } from '../app-page.ts'
import type { HttpContext } from '../context.ts'
import { languageOf } from '../language.ts'
import { html } from '../pages/html.ts'
import { sendPage } from '../pages/page.ts'
import type { Visit } from '../visit.ts'
import { staffCookieOf } from './cookie.ts'

const noScript: Readonly<Record<Language, string>> = {
  en: 'The console needs JavaScript.',
  de: 'Die Konsole braucht JavaScript.',
}

export async function consoleShell(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  try {
    await authenticateStaff(http.ports, staffCookieOf(http, visit.headers.cookie))
  } catch (error) {
    if (!isFailure(error, 'staff_session_missing')) throw error
    const to = encodeURIComponent(targetOf(visit))
    return reply.header('cache-control', 'no-store').redirect(`${http.ports.public_url}/console/sign_in?to=${to}`, 303)
  }
  const language = languageOf(visit)
  const entry = http.console?.dashboard
  if (!entry) {
    return sendPage(http, reply, {
      language: 'en',
      title: 'The console is not built',
      status: 503,
      body: html`<h1>The console is not built</h1><p>Run <code>npm run demo</code> or <code>node build/console.ts</code>, and start again.</p>`,
    })
  }
  const no_script = noScript[language]
  return sendAppPage(http, reply, { entry, language, title: 'Gatehouse', base: '', no_script })
}

/** The address of the visit, below the origin. */
function targetOf({ path, query_text }: Visit): string {
  const below = path['*'] === undefined ? '' : `/${path['*']}`
  return `/console${below}${query_text === '' ? '' : `?${query_text}`}`
}
