/** Slugs of roles, as requests name them. */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { Ports } from '../ports/ports.ts'

/** @throws Failure values_invalid when a slug is no role of the environment */
export async function checkRoleSlugs(
  ports: Ports,
  environment_id: Id<'env'>,
  slugs: readonly { readonly slug: string; readonly param: string }[],
): Promise<void> {
  if (slugs.length === 0) return
  const known = new Set((await ports.stores.in(environment_id).roles.all()).map(({ slug }) => slug))
  const errors = slugs.flatMap(({ slug, param }) =>
    known.has(slug) ? [] : [{ param, code: 'missing', message: `there is no role ${slug}` }],
  )
  if (errors.length > 0) throw new Failure('values_invalid', { errors })
}

/** The slugs of a list in a request. @param param of the list */
export function listedSlugs(slugs: readonly string[], param: string): readonly { slug: string; param: string }[] {
  return slugs.map((slug, index) => ({ slug, param: `${param}/${index}` }))
}
