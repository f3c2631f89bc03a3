/** The frame of the pages before the portal: the vendor's mark, the page, and a foot. Server HTML without a script. */
import type { Branding } from '@gatehouse-sso/sdk/contract/branding'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { FastifyReply } from 'fastify'
import type { EnvironmentRecord } from '../../domain/stores/environments.ts'
import type { HttpContext } from '../context.ts'
import { type Html, html } from '../pages/html.ts'
import { de } from './language/de.ts'
import { en, type SetupTexts } from './language/en.ts'
import { setupStylesheet } from './stylesheet.ts'

export const setupTexts: Readonly<Record<Language, SetupTexts>> = { en, de }

export interface Framed {
  readonly language: Language
  readonly environment: EnvironmentRecord
  readonly vendor: Branding
  readonly status?: number
  readonly title: string
  readonly body: Html
  /** The address of this page, for the switch of the language. */
  readonly address: string
}

/** Path of the stylesheet; the name changes with its content. */
export function setupStylesheetPath({ ports }: HttpContext): string {
  return `/assets/setup-${ports.keys.sha256(setupStylesheet).slice(0, 10)}.css`
}

const arch = html`<path d="M3 21V10a9 9 0 0 1 18 0v11"/><path d="M3 21h18"/><path d="M8 21v-9M12 21V8M16 21v-9"/>`

export function vendorMark({ logo_url }: Branding): Html {
  return logo_url === null
    ? html`<span class="mark"><svg viewBox="0 0 24 24" aria-hidden="true">${arch}</svg></span>`
    : html`<img class="logo" src="${logo_url}" alt="">`
}

export function sendFramed(http: HttpContext, reply: FastifyReply, page: Framed): unknown {
  const { language, environment, vendor, status = 200, title, body, address } = page
  const t = setupTexts[language]
  const other: Language = language === 'en' ? 'de' : 'en'
  const nonce = http.ports.keys.newSecret(128)
  // The font of the portal, where it was built.
  const font = http.console?.portal.fonts[0]
  const face =
    font !== undefined &&
    html`<style nonce="${nonce}">@font-face{font-family:"Inter Variable";font-weight:100 900;font-display:swap;src:url(${font}) format("woff2")}</style>`
  // The color was checked when it was set: nothing but six digits reaches the style.
  const accent =
    vendor.accent !== null &&
    html`<style nonce="${nonce}">:root{--accent:${vendor.accent};--accent-hover:${vendor.accent};--on-accent:#fff}</style>`
  const document = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="${setupStylesheetPath(http)}">
${face}${accent}
</head>
<body>
<header>${environment.kind === 'test' && html`<div class="envbar">${testBar[language]}</div>`}<div class="in">${vendorMark(vendor)}<b>${vendor.name}</b></div></header>
<main>${body}</main>
<footer><div class="in">
${vendor.support_email !== null && html`<a href="mailto:${vendor.support_email}">${vendor.support_email}</a>`}
<a href="${address}?language=${other}" lang="${other}" hreflang="${other}">${t.other_language}</a>
<span class="secured"><svg viewBox="0 0 24 24" aria-hidden="true">${arch}</svg>${t.secured}</span>
</div></footer>
</body>
</html>
`
  return reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': [
        "default-src 'none'",
        `style-src 'self' 'nonce-${nonce}'`,
        "img-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    .send(document.html)
}

const testBar: Readonly<Record<Language, Html>> = {
  en: html`<b>Test environment.</b> For trying out only.`,
  de: html`<b>Testumgebung.</b> Nur zum Ausprobieren.`,
}
