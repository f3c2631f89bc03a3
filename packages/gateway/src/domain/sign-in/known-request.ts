/** An authorization request of which client and redirect URI are known to belong together. */
import { Failure } from '@gatehouse-sso/core/failure'
import { checkRedirectUri, requestParameters } from '@gatehouse-sso/core/oauth/authorization-request'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import { shownId } from '@gatehouse-sso/core/shown-id'
import type { Ports } from '../ports/ports.ts'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { answerProof, type FoundRequest, findRequest } from './pushed-requests.ts'
import { registeredClient } from './registered-client.ts'

/** A request whose client may be answered at its redirect URI. */
export interface KnownRequest {
  readonly application: ApplicationRecord
  /** The parameters of the request, pushed before or sent along. */
  readonly parameters: Parameters
  readonly sent: Parameters
  readonly pushed_id: FoundRequest['pushed_id']
  readonly redirect_uri: string
}

/**
 * @throws Failure request_uri_unknown, client_unknown, client_disabled, redirect_uri_missing,
 *   redirect_uri_not_registered
 */
export async function knownRequest(
  ports: Ports,
  environment: EnvironmentRecord,
  all: Parameters,
  browser_hash: string | undefined,
): Promise<KnownRequest> {
  const { [answerProof]: proof } = all
  const sent: Parameters = { ...requestParameters(all), ...(proof === undefined ? {} : { [answerProof]: proof }) }
  const client_id = sent.client_id ?? ''
  const configured = await ports.configuration.application(environment.id, client_id)
  if (!configured) throw new Failure('client_unknown', { param: 'client_id', received: shownId(client_id) })
  const { application } = configured
  const { parameters, pushed_id } = await findRequest(ports, environment, sent, browser_hash)
  const redirect_uri = checkRedirectUri(parameters, registeredClient(ports, environment, application))
  if (application.state !== 'active') throw new Failure('client_disabled')
  return { application, parameters, sent, pushed_id, redirect_uri }
}
