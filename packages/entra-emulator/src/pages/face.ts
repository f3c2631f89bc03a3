import { type Html, html } from './html.ts'

/** A round face with the initials in one of six colours. It is decoration only. */
export function face(displayName: string): Html {
  const words = displayName.split(/\s+/).filter((word) => /^\p{L}/u.test(word))
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '')
  const colour = [...displayName].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % 6
  return html`<span class="face c${colour}" aria-hidden="true">${letters.join('').toUpperCase()}</span>`
}
