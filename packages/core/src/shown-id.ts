import { readableText } from './readable-text.ts'

const ours = /^[a-z]+_[0-9a-z]{26}$/
const shortest = 16

/**
 * A text that was received in the place of an id, for records and logs. An id of ours is shown whole. Anything else may be a
 * secret in the wrong place, so only its first letters and its length are shown.
 */
export function shownId(text: string): string {
  if (ours.test(text) || text.length < shortest) return readableText(text)
  return `${readableText(text, 6)}… (${text.length} characters)`
}
