/**
 * User codes of the device flow (RFC 8628, 6.1): eight consonants, so that no word comes out, shown as `BCDF-GHJK`. People
 * may type them in small letters, and with or without the dash.
 */
const letters = 'BCDFGHJKLMNPQRSTVWXZ'
const length = 8

/** 64 characters, as random secrets have them. */
const secretAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * A code from a random text in base64url. Characters that would make some letters more likely are left out.
 * @returns `undefined` for a text with too few characters that can be used
 */
export function userCodeFrom(secret: string): string | undefined {
  const usable = [...secret]
    .map((character) => secretAlphabet.indexOf(character))
    .filter((index) => index >= 0 && index < letters.length * 3)
  if (usable.length < length) return undefined
  return usable
    .slice(0, length)
    .map((index) => letters[index % letters.length])
    .join('')
}

/** The code that a person typed; `undefined` for anything that cannot be one. */
export function parseUserCode(typed: string | undefined): string | undefined {
  if (typed === undefined || typed.length > 40) return undefined
  const code = typed.toUpperCase().replace(/[^A-Z]/g, '')
  return code.length === length && [...code].every((letter) => letters.includes(letter)) ? code : undefined
}

export function shownUserCode(code: string): string {
  return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`
}
