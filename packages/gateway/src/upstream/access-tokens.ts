/** The port `AccessTokens`, answered by the rules of Microsoft Entra ID. */
import { Failure } from '@gatehouse-sso/core/failure'
import { decodeJwt } from '@gatehouse-sso/core/jwt'
import { readsGroups } from '@gatehouse-sso/core/mapping/profile'
import {
  authorizeEndpointOf,
  discoveryUrlOf,
  issuersOf,
  issuersOfVersion1,
} from '@gatehouse-sso/core/oauth/entra-authority'
import { type Claims, withoutNulls } from '@gatehouse-sso/core/oidc/claims'
import { type IncompleteAttribute, markVerified, type VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import type { AccessTokens, TokenAuthority, VerifyAccessToken } from '../domain/ports/access-tokens.ts'
import type { ApiResourceRecord } from '../domain/stores/api-resources.ts'
import type { Outbound } from '../outbound/fetch.ts'
import { entra } from '../providers/entra.ts'
import type { EntraSettings } from '../providers/entra-settings.ts'
import { decodeUtf8 } from './oidc/decode.ts'
import type { MetadataCache } from './oidc/metadata-cache.ts'
import { checkSignature } from './oidc/signature.ts'

/** An id that no tenant has: the other settings are checked with it. */
const noTenant = '00000000-0000-0000-0000-000000000000'

export function accessTokens(outbound: Outbound, metadata: MetadataCache): AccessTokens {
  return {
    check(authority) {
      const parsed = entra.settings.safeParse(settingsOf(authority, noTenant))
      if (!parsed.success) {
        return parsed.error.issues.map(({ path, message }) => ({
          // A connection calls it client ID.
          param: `/${path.join('/')}`.replace('/client_id', '/application_id'),
          code: 'invalid_value',
          message,
        }))
      }
      outbound.check(discoveryUrlOf(parsed.data, noTenant))
      return []
    },
    decode: (unverified_token) => decodeJwt(unverified_token, decodeUtf8),
    authorityOf: (authority, tenant_id) => identityOf(authority, { tid: tenant_id, oid: noTenant }).authority,
    issuersOf(authority, tenant_id) {
      const settings = settingsOf(authority, tenant_id)
      return { v1: issuersOfVersion1(settings, tenant_id), v2: issuersOf(settings, tenant_id) }
    },
    discoveryAddress: (authority, tenant_id) => discoveryUrlOf(settingsOf(authority, tenant_id), tenant_id),
    authorizationAddress: (authority, tenant_id) =>
      authorizeEndpointOf(settingsOf(authority, tenant_id ?? noTenant), tenant_id ?? 'organizations'),
    verify: (request) => verifyAccessToken(metadata, request),
  }
}

/** The settings of a connection to the same tenant. They were checked when the API resource was saved. */
function settingsOf({ cloud, authority_host, application_id, application_keys }: TokenAuthority, tenant_id: string) {
  const settings: EntraSettings = {
    tenant_id,
    client_id: application_id,
    cloud,
    ...(authority_host === null ? {} : { authority_host: new URL(authority_host).origin }),
    application_keys,
  }
  return settings
}

function identityOf(authority: TokenAuthority, claims: Claims) {
  const identity = entra.identityOf(settingsOf(authority, String(claims.tid)), claims, '')
  if (identity === null) throw new Failure('access_token_claim_missing', { expected: 'oid' })
  return identity
}

async function verifyAccessToken(
  metadata: MetadataCache,
  { resource, tenant_id, is_only_tenant, token }: VerifyAccessToken,
): Promise<VerifiedIdentity> {
  const settings = settingsOf(resource, tenant_id)
  const discovery = await metadata.discovery(entra.client(settings))
  // Keys name issuers of version 2.0 only. Both versions are signed with the same keys.
  const signed = { ...token, claims: { ...token.claims, iss: discovery.issuer } }
  await checkSignature(
    { provider: entra, metadata },
    discovery,
    { id: resource.id, settings, exposed_keys: null },
    signed,
  )
  const claims = withoutNulls(token.claims)
  return markVerified({
    ...identityOf(resource, claims),
    issuer: String(claims.iss),
    claims,
    email_word: { id_token: entra.emailWord(claims) ?? entra.default_email_word, userinfo: 'none' },
    email_claims: ['email'],
    is_guest: entra.isGuest?.(claims) ?? false,
    is_pinned: is_only_tenant,
    naming_claims: entra.naming_claims ?? { issued: [], domain_owned: [] },
    incomplete: incompleteOf(resource, claims),
  })
}

/** An overage leaves out the claim `groups`, whatever the API reads from it. */
function incompleteOf({ claims: rules }: ApiResourceRecord, claims: Claims): readonly IncompleteAttribute[] {
  if (!entra.groupsIncomplete?.(claims)) return []
  const groups = rules.groups === 'groups' ? (['groups'] as const) : []
  return [...groups, ...(readsGroups('roles', [rules.roles]) ? (['roles'] as const) : [])]
}
