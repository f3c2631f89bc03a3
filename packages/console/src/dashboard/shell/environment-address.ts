/** The address of the same kind of page in another environment: ids differ there, so a list takes the place of an object. */
import { basePath } from '../data/api.tsx'

export function addressOf(slug: string): string {
  const root = `${basePath}/console/`
  const [, section = 'overview'] = window.location.pathname.slice(root.length).split('/')
  return `${root}${slug}/${section}`
}
