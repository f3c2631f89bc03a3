/**
 * Encodes a parameter of a redirect as Entra does: the form encoding of .NET, with `+` for spaces and escapes in lower
 * case (`%3a`, `%0d%0a`). A client that compares the raw text would notice a difference.
 */
export function encodeParameter(value: string): string {
  return encodeURIComponent(value)
    .replace(/%20/g, '+')
    .replace(/~/g, '%7e')
    .replace(/'/g, '%27')
    .replace(/%[0-9A-F]{2}/g, (escaped) => escaped.toLowerCase())
}

export function encodeParameters(parameters: readonly (readonly [string, string])[]): string {
  return parameters.map(([name, value]) => `${name}=${encodeParameter(value)}`).join('&')
}
