/**
 * The page that loads the portal. It holds no data: the portal reads everything through the API, with the cookie. Its
 * style carries a nonce for each request, so it is never stored; its files are, under the names of their content.
 */
import type { FastifyReply } from 'fastify'
import { issuerOf } from '../../domain/environments/addresses.ts'
import { brandingOf } from '../../domain/environments/branding.ts'
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
  const nonce = http.ports.keys.newSecret(128)
  const base = new URL(issuerOf(http.ports.public_url, environment)).pathname.replace(/\/$/, '')
  const document = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="csp-nonce" content="${nonce}">
<meta name="gatehouse-base" content="${base}">
<title>${name}</title>
${entry.fonts.map((font) => html`<link rel="preload" as="font" type="font/woff2" crossorigin href="${font}">`)}
${entry.styles.map((style) => html`<link rel="stylesheet" href="${style}">`)}
<script type="module" src="${entry.script}"></script>
</head>
<body><div id="root"></div><noscript>${noScript[language]}</noscript></body>
</html>
`
  return reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': [
        "default-src 'none'",
        "script-src 'self'",
        `style-src 'self' 'nonce-${nonce}'`,
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ].join('; '),
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    .send(document.html)
}

const noScript = {
  en: 'The setup portal needs JavaScript.',
  de: 'Das Einrichtungsportal braucht JavaScript.',
}
