/** The paths of the dashboard, below `/console/<slug of the environment>`. */

export const organizationTabs = [
  'overview',
  'connection',
  'users',
  'groups_roles',
  'sign_ins',
  'events',
  'settings',
] as const

export type OrganizationTab = (typeof organizationTabs)[number]

/** A path with a query. Empty values are left out. */
function withQuery(path: string, query: Readonly<Record<string, string | null | undefined>> = {}): string {
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))
  const text = new URLSearchParams(pairs).toString()
  return text === '' ? path : `${path}?${text}`
}

type Query = Readonly<Record<string, string | null | undefined>>

export const paths = {
  overview: () => '/overview',
  organizations: (query?: Query) => withQuery('/organizations', query),
  organization: (id: string, tab: OrganizationTab = 'overview', query?: Query) =>
    withQuery(tab === 'overview' ? `/organizations/${id}` : `/organizations/${id}/${tab}`, query),
  connection: (organization_id: string, id: string, part?: string) =>
    `/organizations/${organization_id}/connection/${id}${part === undefined ? '' : `#${part}`}`,
  configure: (organization_id: string, id?: string) =>
    id === undefined
      ? `/organizations/${organization_id}/configure`
      : `/organizations/${organization_id}/configure/${id}`,
  applications: (query?: Query) => withQuery('/applications', query),
  application: (id: string) => `/applications/${id}`,
  apiResources: () => '/api_resources',
  apiResource: (id: string) => `/api_resources/${id}`,
  users: (query?: Query) => withQuery('/users', query),
  user: (id: string) => `/users/${id}`,
  signIns: (query?: Query) => withQuery('/sign_ins', query),
  signIn: (id: string) => withQuery('/sign_ins', { sign_in: id }),
  events: (query?: Query) => withQuery('/events', query),
  settings: (part = 'environment', query?: Query) => withQuery(`/settings/${part}`, query),
} as const

/** Where an id leads: the page of its resource. Resources inside others lead through `/find`, which looks them up. */
const placeOfId: Readonly<Record<string, (id: string) => string>> = {
  org: (id) => paths.organization(id),
  conn: (id) => `/find/${id}`,
  app: (id) => paths.application(id),
  res: (id) => paths.apiResource(id),
  user: (id) => paths.user(id),
  signin: (id) => paths.signIn(id),
  staff: (id) => paths.settings('team', { staff: id }),
  setup: (id) => `/find/${id}`,
  key: (id) => paths.settings('api_keys', { key: id }),
  evt: (id) => paths.events({ event: id }),
}

/** @returns the prefix of an id that has a page, or `null` for any other text */
export function idPrefix(text: string): string | null {
  const prefix = /^([a-z]+)_[0-7][0-9a-hjkmnp-tv-z]{25}$/.exec(text.trim())?.[1]
  return prefix !== undefined && prefix in placeOfId ? prefix : null
}

/** @returns the path of the page of an id, or `null` where there is none */
export function pathOfId(id: string): string | null {
  const prefix = idPrefix(id)
  return prefix === null ? null : (placeOfId[prefix]?.(id.trim()) ?? null)
}
