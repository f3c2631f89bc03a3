/**
 * The settings of a Microsoft Entra ID connection. Every connection stores the same: a tenant by its id, or a word
 * for many tenants; a cloud; and for a cloud without a name of its own its host.
 */
import type { FieldError } from '@gatehouse-sso/core/failure'
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { discoveryUrlOf, issuerFor, issuersOf, originOf } from '@gatehouse-sso/core/oauth/entra-authority'
import {
  clouds,
  externalIdDomain,
  nationalClouds,
  personalAccountsTenant,
} from '@gatehouse-sso/core/oauth/entra-clouds'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import { z } from 'zod'
import { addressNames } from './entra-addresses.ts'
import type { FederationTarget } from './provider.ts'
import { redirectUriField } from './redirect-uri-field.ts'

export const guid = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/
const domain = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i
const notThe = (what: string): string => `is not the ${what}: it looks like 8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b`
export const guidText = (what: string) =>
  z
    .string({ error: notThe(what) })
    .trim()
    .regex(guid, notThe(what))
    .toLowerCase()

const notAnAddress = 'is not an address: it looks like https://login.example'
/** Words in the place of a tenant id that stand for many tenants. */
const templates = ['organizations', 'common'] as const
const noPersonalAccounts = 'is the tenant of personal accounts: only work and school accounts sign in here'

/** The formats of Entra's groups claim, in the words of its manifest. */
export const groupFormats = [
  'id',
  'sam_account_name',
  'dns_domain_and_sam_account_name',
  'netbios_domain_and_sam_account_name',
  'on_premises_security_identifier',
] as const

export type GroupFormat = (typeof groupFormats)[number]

const addressDescription = (where: string, example: string) => ({
  description: `${where}. In place of \`tenant_id\`, \`cloud\` and \`authority_host\`, which are read from it`,
  examples: [example],
})
const base = 'https://login.microsoftonline.com/8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'

export const entraFields = z.strictObject({
  tenant_id: z
    .string({ error: notThe('Directory (tenant) ID') })
    .trim()
    .toLowerCase()
    .refine((text) => isTemplateWord(text) || text === 'consumers' || guid.test(text) || domain.test(text), {
      error: notThe('Directory (tenant) ID'),
      abort: true,
    })
    .refine((text) => text !== 'consumers' && text !== personalAccountsTenant, { error: noPersonalAccounts })
    .meta({
      description:
        'Entra admin center > App registrations > your app > Overview > Directory (tenant) ID. A verified domain is ' +
        'resolved once, and its tenant ID stored. `organizations` or `common` for an application of many tenants, ' +
        'with `allowed_tenants`',
      examples: ['8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'],
    }),
  client_id: guidText('Application (client) ID').meta({
    description: 'Entra admin center > App registrations > your app > Overview > Application (client) ID',
    examples: ['0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'],
  }),
  allowed_tenants: z
    .array(guidText('Directory (tenant) ID').refine((id) => id !== personalAccountsTenant, noPersonalAccounts))
    .max(100)
    .optional()
    .meta({
      description: 'With `organizations` or `common`: the Directory (tenant) IDs that may sign in',
      examples: [['8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b']],
    }),
  cloud: z
    .enum([...nationalClouds, 'external_id', 'custom'])
    .default('public')
    .meta({
      description:
        'The cloud of the tenant. `external_id`: a tenant of Entra External ID, at its own host. `custom`: another ' +
        'origin, for instance the emulator',
      examples: ['public'],
    }),
  authority_host: z
    .string()
    .trim()
    .refine((text) => /^https?:/i.test(text) && URL.canParse(text), { error: notAnAddress, abort: true })
    .meta({
      description: 'With cloud `external_id` or `custom`: the origin of the sign-in endpoints',
      examples: ['http://localhost:4100'],
    })
    .transform((text) => new URL(text).origin)
    .optional(),
  application_keys: z
    .boolean()
    .optional()
    .meta({
      description:
        'True if the application signs its tokens with a key of its own (a claims-mapping policy). Entra then publishes ' +
        'it at `?appid=`',
      examples: [true],
    }),
  scopes: z
    .array(z.string().regex(/^[\x21-\x7e]+$/, 'has a space: list each scope by itself'))
    .max(20)
    .optional()
    .meta({
      description: 'The scopes to ask for. Default: openid profile email',
      examples: [['openid', 'profile', 'email']],
    }),
  redirect_uri: redirectUriField,
  group_format: z
    .enum(groupFormats)
    .optional()
    .meta({
      description:
        'The value of a group in tokens, as set at App registrations > your app > Token configuration > Groups claim. ' +
        'It is used when the groups come from Microsoft Graph. Default: `id`',
      examples: ['sam_account_name'],
    }),
  discovery_url: z
    .string()
    .optional()
    .meta(
      addressDescription(
        'App registrations > your app > Endpoints > OpenID Connect metadata document',
        `${base}/v2.0/.well-known/openid-configuration`,
      ),
    ),
  authorization_endpoint: z
    .string()
    .optional()
    .meta(
      addressDescription(
        'App registrations > your app > Endpoints > OAuth 2.0 authorization endpoint (v2)',
        `${base}/oauth2/v2.0/authorize`,
      ),
    ),
  token_endpoint: z
    .string()
    .optional()
    .meta(
      addressDescription(
        'App registrations > your app > Endpoints > OAuth 2.0 token endpoint (v2)',
        `${base}/oauth2/v2.0/token`,
      ),
    ),
})

export const entraSettings = entraFields.superRefine((value, context) => {
  const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  if (value.client_id === value.tenant_id) {
    issue('client_id', 'is the same as the tenant ID: copy the Application (client) ID from the Overview page')
  }
  if (isTemplate(value) && !value.allowed_tenants?.length) {
    issue(
      'allowed_tenants',
      `is needed: \`${value.tenant_id}\` lets every Entra tenant of the world sign in. List the Directory (tenant) IDs ` +
        'that may, or pin one tenant: put its ID into `tenant_id`',
    )
  }
  const { cloud, authority_host } = value
  if ((cloud === 'custom' || cloud === 'external_id') !== (authority_host !== undefined)) {
    issue('authority_host', 'goes with cloud `custom` or `external_id`, and is needed there')
  } else if (authority_host !== undefined) {
    const { host } = new URL(authority_host)
    if (cloud === 'external_id' && !host.endsWith(externalIdDomain)) {
      issue('authority_host', `is not a host of Entra External ID: it looks like https://contoso${externalIdDomain}`)
    }
    // The authority of an identity names the cloud or the host, so no host may have the name of a cloud.
    if (host in clouds) issue('authority_host', 'is the name of a cloud: choose it as `cloud`')
  }
})

export type EntraSettings = z.output<typeof entraSettings>

/** Where assertions of our federation issuer may go. Other hosts stand in for the public cloud. */
export const federationOf = (value: EntraSettings): FederationTarget => {
  const origin = originOf(value)
  const { federation_audience: audience } =
    value.cloud === 'custom' || value.cloud === 'external_id' ? clouds.public : clouds[value.cloud]
  return { audience, origin, is_known: value.cloud !== 'custom' && origin.startsWith('https:') }
}

const isTemplateWord = (text: string): boolean => (templates as readonly string[]).includes(text)

export const isTemplate = ({ tenant_id }: Pick<EntraSettings, 'tenant_id'>): boolean => isTemplateWord(tenant_id)

export const tokenEndpointOf = (value: Pick<EntraSettings, 'cloud' | 'authority_host'>, tid: string): string =>
  `${originOf(value)}/${tid}/oauth2/v2.0/token`

/** The permissions of Microsoft Graph, by its id, which is the same in every cloud. */
export const graphScope = '00000003-0000-0000-c000-000000000000/.default'

/**
 * Settles what only Entra knows: the id of a tenant that was named by a domain, and whether entered endpoints are those
 * that it publishes.
 * @param entered as it came from the administrator
 * @param read fetches a discovery document
 * @throws Failure values_invalid, and why the document cannot be had
 */
export async function resolveEntra(
  settings: Partial<EntraSettings>,
  entered: Claims,
  read: (address: string) => Promise<Claims>,
): Promise<Partial<EntraSettings>> {
  const { tenant_id, cloud = 'public' } = settings
  const hasHost = cloud in clouds || settings.authority_host !== undefined
  if (tenant_id === undefined || !hasHost) return settings
  const value: EntraSettings = { client_id: '', ...settings, tenant_id, cloud }
  const isDomain = !isTemplate(value) && !guid.test(tenant_id)
  const endpoints = addressNames.filter((name) => name !== 'discovery_url' && typeof entered[name] === 'string')
  if (!isDomain && endpoints.length === 0) return settings
  const document = await read(discoveryUrlOf({ ...value, application_keys: false }, tenant_id)).catch(
    (error: unknown) => {
      if (!isDomain || !isFailure(error, 'discovery_unusable')) throw error
      throw invalid('/tenant_id', `is not the ID of a tenant, and no tenant of this cloud has verified it as a domain`)
    },
  )
  for (const name of endpoints) {
    const [given, published] = [String(entered[name]).trim(), String(document[name])]
    // The path of an endpoint may name the tenant by its domain, and the host may be an older name of the cloud.
    const expected = published.replace(originOf(value), new URL(given).origin)
    if (given !== published && given !== expected.replace(/(?<=\/\/[^/]+\/)[^/]+/, value.tenant_id)) {
      throw invalid(`/${name}`, `is not the endpoint that Entra publishes: ${published}`)
    }
  }
  if (!isDomain) return settings
  const id = /\/([0-9a-f-]{36})\/v2\.0$/i.exec(String(document.issuer))?.[1]?.toLowerCase()
  if (id === undefined || !issuersOf(value, id).includes(String(document.issuer))) {
    throw new Failure('discovery_issuer_mismatch', {
      param: '/settings/tenant_id',
      expected: issuerFor(value, '<tenant ID>'),
      received: String(document.issuer).slice(0, 300),
    })
  }
  return { ...settings, tenant_id: id }
}

function invalid(param: string, message: string): Failure {
  const error: FieldError = { param: `/settings${param}`, code: 'invalid_format', message }
  return new Failure('values_invalid', { errors: [error] })
}

/**
 * The issuers that the discovery document may name. For `organizations` and `common` it names a template, with the
 * braces.
 */
export const discoveryIssuersOf = (value: EntraSettings): readonly string[] =>
  issuersOf(value, isTemplate(value) ? '{tenantid}' : value.tenant_id)
