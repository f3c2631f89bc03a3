/** The answers about events. */
import { type Answer, listOf } from './world.ts'

export const eventAnswers: Readonly<Record<string, Answer>> = {
  'events.list': (kept, asked) => {
    const { query } = asked
    const has = (name: string, value: string | null): boolean => !query.has(name) || query.get(name) === value
    const fit = kept.events.filter(
      ({ organization_id, type, actor, data }) =>
        has('organization_id', organization_id) &&
        has('type', type) &&
        has('actor_id', actor.id) &&
        has('object_id', data.id),
    )
    return listOf(query.get('order') === 'asc' ? fit.reverse() : fit, asked)
  },
}
