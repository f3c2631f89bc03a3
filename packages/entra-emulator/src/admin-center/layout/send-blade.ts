import { randomBytes } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { displayedUserName } from '../../claims/guest.ts'
import type { Tenant } from '../../directory/tenant.ts'
import type { User } from '../../directory/user.ts'
import { type Html, html } from '../../pages/html.ts'
import { makeLoginHint } from '../../sessions/login-hint.ts'
import { type Blade, type BladeCall, type ResourceMenu, root } from '../blade.ts'
import { mayDo, missingRole } from '../role.ts'
import { bladeStyles } from './blade-styles.ts'
import { breadcrumb, navigation } from './navigation.ts'

/** Shows the buttons "Copy" and lets them work. Without it the values are still there to select. */
const copyScript = html`for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false
  button.addEventListener('click', () => {
    const field = document.createElement('textarea')
    field.value = button.dataset.copy
    button.after(field)
    field.select()
    document.execCommand('copy')
    field.remove()
    button.focus()
    button.textContent = 'Copied'
    setTimeout(() => { button.textContent = 'Copy' }, 2000)
  })
}`

/** Forms go to the emulator only, and no other page may frame this one. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function bar(tenant: Tenant, user: User): Html {
  const hint = encodeURIComponent(makeLoginHint(tenant.id, user.id))
  return html`<header><p class="ribbon"><strong>Entra emulator</strong> – not Microsoft. For tests on this machine.</p>
<div class="bar"><button class="burger" type="button" popovertarget="navigation">Menu</button>
<a href="${root}">Entra admin center</a>
<div class="me"><span><b>${displayedUserName(user)}</b>${tenant.displayName}</span>
<a href="${root}/sign-in?another=1">Switch account</a>
<a href="/${tenant.id}/oauth2/v2.0/logout?logout_hint=${hint}">Sign out</a></div></div></header>`
}

function menuOf({ label, parts }: ResourceMenu, here: string): Html {
  return html`<nav class="menu" aria-label="${label}">${parts.map(
    ({ title, links }) =>
      html`${title !== undefined && html`<h2>${title}</h2>`}<ul>${links.map(
        ({ text, path }) => html`<li><a href="${path}"${path === here && html` aria-current="page"`}>${text}</a></li>`,
      )}</ul>`,
  )}</nav>`
}

/** The notice of the last change, the problem of this one, or the role that the person has not. */
function says(blade: Blade, { notice, problem, user }: BladeCall): Html {
  const isReadOnly = blade.task !== undefined && !mayDo(user, blade.task)
  return html`
${notice !== undefined && html`<div class="say good" role="status"><p>${notice}</p></div>`}
${problem !== undefined && html`<div class="say bad" role="alert"><p>${problem}</p></div>`}
${
  isReadOnly &&
  problem === undefined &&
  html`<div class="say warn" role="note"><p>You can read this page. ${missingRole(user, blade.task)}</p></div>`
}`
}

function document(blade: Blade, call: BladeCall, nonce: string): Html {
  const content = html`${says(blade, call)}${
    blade.commands && html`<div class="commands">${blade.commands}</div>`
  }${blade.body}`
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${blade.of !== undefined && html`${blade.of} – `}${blade.title} – Entra emulator</title>
<style nonce="${nonce}">${bladeStyles}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${bar(call.tenant, call.user)}
<div class="shell">${navigation(call.path)}
<main id="main">${breadcrumb(blade.crumbs)}
<h1>${blade.of !== undefined && html`${blade.of} <small>| </small>`}${
    blade.of === undefined ? blade.title : html`<small>${blade.title}</small>`
  }</h1>
${
  blade.menu
    ? html`<div class="with-menu">${menuOf(blade.menu, call.path)}<div class="content">${content}</div></div>`
    : html`<div class="content">${content}</div>`
}</main></div>
<script nonce="${nonce}">${copyScript}</script>
</body>
</html>
`
}

export function sendBlade(reply: FastifyReply, status: number, blade: Blade, call: BladeCall): FastifyReply {
  const nonce = randomBytes(16).toString('base64url')
  return reply
    .code(status)
    .header('Content-Security-Policy', policy(nonce))
    .header('Cache-Control', 'no-store')
    .header('Referrer-Policy', 'same-origin')
    .type('text/html; charset=utf-8')
    .send(document(blade, call, nonce).markup)
}
