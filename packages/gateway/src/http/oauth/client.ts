/** The client behind a request to a back-channel endpoint, and the parameters it sent. */
import { Failure } from '@gatehouse-sso/core/failure'
import { type PresentedClient, presentedClient } from '@gatehouse-sso/core/oauth/client-authentication'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import { authenticateClient } from '../../domain/applications/client-authentication.ts'
import type { ApplicationRecord } from '../../domain/stores/applications.ts'
import type { Work } from '../../domain/work/work.ts'
import type { Visit } from '../visit.ts'

export interface AuthenticatedClient {
  readonly application: ApplicationRecord
  readonly parameters: Parameters
}

/** @throws Failure client_secret_in_address, client_authentication_*, client_disabled */
export async function authenticatedClient(work: Work, visit: Visit): Promise<AuthenticatedClient> {
  // RFC 6749, 3.2: parameters stand in the body; in the address they would end up in logs.
  if (Object.keys(visit.query()).length > 0) throw new Failure('client_secret_in_address')
  const parameters = visit.form()
  const presented = presentedBy(visit, parameters)
  return { application: await authenticateClient(work, visit.environment, presented), parameters }
}

/** The client that a request presents, not verified. @throws Failure client_authentication_* */
export function presentedBy({ headers }: Visit, parameters: Parameters): PresentedClient {
  return presentedClient(headers.authorization, parameters, decodeBase64, decodeBase64url)
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

const decodeBase64 = (text: string): string => utf8.decode(Buffer.from(text, 'base64'))
const decodeBase64url = (text: string): string => utf8.decode(Buffer.from(text, 'base64url'))
