/** The state of a sign-in, a sign-out or a device in two words, with its mark. */
import { type Html, html } from './html.ts'

/** For a person who reads no further. */
export function stateOf(words: string, kind: 'bad' | 'good' = 'bad'): Html {
  const shape =
    kind === 'good'
      ? html`<circle cx="12" cy="12" r="9"/><path d="m8 12 3 3 5-6"/>`
      : html`<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z"/><path d="M12 8v4M12 16h.01"/>`
  return html`<p class="${kind === 'good' ? 'state good' : 'state'}"><svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shape}</svg>${words}</p>`
}
