/**
 * Names, addresses and ids must not have control characters, which can forge log lines (CWE-117) and headers (CWE-113).
 */

/** Whether the text has C0, DEL, C1 or the two Unicode line separators. */
export function hasControlCharacters(text: string): boolean {
  return /[\p{Cc}\u2028\u2029]/u.test(text)
}

/** The text without them. */
export function withoutControlCharacters(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, '')
}
