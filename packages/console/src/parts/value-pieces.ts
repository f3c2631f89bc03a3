/** A value of a setting as pieces that a list can show: certificates by their names, and long texts folded. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'certificate'; readonly text: string }
  /** `head` is its beginning. */
  | { readonly kind: 'long'; readonly head: string; readonly text: string }

/** A longer text does not fit a line of a list. */
const longestText = 160
const headLength = 60

const pem = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g

export function piecesOf(value: unknown): readonly Piece[] {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) return value.flatMap(piecesOf)
  if (typeof value === 'object') {
    const text = JSON.stringify(value)
    return text.length > longestText ? [folded(text, JSON.stringify(value, null, 2))] : [{ kind: 'text', text }]
  }
  const text = String(value)
  const certificates = text.match(pem)
  if (certificates) return certificates.map((one) => ({ kind: 'certificate', text: one }))
  return text.length > longestText ? [folded(text, text)] : [{ kind: 'text', text }]
}

const folded = (line: string, text: string): Piece => ({
  kind: 'long',
  head: line.slice(0, headLength).replaceAll(/\s+/g, ' '),
  text,
})

/** The bytes of a certificate in PEM; `null` where it is none. */
export function bytesOfPem(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const binary = atob(text.replaceAll(/-----[^-]*-----|\s/g, ''))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}
