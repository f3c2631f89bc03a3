/**
 * The token endpoint: one table says which grants there are. The client has been authenticated. A grant type is checked
 * once, here: that there is such a grant, and that the application is registered for it.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { deviceCodeGrant, parseDeviceTokenRequest } from '@gatehouse-sso/core/oauth/device-request'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import { checkResource } from '@gatehouse-sso/core/oauth/reserved-audience'
import { parseExchangeRequest, tokenExchangeGrant } from '@gatehouse-sso/core/oauth/token-exchange'
import {
  type GrantType,
  parseCodeRequest,
  parseGrantType,
  parseRefreshRequest,
} from '@gatehouse-sso/core/oauth/token-request'
import type { ApplicationRecord } from '../stores/applications.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { Work } from '../work/work.ts'
import { redeemCode } from './authorization-code.ts'
import { redeemDeviceCode } from './device-code.ts'
import { refreshTokens } from './refresh-token.ts'
import { type ExchangedToken, exchangeToken } from './token-exchange.ts'
import type { Tokens } from './tokens.ts'

type GrantHandler = (
  work: Work,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
  parameters: Parameters,
) => Promise<Tokens | ExchangedToken>

const grants: Readonly<Record<GrantType, GrantHandler>> = {
  authorization_code: (work, environment, application, parameters) =>
    redeemCode(work, environment, application, parseCodeRequest(parameters)),
  [deviceCodeGrant]: (work, environment, application, parameters) =>
    redeemDeviceCode(work, environment, application, parseDeviceTokenRequest(parameters)),
  [tokenExchangeGrant]: (work, environment, application, parameters) =>
    exchangeToken(work, environment, application, parseExchangeRequest(parameters)),
  refresh_token: (work, environment, application, parameters) =>
    refreshTokens(work, environment, application, parseRefreshRequest(parameters)),
}

/**
 * Gives the tokens that a token request asks for.
 * @throws Failure grant_type_missing, grant_type_unsupported, grant_type_not_allowed, resource_reserved; and every failure of the grant
 */
export async function serveTokenRequest(
  work: Work,
  environment: EnvironmentRecord,
  application: ApplicationRecord,
  parameters: Parameters,
): Promise<Tokens | ExchangedToken> {
  const grant_type = parseGrantType(parameters)
  checkResource(parameters)
  if (!application.grant_types.includes(grant_type)) throw new Failure('grant_type_not_allowed')
  return grants[grant_type](work, environment, application, parameters)
}
