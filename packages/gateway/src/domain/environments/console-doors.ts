/** Words that stand after `/console/`, where the slug of an environment stands for everything else. */
import { Failure } from '@gatehouse-sso/core/failure'

/** The doors of the console (http/console/surface.ts). No environment has one of these slugs. */
export const consoleDoors = ['sign_in', 'signed_in', 'join', 'enter'] as const

/** @throws Failure values_invalid where the console could not show the environment */
export function checkSlug(slug: string): void {
  if (!consoleDoors.some((door) => door === slug)) return
  const message = `is a page of the console itself, at /console/${slug}`
  throw new Failure('values_invalid', {
    errors: [{ param: '/slug', code: 'reserved', message }],
    remedy: `Choose another slug than ${consoleDoors.join(', ')}.`,
  })
}
