/** How the values of a filter are found and named. */
import type { Api } from '../data/api.tsx'

export interface Choice {
  readonly id: string
  readonly name: string
  readonly more: string | null
}

interface Options {
  readonly signal: AbortSignal
}

export interface Finder {
  readonly name: string
  find(api: Api, text: string, options: Options): Promise<readonly Choice[]>
  nameOf(api: Api, id: string, options: Options): Promise<string>
}

/** An address has only text, and ids have prefixes in their types. */
export const asId = <T extends string>(text: string): T => text as T

const most = 20

export const organizationFinder: Finder = {
  name: 'organization',
  async find(api, text, options) {
    const { data } = await api.overview.listOrganizations({ limit: most, ...(text && { search: text }) }, options)
    return data.map(({ id, name, domains }) => ({ id, name, more: domains[0] ?? null }))
  },
  nameOf: async (api, id, options) => (await api.organizations.get(id, options)).name,
}

export const connectionFinder = (organization_id: string | null): Finder => ({
  name: `connection ${organization_id}`,
  async find(api, text, options) {
    const { data } = await api.connections.list(
      { limit: 100, expand: ['organization'], ...(organization_id && { organization_id: asId(organization_id) }) },
      options,
    )
    return data
      .filter(({ name, organization }) => `${name} ${organization?.name}`.toLowerCase().includes(text.toLowerCase()))
      .slice(0, most)
      .map(({ id, name, organization }) => ({ id, name, more: organization?.name ?? null }))
  },
  nameOf: async (api, id, options) => (await api.connections.get(id, {}, options)).name,
})

export const userFinder = (organization_id: string | null): Finder => ({
  name: `user ${organization_id}`,
  async find(api, text, options) {
    const { data } = await api.users.list(
      {
        limit: most,
        expand: ['organization'],
        ...(text && { search: text }),
        ...(organization_id && { organization_id: asId(organization_id) }),
      },
      options,
    )
    return data.map(({ id, name, email, organization }) => ({
      id,
      name: name ?? email ?? id,
      more: [email, organization?.name].filter((part) => part && part !== name).join(' · ') || null,
    }))
  },
  async nameOf(api, id, options) {
    const { name, email } = await api.users.get(id, {}, options)
    return name ?? email ?? id
  },
})
