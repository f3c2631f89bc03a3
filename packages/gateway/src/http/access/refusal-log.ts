/** The log line of a refused token, where the API resource wants one. It has no part of the token that could be used. */
import type { Failure } from '@gatehouse-sso/core/failure'
import type { AccessVerdict } from '../../domain/access/verdict.ts'
import type { ApiResourceRecord } from '../../domain/stores/api-resources.ts'
import { errorFields } from '../../observe/log.ts'
import type { HttpContext } from '../context.ts'

/** @param verdict `null` where no token was judged */
export function logRefusal(
  { log }: Pick<HttpContext, 'log'>,
  request_id: string,
  { debug, environment_id, id: api_resource_id }: ApiResourceRecord,
  failure: Failure,
  verdict: AccessVerdict | null,
): void {
  if (!debug) return
  const facts = verdict?.token?.facts
  const step = verdict?.steps.find((one) => one.failure !== null)
  log.info(
    {
      ...{ request_id, environment_id, api_resource_id, ...errorFields(failure) },
      ...(step ? { step: step.name, expected: step.expected, received: step.received } : {}),
      ...(facts
        ? {
            ...{ tenant_id: facts.tenant_id, client_id: facts.client_id, issuer: facts.issuer?.slice(0, 300) },
            ...{ audience: facts.audience?.slice(0, 300), token_version: facts.version, token_id: facts.token_id },
          }
        : {}),
    },
    'access refused',
  )
}
