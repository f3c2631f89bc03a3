import type { Ports } from '../domain/ports/ports.ts'

/**
 * Names the first part that a sign-in needs and that does not work.
 * @param xmlProblem why SAML is refused; `null` if it is not
 */
export async function readiness(
  ports: Ports,
  watch: { isWell(): boolean },
  xmlProblem: () => string | null,
): Promise<string | null> {
  try {
    if (!(await ports.stores.installation.get())) return 'installation'
  } catch {
    return 'database'
  }
  if (!watch.isWell()) return 'configuration'
  return xmlProblem() === null ? null : 'saml'
}
