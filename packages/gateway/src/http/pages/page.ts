/**
 * The frame of every sign-in page: server HTML, never stored, never framed, no referrer, nothing from another site. No
 * page has a script but the one that posts a response to the application. It is readable on a phone and with a screen reader.
 */
import type { Language } from '@gatehouse-sso/core/language'
import type { FastifyReply } from 'fastify'
import type { EnvironmentRecord } from '../../domain/stores/environments.ts'
import type { HttpContext } from '../context.ts'
import { type Html, html } from './html.ts'
import { pageTexts } from './language/page-texts.ts'
import { stylesheet } from './stylesheet.ts'

export interface Page {
  readonly language: Language
  readonly title: string
  readonly body: Html
  readonly status?: number
  /** Where a form of the page may lead, beyond this site: Chromium checks redirects after a form too. */
  readonly form_targets?: readonly string[]
  /** A constant of ours. It runs when the page has loaded, and only this text may run (CSP Level 3, 8.3). */
  readonly script?: string
  /** The pages of other sites that it loads in frames, and no others (CSP Level 3, 6.1.4). */
  readonly frames?: readonly string[]
  /** Where the browser goes by itself, after this many seconds. */
  readonly next?: { readonly seconds: number; readonly address: string }
  /** Shown above the page in test environments. */
  readonly environment?: EnvironmentRecord
  readonly application?: { readonly name: string } | null
}

const gate = html`<span class="logo"><svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><path d="M3 21V10a9 9 0 0 1 18 0v11"/><path d="M3 21h18"/><path d="M8 21v-9M12 21V8M16 21v-9"/></svg></span>`

/** Path of the stylesheet; the name changes with its content. */
export function stylesheetPath({ ports }: HttpContext): string {
  return `/assets/pages-${ports.keys.sha256(stylesheet).slice(0, 10)}.css`
}

/** A scheme, or an origin. A host may hold `;`, with which it would end the directive and begin another (CWE-113). */
const formTarget = /^[a-z][a-z0-9+.-]*:(?:\/\/[a-z0-9.*:[\]_-]+)?$/i

/** Sends a page with its headers. */
export function sendPage(http: HttpContext, reply: FastifyReply, page: Page): unknown {
  return reply
    .code(page.status ?? 200)
    .headers(pageHeaders(http, page))
    .send(renderPage(http, page))
}

/** The whole document. */
export function renderPage(http: HttpContext, page: Page): string {
  const { language, title, body, script, next, environment, application } = page
  const t = pageTexts[language].frame
  const { html: document } = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${
  next &&
  html`<meta http-equiv="refresh" content="${next.seconds}; url=${next.address}">
`
}<title>${title}</title>
<link rel="stylesheet" href="${stylesheetPath(http)}">
</head>
<body>
${environment?.kind === 'test' && html`<header class="envbar"><b>${t.test}</b> ${t.test_text}</header>`}
<main>
<p class="brand">${gate}<span>${application ? application.name : t.sso}</span></p>
<div class="card">
${body}
</div>
<footer>${application && html`<span>${t.asked_by(application.name)}</span>`}<span>${t.secured}</span></footer>
</main>
${script !== undefined && { html: `<script>${script}</script>\n` }}</body>
</html>
`
  return document
}

export function pageHeaders(
  { ports }: HttpContext,
  { form_targets = [], frames = [], script }: Page,
): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    ...(script === undefined
      ? []
      : [`script-src 'sha256-${Buffer.from(ports.keys.sha256(script), 'base64url').toString('base64')}'`]),
    ...(frames.length === 0 ? [] : [`frame-src ${originsIn(frames).join(' ')}`]),
    `form-action ${["'self'", ...form_targets.filter((target) => formTarget.test(target))].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  }
}

/** The origins of addresses. One with a character that ends a directive is left out, so its frame does not load. */
function originsIn(addresses: readonly string[]): readonly string[] {
  const origins = new Set(addresses.map((address) => new URL(address).origin))
  return [...origins].filter((origin) => formTarget.test(origin))
}
