/**
 * Checks that know Entra. It tells on a page of its own whether it knows a client and its redirect URI. The codes on this
 * page are evidence for a check only; no sign-in depends on them.
 */

import { clouds } from '@gatehouse-sso/core/oauth/entra-clouds'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import type { EntraSettings } from './entra-settings.ts'
import type { CheckTopic } from './provider.ts'

const redirectUriCodes = ['AADSTS50011', 'AADSTS900971', 'AADSTS70004']
const clientCodes = ['AADSTS700016', 'AADSTS700011', 'AADSTS70001', 'AADSTS7000112', 'AADSTS50194', 'AADSTS900144']

export function complaintOf(codes: readonly string[]): 'redirect_uri' | 'client_id' | null {
  if (codes.some((code) => redirectUriCodes.includes(code))) return 'redirect_uri'
  return codes.some((code) => clientCodes.includes(code)) ? 'client_id' : null
}

/** Each cloud also answers for tenants of the others, and names their cloud. Other origins stand for no cloud. */
export function cloudOf(
  { cloud }: EntraSettings,
  { cloud_instance_name }: Claims,
): { readonly expected: string; readonly received: string } | null {
  if (cloud === 'custom' || cloud === 'external_id' || typeof cloud_instance_name !== 'string') return null
  return { expected: clouds[cloud].instance, received: cloud_instance_name.slice(0, 100) }
}

export const checkCodes = {
  redirect_uri: 'AADSTS50011',
  client_id: 'AADSTS700016',
  expiry: 'AADSTS7000222',
  consent: 'AADSTS65001',
} as const satisfies Partial<Record<CheckTopic, string>>
