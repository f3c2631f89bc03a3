import { Failure } from '@gatehouse-sso/core/failure'
import type { FastifyInstance } from 'fastify'

/** @throws Failure setting_invalid for an address that this machine does not have, or may not use */
export async function listenAt(
  server: FastifyInstance,
  at: { readonly host: string; readonly port: number },
): Promise<string> {
  try {
    return await server.listen(at)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (!/^(EACCES|EPERM|EADDRNOTAVAIL|EAFNOSUPPORT|EINVAL|ENOTFOUND|EAI_\w+)$/.test(code)) throw cause
    const expected = 'an address of this machine, and a port that this user may open'
    const received = `${at.host}:${at.port}: ${code}`
    throw new Failure('setting_invalid', { param: 'GATEHOUSE_LISTEN', expected, received, cause })
  }
}
