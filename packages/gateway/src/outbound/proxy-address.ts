import { Failure } from '@gatehouse-sso/core/failure'

/**
 * Reads the setting for the outbound proxy.
 * @param text an address, with or without `http://`; or `none`
 * @returns the address; `null` for no proxy
 * @throws Failure setting_invalid
 */
export function parseProxyAddress(text: string): string | null {
  if (text.toLowerCase() === 'none') return null
  const url = URL.parse(/^[a-z0-9+.-]+:\/\//i.test(text) ? text : `http://${text}`)
  const isProxy = url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash
  if (isProxy) return url.href
  const expected = 'the address of an HTTP proxy such as http://proxy.internal:3128, or none'
  throw new Failure('setting_invalid', { param: 'GATEHOUSE_OUTBOUND_PROXY', expected })
}
