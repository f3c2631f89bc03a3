/**
 * A page that loads an entry of the console: the setup portal or the dashboard. It holds no data, because the entry reads
 * everything through the API, with the cookie. Its style carries a nonce for each request, so it is never stored; its files
 * are, under the names of their content.
 */
import type { Language } from '@gatehouse-sso/core/language'
import type { FastifyReply } from 'fastify'
import type { ConsoleEntry } from './console-files.ts'
import type { HttpContext } from './context.ts'
import { html } from './pages/html.ts'

export interface AppPage {
  readonly entry: ConsoleEntry
  readonly language: Language
  readonly title: string
  /** The path of the environment: the empty string, or `/env/<slug>`. */
  readonly base: string
  /** For a browser without scripts. */
  readonly no_script: string
}

export function sendAppPage({ ports }: HttpContext, reply: FastifyReply, page: AppPage): unknown {
  const { entry, language, title, base, no_script } = page
  const nonce = ports.keys.newSecret(128)
  const document = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="csp-nonce" content="${nonce}">
<meta name="gatehouse-base" content="${base}">
<title>${title}</title>
${entry.fonts.map((font) => html`<link rel="preload" as="font" type="font/woff2" crossorigin href="${font}">`)}
${entry.styles.map((style) => html`<link rel="stylesheet" href="${style}">`)}
${entry.imports.map((script) => html`<link rel="modulepreload" href="${script}">`)}
<script type="module" src="${entry.script}"></script>
</head>
<body><div id="root"></div><noscript>${no_script}</noscript></body>
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
