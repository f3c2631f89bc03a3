/** The names of staff and API keys, as far as this staff member may read them. */
import type { Event } from '@gatehouse-sso/sdk/browser'
import { useRead } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { eventsTexts } from '../../texts/texts.ts'

type Actor = Event['actor']

export function useActorNames(): (actor: Actor) => string {
  const maySeeStaff = useMay('staff:read')
  const maySeeKeys = useMay('api_keys:read')
  const { data } = useRead(['actors', maySeeStaff, maySeeKeys], async (api, options) => {
    const [staff, keys] = await Promise.all([
      maySeeStaff ? api.staff.list({ limit: 100 }, options) : null,
      maySeeKeys ? api.apiKeys.list({ limit: 100 }, options) : null,
    ])
    return new Map<string, string>([
      ...(staff?.data ?? []).map(({ id, name, email }) => [id, name ?? email ?? id] as const),
      ...(keys?.data ?? []).map(({ id, name }) => [id, name] as const),
    ])
  })
  return ({ type, id }) => (id === null ? undefined : data?.get(id)) ?? eventsTexts.actors[type]
}
