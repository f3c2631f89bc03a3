/** Entra's codes and mail servers, as the setup portal needs them. */
import type { PortalKnowledge } from './portal.ts'

export const entraPortal: PortalKnowledge = {
  identified_by: ['tenant_id', 'discovery_url', 'authorization_endpoint'],
  mail: {
    hosts: /\.mail\.protection\.(?:outlook\.com|office365\.us|partner\.outlook\.cn)$/i,
    name: 'Microsoft 365',
  },
  meanings: {
    tenant_unknown: ['AADSTS90002'],
    client_unknown: ['AADSTS700016'],
    // The name of the policy that allows an application no secrets.
    secrets_forbidden: ['CredentialTypeNotAllowedAsPerAppPolicy'],
  },
  mend_at: {
    AADSTS50011: 'register',
    AADSTS50194: 'register',
    AADSTS700016: 'values',
    AADSTS90002: 'values',
    AADSTS7000215: 'values',
    AADSTS7000222: 'values',
    AADSTS65001: 'access',
    AADSTS90094: 'access',
    AADSTS50105: 'access',
  },
}
