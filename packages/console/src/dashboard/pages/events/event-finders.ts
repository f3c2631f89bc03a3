/** The values of the filters of events. */
import { eventTypes } from '@gatehouse-sso/sdk/browser'
import type { Finder } from '../../filters/finders.ts'
import { eventTitle } from '../../texts/texts.ts'

export const typeFinder: Finder = {
  name: 'event type',
  find: async (_, text) =>
    eventTypes
      .filter((type) => `${type} ${eventTitle(type)}`.toLowerCase().includes(text.toLowerCase()))
      .map((type) => ({ id: type, name: eventTitle(type), more: null })),
  nameOf: async (_, type) => eventTitle(type),
}

/** A list that this staff member may not read has nothing to choose. */
const orNothing = <T>(list: PromiseLike<T>): Promise<T | null> => Promise.resolve(list).catch(() => null)

/** Staff and API keys. Somebody without the right to read them gives an id to the search. */
export const actorFinder: Finder = {
  name: 'actor',
  async find(api, text, options) {
    const [staff, keys] = await Promise.all([
      orNothing(api.staff.list({ limit: 100 }, options)),
      orNothing(api.apiKeys.list({ limit: 100 }, options)),
    ])
    return [
      ...(staff?.data ?? []).map(({ id, name, email }) => ({ id, name: name ?? email ?? id, more: email })),
      ...(keys?.data ?? []).map(({ id, name, hint }) => ({ id, name, more: hint })),
    ].filter(({ name, more }) => `${name} ${more}`.toLowerCase().includes(text.toLowerCase()))
  },
  async nameOf(api, id, options) {
    if (id.startsWith('staff_')) {
      const { name, email } = await api.staff.get(id, options)
      return name ?? email ?? id
    }
    return id.startsWith('key_') ? (await api.apiKeys.get(id, options)).name : id
  },
}

/** An object is given by its id only, in the search or by a link. */
export const objectFinder: Finder = { name: 'object', find: async () => [], nameOf: async (_, id) => id }
