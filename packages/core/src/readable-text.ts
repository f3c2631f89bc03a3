/**
 * A text from outside, cut to a length, without halves of characters and without the mark for bytes that could not be
 * decoded (U+FFFD). A question mark stands for each.
 * @param most UTF-16 code units
 */
export function readableText(text: string, most = Number.POSITIVE_INFINITY): string {
  const cut = text.length > most ? text.slice(0, most) : text
  const whole = cut.length < text.length && /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
  return whole.toWellFormed().replaceAll('\ufffd', '?')
}
