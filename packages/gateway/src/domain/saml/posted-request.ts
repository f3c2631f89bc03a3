/** The form with which a browser carries a request to an identity provider that takes none in addresses (SAML POST). */
import { Failure } from '@gatehouse-sso/core/failure'
import { serviceProviderOf } from '../credentials/saml-party.ts'
import type { PostedForm } from '../ports/saml.ts'
import { openCommonFlow } from '../sign-ins/flow.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { parseHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'

/**
 * @param connection_id in the path
 * @throws Failure state_missing, state_unknown, sign_in_finished, browser_changed, credential_missing
 */
export async function postedRequest(
  { ports }: Work,
  environment: EnvironmentRecord,
  connection_id: string,
  unverified_handle: string | undefined,
  browser_hash: string | undefined,
): Promise<PostedForm> {
  if (unverified_handle === undefined) throw new Failure('state_missing')
  const presented = parseHandle(ports.keys, 'signin', unverified_handle, 128)
  const sign_in = presented && (await ports.stores.in(environment.id).sign_ins.get(presented.id))
  const isRight = sign_in && sign_in.state_hash !== null && ports.keys.equal(sign_in.state_hash, presented.hash)
  if (!isRight || sign_in.connection_id !== connection_id) throw new Failure('state_unknown')
  if (sign_in.state !== 'in_progress' && sign_in.state !== 'test_in_progress') throw new Failure('sign_in_finished')
  if (browser_hash === undefined || sign_in.browser_hash === null) throw new Failure('browser_changed')
  if (!ports.keys.equal(browser_hash, sign_in.browser_hash)) throw new Failure('browser_changed')
  const flow = openCommonFlow(ports, sign_in)
  const configured = await ports.configuration.connection(environment.id, connection_id)
  if (!configured) throw new Failure('connection_gone')
  const connection = { ...configured.connection, ...flow.connection }
  const service_provider = await serviceProviderOf(ports, environment, connection)
  const form =
    service_provider &&
    (await ports.identity_providers.requestForm({
      connection,
      service_provider,
      handle: unverified_handle,
      protocol_state: flow.protocol_state,
    }))
  if (!form) throw new Failure('state_unknown')
  return form
}
