/**
 * The clouds of Microsoft Entra: app registrations, keys and hosts are separate in each.
 * https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud
 */

/** A national cloud, by its own name in our settings and in identities. */
export type NationalCloud = 'public' | 'us_government' | 'china'

interface CloudHosts {
  /** The origin of the sign-in endpoints, and of the issuer. */
  readonly login: string
  /** Older names of the same host. Addresses with them are still copied from documents. */
  readonly aliases: readonly string[]
  /** The origin of Microsoft Graph. */
  readonly graph: string
  /** The origin of issuers of version 1.0. */
  readonly version_1: string
  /** The name of the cloud in discovery documents and keys. */
  readonly instance: string
  /** The audience of federated identity credentials. */
  readonly federation_audience: string
}

export const clouds: Readonly<Record<NationalCloud, CloudHosts>> = {
  public: {
    login: 'https://login.microsoftonline.com',
    aliases: ['login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
    graph: 'https://graph.microsoft.com',
    version_1: 'https://sts.windows.net',
    instance: 'microsoftonline.com',
    federation_audience: 'api://AzureADTokenExchange',
  },
  us_government: {
    login: 'https://login.microsoftonline.us',
    aliases: ['login.usgovcloudapi.net'],
    graph: 'https://graph.microsoft.us',
    version_1: 'https://sts.windows.net',
    instance: 'microsoftonline.us',
    federation_audience: 'api://AzureADTokenExchangeUSGov',
  },
  china: {
    login: 'https://login.partner.microsoftonline.cn',
    aliases: ['login.chinacloudapi.cn'],
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    version_1: 'https://sts.chinacloudapi.cn',
    instance: 'partner.microsoftonline.cn',
    federation_audience: 'api://AzureADTokenExchangeChina',
  },
}

export const nationalClouds = Object.keys(clouds) as readonly NationalCloud[]

/** The cloud of a login host; `undefined` for a host of no cloud. */
export function cloudOfHost(host: string): NationalCloud | undefined {
  return nationalClouds.find((name) => new URL(clouds[name].login).host === host || clouds[name].aliases.includes(host))
}

/** The domain of External ID tenants: `contoso.ciamlogin.com`. */
export const externalIdDomain = '.ciamlogin.com'

/** The tenant of all personal Microsoft accounts. */
export const personalAccountsTenant = '9188040d-6c67-4c5b-b112-36a304b66dad'
