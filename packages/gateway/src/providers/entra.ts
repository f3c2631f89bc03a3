/**
 * Microsoft Entra ID by OpenID Connect.
 * https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc, …/id-token-claims-reference
 */
import { z } from 'zod'
import { codesIn, entraHints, lookupPage, referencesIn, unknownHint } from './entra-hints/index.ts'
import { addressOf, menuOf } from './entra-hints/places.ts'
import { oidcProvider } from './provider.ts'

const guid = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/
const notThe = (what: string): string => `is not the ${what}: it looks like 8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b`
const guidText = (what: string) =>
  z
    .string({ error: notThe(what) })
    .trim()
    .regex(guid, notThe(what))
    .toLowerCase()

/** Login hosts of the national clouds. */
const hosts = {
  public: 'https://login.microsoftonline.com',
  us_government: 'https://login.microsoftonline.us',
  china: 'https://login.partner.microsoftonline.cn',
}

const notAnAddress = 'is not an address: it looks like https://login.example'
/** Words in the place of a tenant id that stand for many tenants. */
const templates = ['organizations', 'common'] as const

const fields = z.strictObject({
  tenant_id: z
    .union([z.enum(templates), guidText('Directory (tenant) ID')], { error: notThe('Directory (tenant) ID') })
    .meta({
      description:
        'Entra admin center > App registrations > your app > Overview > Directory (tenant) ID. `organizations` or ' +
        '`common` for an application of many tenants, with `allowed_tenants`',
      examples: ['8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'],
    }),
  client_id: guidText('Application (client) ID').meta({
    description: 'Entra admin center > App registrations > your app > Overview > Application (client) ID',
    examples: ['0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'],
  }),
  allowed_tenants: z
    .array(guidText('Directory (tenant) ID'))
    .max(100)
    .optional()
    .meta({
      description: 'With `organizations` or `common`: the Directory (tenant) IDs that may sign in',
      examples: [['8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b']],
    }),
  cloud: z
    .enum(['public', 'us_government', 'china', 'custom'])
    .default('public')
    .meta({
      description: 'The cloud of the tenant. `custom`: another origin, for instance the emulator',
      examples: ['public'],
    }),
  authority_host: z
    .string()
    .trim()
    .refine((text) => /^https?:/i.test(text) && URL.canParse(text), { error: notAnAddress, abort: true })
    .meta({
      description: 'With cloud `custom`: the origin of the sign-in endpoints',
      examples: ['http://localhost:4100'],
    })
    .transform((text) => new URL(text).origin)
    .optional(),

  scopes: z
    .array(z.string().regex(/^[\x21-\x7e]+$/, 'has a space: list each scope by itself'))
    .max(20)
    .optional()
    .meta({
      description: 'The scopes to ask for. Default: openid profile email',
      examples: [['openid', 'profile', 'email']],
    }),
})

const settings = fields.superRefine((value, context) => {
  const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  if (value.client_id === value.tenant_id) {
    issue('client_id', 'is the same as the tenant ID: copy the Application (client) ID from the Overview page')
  }
  if (isTemplate(value) && !value.allowed_tenants?.length) {
    issue('allowed_tenants', `is needed: \`${value.tenant_id}\` lets every Entra tenant of the world sign in`)
  }
  if ((value.cloud === 'custom') !== (value.authority_host !== undefined)) {
    issue('authority_host', 'goes with cloud `custom`, and is needed there')
  }
  // The authority of an identity names the cloud or the host, so no host may have the name of a cloud.
  if (value.authority_host !== undefined && new URL(value.authority_host).host in hosts) {
    issue('authority_host', 'is the name of a cloud: choose it as `cloud`')
  }
})

type Settings = z.output<typeof settings>

const originOf = ({ cloud, authority_host = '' }: Settings): string =>
  cloud === 'custom' ? authority_host : hosts[cloud]
const isTemplate = ({ tenant_id }: Pick<Settings, 'tenant_id'>): boolean =>
  (templates as readonly string[]).includes(tenant_id)
const issuerFor = (value: Settings, tid: string): string => `${originOf(value)}/${tid}/v2.0`
const isTrue = (value: unknown): boolean => value === true || value === 1 || value === 'true' || value === '1'

export const entra = oidcProvider<Settings>({
  id: 'entra_oidc',
  name: 'Microsoft Entra ID',
  protocol: 'oidc',
  fields,
  settings,
  default_mapping: {
    identifier: ['oid'],
    email: ['email'],
    name: ['name'],
    given_name: ['given_name'],
    family_name: ['family_name'],
    preferred_username: ['preferred_username', 'upn'],
    groups: ['groups'],
    roles: ['roles'],
  },
  choose_prompt: 'select_account',
  ask_auth_time: true,

  client: (value) => ({
    discovery_url: `${originOf(value)}/${value.tenant_id}/v2.0/.well-known/openid-configuration`,
    // For `organizations` and `common` the discovery document names a template, with the braces.
    discovery_issuers: [issuerFor(value, isTemplate(value) ? '{tenantid}' : value.tenant_id)],
    client_id: value.client_id,
    scopes: value.scopes ?? ['openid', 'profile', 'email'],
    token_endpoint_auth_method: 'client_secret_post',
    id_token_algorithms: ['RS256'],
  }),

  expectedIssuer(value, { tid }) {
    if (typeof tid !== 'string' || !guid.test(tid)) return null
    const allowed = isTemplate(value) ? (value.allowed_tenants ?? []) : [value.tenant_id]
    return allowed.includes(tid.toLowerCase()) ? issuerFor(value, tid) : null
  },

  // Each key names the issuer and the cloud that may use it. The public endpoint serves keys of other clouds too.
  acceptsKey(_, { issuer, cloud_instance_name: cloud }, { iss, tid }, { cloud_instance_name }) {
    if (issuer !== undefined && typeof issuer !== 'string') return false
    if (issuer !== undefined && issuer.replace(/\{tenantid\}/i, String(tid)) !== iss) return false
    return cloud === undefined || cloud_instance_name === undefined || cloud === cloud_instance_name
  },

  identityOf(value, { tid, oid }) {
    if (typeof tid !== 'string' || typeof oid !== 'string' || !guid.test(oid)) return null
    const cloud = value.cloud === 'custom' ? new URL(originOf(value)).host : value.cloud
    return { authority: `entra:${cloud}:${tid.toLowerCase()}`, subject: oid.toLowerCase() }
  },

  // `xms_edov`: Entra has verified that the tenant owns the email's domain. It comes as true, 1, "1" or "true".
  // Without it the mail attribute is free text of the tenant's administrators (nOAuth).
  emailTrust: ({ xms_edov }) =>
    xms_edov === undefined || xms_edov === null ? null : isTrue(xms_edov) ? 'domain_owner' : 'none',
  default_email_trust: 'claimed',
  // Userinfo is Microsoft Graph, which has neither groups nor app roles.
  never_in_userinfo: ['groups', 'roles', 'is_admin'],

  groupsIncomplete: ({ groups, hasgroups, _claim_names }) =>
    groups === undefined &&
    (isTrue(hasgroups) || (typeof _claim_names === 'object' && _claim_names !== null && 'groups' in _claim_names)),

  // Microsoft Graph by its id, which is the same in every cloud. A template has no tenant to ask.
  credentialProof: (value) => (isTemplate(value) ? null : '00000003-0000-0000-c000-000000000000/.default'),
  confused: (value) =>
    isTemplate(value)
      ? null
      : {
          settings: { ...value, tenant_id: value.client_id, client_id: value.tenant_id },
          failure: 'tenant_and_client_swapped',
        },

  secretProblem: (secret) =>
    guid.test(secret)
      ? 'is the Secret ID: copy the column Value instead. It is shown only once; if it is gone, make a new secret'
      : undefined,

  errorCodes: codesIn,
  errorReferences: referencesIn,
  declined_codes: ['AADSTS65004'],

  explained_codes: Object.keys(entraHints),
  unreturned_codes: [50011, 50105, 90094, 700016, 50020, 50194, 90002].map((number) => `AADSTS${number}`),
  explain(value, code) {
    const known = entraHints[code]
    if (known === undefined && lookupPage(code) === null) return undefined
    const { who, cause, what, place } = known ?? unknownHint
    const url = known === undefined ? lookupPage(code) : addressOf(place, value)
    return { code, who, cause, what, where: menuOf(place), url }
  },
})
