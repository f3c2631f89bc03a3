/** A part of a compact JWT as text. @throws TypeError for bytes that are not UTF-8 */
export function decodeUtf8(part: string): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url'))
}
