/** Lists. The cursors `before` and `after` are ids, so they stay valid while resources are added. */
import type { IdPrefix } from '@gatehouse-sso/core/ids'
import { z } from 'zod'
import { id } from './fields.ts'

/** The query of a list. Filters are added to it. */
export function listQuery<P extends IdPrefix>(prefix: P) {
  return z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(10),
    after: id(prefix).optional(),
    before: id(prefix).optional(),
    order: z.enum(['asc', 'desc']).default('desc'),
  })
}

/** `expand[]=organization` adds the resource itself beside its id. */
export function expand<N extends string>(...names: [N, ...N[]]) {
  return { expand: z.array(z.enum(names)).max(names.length).optional() }
}

/** One page of a list. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.strictObject({
    object: z.literal('list'),
    data: z.array(item),
    list_metadata: z.strictObject({ before: z.string().nullable(), after: z.string().nullable() }),
  })
}

export interface Page<T> {
  object: 'list'
  data: T[]
  list_metadata: { before: string | null; after: string | null }
}
