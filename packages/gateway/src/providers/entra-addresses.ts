/**
 * The addresses that Entra shows, and the tenant that each stands for. An administrator copies them from the page Endpoints of an app
 * registration, or from the set-up document of another product. Each stands for the same settings: the cloud, its host,
 * and the tenant.
 */
import type { FieldError } from '@gatehouse-sso/core/failure'
import { cloudOfHost, externalIdDomain } from '@gatehouse-sso/core/oauth/entra-clouds'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'

/** The settings that may be entered in place of `tenant_id`, `cloud` and `authority_host`. */
export const addressNames = ['discovery_url', 'authorization_endpoint', 'token_endpoint'] as const

export type AddressName = (typeof addressNames)[number]

const forms: Readonly<Record<AddressName, RegExp>> = {
  discovery_url: /^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/i,
  authorization_endpoint: /^\/([^/]+)\/oauth2\/v2\.0\/authorize$/i,
  token_endpoint: /^\/([^/]+)\/oauth2\/v2\.0\/token$/i,
}

const examples: Readonly<Record<AddressName, string>> = {
  discovery_url: 'https://login.microsoftonline.com/<tenant>/v2.0/.well-known/openid-configuration',
  authorization_endpoint: 'https://login.microsoftonline.com/<tenant>/oauth2/v2.0/authorize',
  token_endpoint: 'https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token',
}

/** The settings that an address stands for. `null` removes a stored one. */
interface Meaning {
  readonly tenant_id: string
  readonly cloud: string
  readonly authority_host: string | null
  readonly application_keys?: true
}

/** @returns the settings, or a sentence that says what is wrong with the address */
export function readAddress(name: AddressName, text: unknown): Meaning | string {
  const address = typeof text === 'string' && URL.canParse(text.trim()) ? new URL(text.trim()) : undefined
  if (address === undefined || !/^https?:$/.test(address.protocol)) {
    return `is not an address: it looks like ${examples[name]}`
  }
  if (address.host.endsWith('.b2clogin.com')) {
    return 'is an address of Azure AD B2C: create a connection of the type `oidc` for it'
  }
  const tenant_id = forms[name].exec(address.pathname)?.[1]
  if (tenant_id === undefined) return otherForm(name, address.pathname)
  if (!/^[\w.%-]+$/.test(tenant_id) || !isDecodable(tenant_id)) return `has no tenant: it looks like ${examples[name]}`
  return { tenant_id: decodeURIComponent(tenant_id), ...hostOf(address), ...applicationKeys(name, address) }
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

function otherForm(name: AddressName, path: string): string {
  const meant = addressNames.find((other) => forms[other].test(path))
  if (meant !== undefined) return `is the value of \`${meant}\`: it looks like ${examples[name]}`
  const isV1 = /^\/[^/]+\/(?:\.well-known\/openid-configuration|oauth2\/(?:authorize|token))$/i.test(path)
  return `is not ${isV1 ? 'an address of version 2.0' : 'such an address of Entra'}: it looks like ${examples[name]}`
}

function hostOf({ host, origin }: URL): Pick<Meaning, 'cloud' | 'authority_host'> {
  const cloud = cloudOfHost(host)
  if (cloud !== undefined) return { cloud, authority_host: null }
  return { cloud: host.endsWith(externalIdDomain) ? 'external_id' : 'custom', authority_host: origin }
}

/** Entra publishes the keys of an application that signs with its own at `?appid=`. */
function applicationKeys(name: AddressName, { searchParams }: URL): Pick<Meaning, 'application_keys'> {
  return name === 'discovery_url' && searchParams.has('appid') ? { application_keys: true } : {}
}

/**
 * Rewrites entered settings: addresses become the settings that they stand for.
 * @returns the settings without addresses, or the errors: an address that is wrong, or that contradicts another value
 */
export function withoutAddresses(entered: Claims): Claims | readonly FieldError[] {
  const errors: FieldError[] = []
  let rewritten = Object.fromEntries(Object.entries(entered).filter(([name]) => !isAddressName(name)))
  for (const name of addressNames) {
    const text = entered[name]
    if (text === undefined || text === null) continue
    const meaning = readAddress(name, text)
    const problem = typeof meaning === 'string' ? meaning : contradiction(rewritten, meaning)
    if (problem !== undefined) errors.push({ param: `/${name}`, code: 'invalid_format', message: problem })
    else rewritten = { ...rewritten, ...(meaning as Meaning) }
  }
  return errors.length > 0 ? errors : rewritten
}

export function isAddressName(name: string): name is AddressName {
  return (addressNames as readonly string[]).includes(name)
}

/** A value that was entered beside an address must say the same. */
function contradiction(entered: Claims, meaning: Meaning): string | undefined {
  const same = (name: 'tenant_id' | 'cloud' | 'authority_host'): boolean => {
    const value = entered[name]
    return value === undefined || value === null || String(value).trim().toLowerCase() === meaning[name]?.toLowerCase()
  }
  for (const name of ['tenant_id', 'cloud', 'authority_host'] as const) {
    if (!same(name)) return `says another \`${name}\` than the other settings: leave one of them out`
  }
  return undefined
}
