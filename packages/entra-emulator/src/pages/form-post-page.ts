import type { ResponseParameters } from '../authorize/response-parameters.ts'
import { html } from './html.ts'
import type { Page } from './send-page.ts'

/** The scheme of a redirect URI in the form of a Content-Security-Policy, if it is neither http nor https. */
export function schemeOf(uri: string): string | undefined {
  if (uri.startsWith('/')) return undefined // a page of the emulator itself
  const { protocol } = new URL(uri)
  return protocol === 'http:' || protocol === 'https:' ? undefined : protocol
}

/** The page for `response_mode=form_post`: a form that submits itself, with a button for browsers without scripts. */
export function formPostPage(uri: string, parameters: ResponseParameters): Page {
  const scheme = schemeOf(uri)
  return {
    title: 'Working…',
    ...(scheme === undefined ? {} : { form_scheme: scheme }),
    script: html`document.forms[0].submit()`,
    body: html`
<h1>Working…</h1>
<form method="post" name="hiddenform" action="${uri}">
${parameters.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<p class="lead">You are being sent on to the application.</p>
<div class="actions"><button class="button" type="submit">Continue</button></div>
</form>`,
  }
}
