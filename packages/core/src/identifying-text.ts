/**
 * Text that identifies somebody: emails, user names, identifiers, domains. It is compared as it came or refused, never
 * repaired. A repair would make two different texts equal: `ada<NUL>@acme.example` and `ada@acme.example`, or the Kelvin
 * sign and the letter k.
 */

/** Control, format (zero width, soft hyphen, direction), private and unassigned characters, and all spaces but one. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u

/** Visible ASCII, with spaces inside: most texts, which need no look at Unicode. */
const plain = /^[\x21-\x7e]+(?: +[\x21-\x7e]+)*$/

/**
 * Whether a text may identify somebody: visible characters in their compatibility form (Unicode NFKC), so that no
 * full-width, ligature or decomposed spelling of another text is accepted, without a space at either end.
 */
export function isIdentifyingText(text: string): boolean {
  if (plain.test(text)) return true
  return text !== '' && text === text.trim() && !invisible.test(text) && text === text.normalize('NFKC')
}
