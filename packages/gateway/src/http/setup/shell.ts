/** The page that loads the setup portal. */
import type { FastifyReply } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import { brandingOf } from '../../domain/environments/branding.ts'
import { sendAppPage } from '../app-page.ts'
import type { HttpContext } from '../context.ts'
import { html, withCode } from '../pages/html.ts'
import { sendPage } from '../pages/page.ts'
import type { Visit } from '../visit.ts'
import { languageOf } from './asked-language.ts'
import { setupTexts } from './frame.ts'

export async function setupShell(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { environment } = visit
  const language = languageOf(visit)
  const entry = http.console?.portal
  if (!entry) {
    const t = setupTexts[language]
    return sendPage(http, reply, {
      language,
      title: t.not_built,
      status: 503,
      body: html`<h1>${t.not_built}</h1><p>${withCode(t.not_built_text)}</p>`,
    })
  }
  const { name } = await brandingOf(http.ports, environment)
  const base = new URL(issuerOf(http.ports.public_url, environment)).pathname.replace(/\/$/, '')
  return sendAppPage(http, reply, { entry, language, title: name, base, no_script: noScript[language] })
}

const noScript = {
  en: 'The setup portal needs JavaScript.',
  de: 'Das Einrichtungsportal braucht JavaScript.',
}
