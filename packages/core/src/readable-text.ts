/**
 * A text from outside, cut to a length. A question mark stands for each half of a character, for the mark of bytes that
 * could not be decoded (U+FFFD), and for characters that turn the direction of the text around them (CVE-2021-42574).
 * @param most UTF-16 code units
 */
export function readableText(text: string, most = Number.POSITIVE_INFINITY): string {
  const cut = text.length > most ? text.slice(0, most) : text
  const whole = cut.length < text.length && /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
  return whole.toWellFormed().replace(/[\ufffd\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '?')
}
