import { html } from './html.ts'
import type { Page } from './send-page.ts'

/**
 * @param frames front-channel logout URLs, called in hidden frames
 * @param next the URL that the browser opens after the frames had time to load
 */
export function signedOutPage(frames: readonly string[], next: string | undefined): Page {
  return {
    title: 'Signed out',
    frames: [...new Set(frames.map((url) => new URL(url).origin))],
    ...(next === undefined ? {} : { refresh: { seconds: 2, url: next } }),
    body: html`
<h1>You signed out of your account</h1>
<p class="lead">${next === undefined ? 'It’s a good idea to close all browser windows.' : 'Signing you out of applications.'}</p>
${next !== undefined && html`<p><a href="${next}">Continue</a></p>`}
${frames.map((url) => html`<iframe src="${url}" title="Signing out of an application" aria-hidden="true"></iframe>`)}`,
  }
}
