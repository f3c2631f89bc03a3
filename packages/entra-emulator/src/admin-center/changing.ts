import { replaceTenant, type TenantDraft } from '../admin/tenant-change.ts'
import type { Application } from '../directory/application.ts'
import { changeSettings } from '../directory/enterprise-application.ts'
import type { ServicePrincipalSettings } from '../directory/enterprise-settings.ts'
import type { FixtureError, JsonObject } from '../directory/reader.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { BladeCall } from './blade.ts'

/** Changes the tenant by the rules of the fixture. If a value is refused, nothing changes. */
export function changeTenant(call: BladeCall, change: (draft: TenantDraft) => JsonObject): Tenant {
  return replaceTenant(call.emulation, call.tenant, change)
}

/** Changes one registration. Members that `change` does not return stay. */
export function changeRegistration(call: BladeCall, { appId }: Application, change: JsonObject): void {
  changeTenant(call, (draft) => ({
    ...draft,
    applications: draft.applications.map((one) => (one.appId === appId ? { ...one, ...change } : one)),
  }))
}

/** Changes the tenant's settings for an application, also for one of another tenant. */
export function changeEnterprise(
  { emulation, tenant }: BladeCall,
  application: Application,
  change: (settings: ServicePrincipalSettings) => Partial<ServicePrincipalSettings>,
): void {
  changeSettings(emulation.directory, tenant.id, application, change)
}

/** The labels of the members that a form may get wrong. */
const labels: Readonly<Record<string, string>> = {
  audiences: 'Audience',
  displayName: 'Name',
  federatedIdentityCredentials: 'Federated credentials',
  identifierUris: 'Application ID URI',
  claims: 'Claim',
  format: 'Name identifier format',
  id: 'Source attribute',
  issuer: 'Issuer',
  jwtClaimType: 'Name',
  key: 'Certificate',
  logoutUrl: 'Front-channel logout URL',
  name: 'Name',
  redirectUris: 'Redirect URI',
  samlClaimType: 'Name',
  signingAlgorithm: 'Signing Algorithm',
  signingOption: 'Signing Option',
  tokenEncryptionCertificate: 'Certificate',
  subject: 'Subject identifier',
  userPrincipalName: 'User principal name',
  value: 'Value',
}

/** A refusal of the directory in the words of the form. */
export function refusalText({ path, problem }: FixtureError): string {
  const member =
    path
      .replace(/\[\d+\]$/, '')
      .split('.')
      .at(-1) ?? ''
  return `${labels[member] ?? (path || 'The form')}: ${problem}.`
}
