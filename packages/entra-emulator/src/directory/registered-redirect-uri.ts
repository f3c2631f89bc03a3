import { FixtureError } from './reader.ts'

/** The rules of Entra's form for a redirect URI, each with its error text. */
const rules: readonly { readonly broken: (uri: string) => boolean; readonly says: string }[] = [
  { broken: (uri) => uri.length > 256, says: 'must have at most 256 characters' },
  { broken: (uri) => uri.includes('#'), says: 'must have no fragment' },
  { broken: (uri) => /[!$'(),;]/.test(uri), says: "must have none of the characters ! $ ' ( ) , ;" },
  { broken: (uri) => uri.includes('*'), says: 'must have no wildcard: this emulator does not match them' },
  { broken: (uri) => !URL.canParse(uri), says: 'must be an absolute URI' },
  {
    broken: (uri) => /^http:/i.test(uri) && !/^http:\/\/(localhost|127\.0\.0\.1)([:/?]|$)/.test(uri),
    says: 'must be https, or http on localhost or 127.0.0.1 ([::1] is not supported)',
  },
]

export function readRedirectUri(value: unknown, path: string): string {
  if (typeof value !== 'string') throw new FixtureError(path, 'must be text')
  const rule = rules.find(({ broken }) => broken(value))
  if (rule) throw new FixtureError(path, `${rule.says}, is "${value}"`)
  return value
}
