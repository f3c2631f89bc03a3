/**
 * The optional claim `login_hint` is opaque text that names an account exactly. An application may send it as
 * `login_hint` to /authorize and as `logout_hint` to sign-out, and must not parse it.
 */
export function makeLoginHint(tenantId: string, userId: string): string {
  return `O.${Buffer.from(JSON.stringify([tenantId, userId])).toString('base64url')}`
}

/** Reads a hint. Undefined if it was not made here, for instance for a user name. */
export function readLoginHint(hint: string): { readonly tenant_id: string; readonly user_id: string } | undefined {
  if (!hint.startsWith('O.')) return undefined
  try {
    const parts: unknown = JSON.parse(Buffer.from(hint.slice(2), 'base64url').toString())
    if (!Array.isArray(parts)) return undefined
    const [tenant_id, user_id]: readonly unknown[] = parts
    return typeof tenant_id === 'string' && typeof user_id === 'string' ? { tenant_id, user_id } : undefined
  } catch {
    return undefined // not JSON, so not a hint of ours
  }
}
