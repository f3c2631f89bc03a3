/** Email addresses and their domains, in the form in which they are compared. */
import { isIdentifyingText } from './identifying-text.ts'

/**
 * The form in which emails and user names are compared: lower case.
 * @returns `undefined` if the text cannot identify anybody
 */
export function emailKey(email: string): string | undefined {
  return isIdentifyingText(email) ? email.toLowerCase() : undefined
}

const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/

/**
 * A domain name in lower case and ASCII (internationalised names as punycode), or `undefined` if the text is not a
 * domain name. A single label (`localhost`), an IP address and a name with a dot at the end are not domain names.
 */
export function domainKey(name: string): string | undefined {
  if (!isIdentifyingText(name) || name.length > 253 || /[\s/:@?#\\%]/.test(name)) return undefined
  const host = asciiName(name)
  if (host === undefined) return undefined
  const labels = host.split('.')
  // Other full stops (U+3002) separate labels too; they are another spelling of the same domain.
  if (labels.length !== name.split('.').length) return undefined
  if (host.length > 253 || labels.length < 2 || !labels.every((part) => label.test(part))) return undefined
  return /^\d+$/.test(labels.at(-1) ?? '') ? undefined : host
}

/** Most names of domains: a URL parser, which is slow, would return them as they are. */
const plainName = /^(?:[a-z0-9-]+\.)+[a-z]+$/

function asciiName(name: string): string | undefined {
  if (plainName.test(name) && !name.includes('xn--')) return name
  return URL.parse(`https://${name}`)?.hostname
}

/** The domain of an email address, or `undefined` if the text is not exactly one address. */
export function emailDomain(email: string): string | undefined {
  const parts = email.split('@')
  // With more than one @ the domain is ambiguous.
  if (parts.length !== 2 || parts[0] === '' || !isIdentifyingText(email)) return undefined
  return domainKey(String(parts[1]))
}
