/** Email addresses and their domains, in the form in which they are compared. */

/** Lower case, NFC. Two addresses are the same if their keys are. */
export function emailKey(email: string): string {
  return email.normalize('NFC').toLowerCase()
}

const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/

/**
 * A domain name in lower case and ASCII (internationalised names as punycode), without a dot at the end, or
 * `undefined` if the text is not a domain name. A single label (`localhost`) and an IP address are not domain names.
 */
export function domainKey(text: string): string | undefined {
  const name = text.trim().replace(/\.$/, '')
  if (name === '' || name.length > 253 || /[\s/:@?#\\%]/.test(name)) return undefined
  let host: string
  try {
    host = new URL(`https://${name}`).hostname
  } catch {
    return undefined
  }
  const labels = host.split('.')
  if (host.length > 253 || labels.length < 2 || !labels.every((part) => label.test(part))) return undefined
  return /^\d+$/.test(labels.at(-1) ?? '') ? undefined : host
}

/** The domain of an email address, or `undefined` if the text is not exactly one address. */
export function emailDomain(email: string): string | undefined {
  const parts = email.split('@')
  // With more than one @ the domain is ambiguous.
  return parts.length === 2 && parts[0] !== '' ? domainKey(String(parts[1])) : undefined
}
