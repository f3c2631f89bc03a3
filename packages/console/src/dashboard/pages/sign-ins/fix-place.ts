/** The page of the console where a failure is mended. */
import type { SignInWithTrace } from '@gatehouse-sso/sdk/browser'
import { paths } from '../../routes.ts'

export type FixPlace =
  | 'connection'
  | 'credentials'
  | 'claims'
  | 'access'
  | 'groups'
  | 'organization'
  | 'user'
  | 'application'

/** By the words in the code. The first one that fits counts. */
const places: readonly (readonly [RegExp, FixPlace])[] = [
  [/^(?:credential_|client_secret_|upstream_client_refused$)/, 'credentials'],
  [/^(?:mapping_|token_claim_)/, 'claims'],
  [/^(?:groups_incomplete|group_required)$/, 'groups'],
  [/^(?:email_domain_refused|user_unknown|invitation_)/, 'access'],
  [/^(?:domain_|organization_)/, 'organization'],
  [/^(?:user_|link_ambiguous)/, 'user'],
  [/^(?:connection_|consent_|upstream_|discovery_|keys_|token_|userinfo_|dns_|tenant_)/, 'connection'],
]

type Found = Pick<SignInWithTrace, 'organization_id' | 'connection_id' | 'application_id' | 'user_id' | 'error'>

/** @returns the place and its path, or `null` where nothing in the console mends it */
export function fixPlace({
  organization_id,
  connection_id,
  application_id,
  user_id,
  error,
}: Found): { readonly place: FixPlace; readonly to: string } | null {
  if (error === null) return null
  const inConnection = (place: FixPlace, part?: string): { place: FixPlace; to: string } | null =>
    organization_id && connection_id ? { place, to: paths.connection(organization_id, connection_id, part) } : null
  if (error.who === 'developer') {
    return application_id ? { place: 'application', to: paths.application(application_id) } : null
  }
  const place = places.find(([words]) => words.test(error.code))?.[1] ?? null
  switch (place) {
    case 'user':
      return user_id ? { place, to: paths.user(user_id) } : inConnection('access', 'access')
    case 'groups':
      return organization_id ? { place, to: paths.organization(organization_id, 'groups_roles') } : null
    case 'organization':
      return organization_id ? { place, to: paths.organization(organization_id) } : null
    case null:
      return null
    case 'connection':
      return inConnection(place)
    default:
      return inConnection(place, place)
  }
}
