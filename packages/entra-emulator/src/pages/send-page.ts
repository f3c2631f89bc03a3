/**
 * The emulator's pages: server HTML with one style element, and no script except the line that submits a form_post.
 *
 *   account-page · password-page · consent-page · approval-page · error-page · form-post-page · signed-out-page ·
 *   home-page: each is a function of its data; layout and policy are here
 *
 * Every page says that it is not Microsoft. The names of labels and buttons do not change, so that tests can rely on
 * them.
 */
import { randomBytes } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { Entropy } from '../identifier.ts'
import { type Html, html } from './html.ts'
import { styles } from './styles.ts'

export interface Page {
  readonly title: string
  readonly body: Html
  /** Runs when the page has loaded. */
  readonly script?: Html
  /** The scheme of the redirect that follows the form, if it is not http or https: `msauth.app:`. */
  readonly form_scheme?: string
  /** Origins that may be framed, for front-channel logout. */
  readonly frames?: readonly string[]
  /** Opens the URL after these seconds. */
  readonly refresh?: { readonly seconds: number; readonly url: string }
  readonly width?: 'broad' | 'wide' | 'full'
  /** Rules of this page beside the shared ones. */
  readonly styles?: Html
}

/**
 * `form-action` names no host. Chromium applies it to every redirect after a form's POST, and the emulator does not
 * know the redirects of the application after its callback.
 */
function policy(page: Page, nonce: string): string {
  return [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    ...(page.script ? [`script-src 'nonce-${nonce}'`] : []),
    ...(page.frames ? [`frame-src ${page.frames.join(' ') || "'none'"}`] : []),
    `form-action 'self' http: https:${page.form_scheme === undefined ? '' : ` ${page.form_scheme}`}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function document(page: Page, nonce: string): Html {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
${page.refresh && html`<meta http-equiv="refresh" content="${page.refresh.seconds}; url=${page.refresh.url}">`}
<title>${page.title} – Entra emulator</title>
<style nonce="${nonce}">${styles}${page.styles}</style>
</head>
<body>
<p class="ribbon"><strong>Entra emulator</strong> – not Microsoft. For tests on this machine.</p>
<main${page.width && html` class="${page.width}"`}>${page.body}</main>
${page.script && html`<script nonce="${nonce}">${page.script}</script>`}
</body>
</html>
`
}

export function sendPage(
  reply: FastifyReply,
  status: number,
  page: Page,
  entropy: Entropy = randomBytes,
): FastifyReply {
  const nonce = entropy(16).toString('base64url')
  return reply
    .code(status)
    .header('Content-Security-Policy', policy(page, nonce))
    .header('Cache-Control', 'no-store, no-cache')
    .header('Referrer-Policy', 'strict-origin-when-cross-origin')
    .type('text/html; charset=utf-8')
    .send(document(page, nonce).markup)
}
