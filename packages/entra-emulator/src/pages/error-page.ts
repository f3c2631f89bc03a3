import { clockBlame } from '../errors/clock-errors.ts'
import type { EntraError } from '../errors/entra-error.ts'
import { remedyFor } from '../errors/remedy.ts'
import type { Trace } from '../http/trace.ts'
import { html } from './html.ts'
import type { Page } from './send-page.ts'
import { trail } from './trail.ts'

/** The page that Entra shows instead of sending an error to the application. People paste its text into tickets. */
export function errorPage(failure: EntraError, trace: Trace): Page {
  const clock = clockBlame(failure.code, trace)
  const remedy = remedyFor(failure.code)
  return {
    title: 'Sign in to your account',
    width: 'broad',
    body: html`
<h1>Sign in</h1>
<p class="lead">Sorry, but we’re having trouble signing you in.</p>
<p role="alert">AADSTS${failure.code}: ${failure.message}</p>
${clock !== undefined && html`<p class="hint">${clock}</p>`}
${remedy !== undefined && html`<p class="hint">For the administrator: ${remedy} <a href="/admin-center">Open the admin center</a></p>`}
<h2>Troubleshooting details</h2>
<p class="small">If you contact your administrator, send this info to them.</p>
${trail(trace, `AADSTS${failure.code}`)}`,
  }
}
