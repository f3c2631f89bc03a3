/**
 * The optional claim `login_hint`: opaque text that names an account exactly, good as `login_hint` at /authorize and
 * as `logout_hint` at sign-out. Applications must not look inside.
 */
export function makeLoginHint(tenantId: string, userId: string): string {
  return `O.${Buffer.from(JSON.stringify([tenantId, userId])).toString('base64url')}`
}

/** Undefined when it is not one that was made here; a user name, for instance. */
export function readLoginHint(hint: string): { readonly tenant_id: string; readonly user_id: string } | undefined {
  if (!hint.startsWith('O.')) return undefined
  try {
    const parts: unknown = JSON.parse(Buffer.from(hint.slice(2), 'base64url').toString())
    if (!Array.isArray(parts)) return undefined
    const [tenant_id, user_id]: readonly unknown[] = parts
    return typeof tenant_id === 'string' && typeof user_id === 'string' ? { tenant_id, user_id } : undefined
  } catch {
    return undefined // not JSON: somebody's own text
  }
}
