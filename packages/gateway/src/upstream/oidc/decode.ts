const utf8 = new TextDecoder('utf-8', { fatal: true })

/** A part of a compact JWT as text. @throws TypeError for bytes that are not UTF-8 */
export function decodeUtf8(part: string): string {
  return utf8.decode(Buffer.from(part, 'base64url'))
}
