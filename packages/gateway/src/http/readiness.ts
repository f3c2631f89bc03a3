import type { Ports } from '../domain/ports/ports.ts'

/** Names the first part that a sign-in needs and that does not work. */
export async function readiness(ports: Ports, watch: { isWell(): boolean }): Promise<string | null> {
  try {
    if (!(await ports.stores.installation.get())) return 'installation'
  } catch {
    return 'database'
  }
  return watch.isWell() ? null : 'configuration'
}
