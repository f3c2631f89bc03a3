/** The names of the contract's nouns and verbs in the terminal, and the columns of their tables. */
import { contract } from '@gatehouse-sso/sdk/contract'
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Flag of a field: `organization_id` → `organization-id`. */
export const flagOf = (field: string): string => field.replaceAll('_', '-')

/** Nouns whose word differs from the contract. */
const nounWords: Readonly<Record<string, string>> = { signIns: 'signins' }

/** Second words for the same command. */
const aliases: Readonly<Record<string, string>> = {
  'signIns.get': 'show',
  'credentials.create': 'add',
  'domains.create': 'add',
}

export interface Verb {
  readonly word: string
  readonly alias: string | undefined
  readonly operation: Operation
}

export interface Noun {
  readonly word: string
  readonly alias: string | undefined
  /** `API keys` */
  readonly label: string
  readonly verbs: readonly Verb[]
}

const labels: Readonly<Record<string, string>> = {
  apiKeys: 'API keys',
  apiResources: 'API resources',
  signIns: 'sign-ins',
}

/** Nouns that only browsers use: a command has no session. */
const forBrowsers = ['setup', 'console']

/** Every noun with its verbs, in the order of the contract. */
const named = Object.entries(contract).filter(([name]) => !forBrowsers.includes(name))
export const nouns: readonly Noun[] = named.map(([name, operations]) => {
  const word = nounWords[name] ?? kebab(name)
  return {
    word,
    alias: word === kebab(name) ? undefined : kebab(name),
    label: labels[name] ?? kebab(name).replaceAll('-', ' '),
    verbs: Object.entries<Operation>(operations).map(([verb, operation]) => ({
      word: kebab(verb),
      alias: aliases[operation.id],
      operation,
    })),
  }
})

/** Descriptions of the options that every list takes. */
export const paging: Readonly<Record<string, string>> = {
  limit: 'items on a page, from 1 to 100 (default: 10)',
  after: 'begin after this id',
  before: 'end before this id',
  order: 'newest first, or oldest first (asc)',
}

/** Columns of a table, by the `object` of its rows. */
export const columns: Readonly<Record<string, readonly string[]>> = {
  environment: ['id', 'name', 'slug', 'kind', 'is_default', 'issuer'],
  organization: ['id', 'name', 'external_id', 'domains.domain', 'created_at'],
  domain: ['id', 'domain', 'state', 'verified_at'],
  connection: ['id', 'name', 'type', 'state', 'organization_id', 'last_sign_in_at'],
  connection_type: ['type', 'name'],
  credential: ['id', 'type', 'active', 'hint', 'not_after', 'last_used_at'],
  application: ['id', 'name', 'type', 'state', 'redirect_uris'],
  application_secret: ['id', 'hint', 'last_used_at', 'created_at'],
  api_resource: ['id', 'name', 'enabled', 'application_id', 'organization_id'],
  api_resource_tenant: ['id', 'tenant_id', 'organization_id', 'source', 'allowed_clients'],
  role: ['id', 'slug', 'name', 'position', 'is_default'],
  group: ['id', 'name', 'idp_id', 'roles', 'organization_id'],
  user: ['id', 'email', 'name', 'state', 'role', 'last_sign_in_at'],
  identity: ['id', 'authority', 'subject', 'linked_because'],
  invitation: ['id', 'email', 'state', 'organization_id', 'expires_at'],
  setup_link: ['id', 'state', 'intents', 'organization_id', 'expires_at'],
  branding: ['name', 'accent', 'support_email', 'logo_url'],
  session: ['id', 'created_at', 'last_used_at', 'expires_at', 'ended_because'],
  sign_in: ['id', 'created_at', 'state', 'email', 'error_code', 'organization_id'],
  event: ['id', 'created_at', 'type', 'actor.type', 'actor.id', 'data.id'],
  signing_key: ['id', 'alg', 'state', 'changed_at'],
  api_key: ['id', 'name', 'hint', 'expires_at', 'last_used_at'],
  staff: ['id', 'email', 'name', 'role', 'state', 'last_seen_at'],
  staff_session: ['id', 'started_by', 'address', 'created_at', 'expires_at'],
  staff_settings: ['organization_id', 'updated_at'],
  organization_summary: ['id', 'name', 'external_id', 'domains', 'created_at'],
}
