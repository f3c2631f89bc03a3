import type { Application } from '../directory/application.ts'
import { newSecretText } from '../directory/secret.ts'
import type { Tenant } from '../directory/tenant.ts'

/** A change of one application and of the tenant's settings for it. */
export interface ApplicationChange {
  readonly says: string
  /** @param now milliseconds since 1970 */
  readonly change: (tenant: Tenant, application: Application, now: number) => Tenant
}

function edit(change: (application: Application, now: number) => Partial<Application>): ApplicationChange['change'] {
  return (tenant, application, now) => ({
    ...tenant,
    applications: tenant.applications.map((one) =>
      one.appId === application.appId ? { ...one, ...change(one, now) } : one,
    ),
  })
}

export const applicationChanges = {
  'expire-secrets': {
    says: 'All client secrets have expired (7000222).',
    change: edit(({ passwordCredentials }, now) => ({
      passwordCredentials: passwordCredentials.map((secret) => ({
        ...secret,
        endDateTime: new Date(now).toISOString(),
      })),
    })),
  },
  'replace-secrets': {
    says: 'All client secrets have another value (7000215).',
    change: edit(({ passwordCredentials }) => ({
      passwordCredentials: passwordCredentials.map((secret) => ({ ...secret, secretText: newSecretText() })),
    })),
  },
  'require-assignment': {
    says: 'Assignment is required, and nobody is assigned (50105).',
    change: edit(() => ({ appRoleAssignmentRequired: true, appRoleAssignments: [] })),
  },
  'remove-assignments': { says: 'Nobody has a role any more.', change: edit(() => ({ appRoleAssignments: [] })) },
  'remove-consents': { says: 'Nobody has consented: people are asked.', change: edit(() => ({ consents: [] })) },
  'admin-consent-only': {
    says: 'Only an administrator may consent, and none has ("Need admin approval").',
    change: edit(() => ({ userConsent: 'admin_only', consents: [] })),
  },
  'switch-off': { says: 'The application is switched off (7000112).', change: edit(() => ({ enabled: false })) },
  'remove-redirect-uris': {
    says: 'No redirect URI is registered (50011).',
    change: edit(({ web, spa, publicClient }) => ({
      web: { ...web, redirectUris: [] },
      spa: { ...spa, redirectUris: [] },
      publicClient: { ...publicClient, redirectUris: [] },
    })),
  },
  delete: {
    says: 'The application is deleted (700016).',
    change: (tenant, { appId }) => ({
      ...tenant,
      applications: tenant.applications.filter((one) => one.appId !== appId),
    }),
  },
} as const satisfies Readonly<Record<string, ApplicationChange>>
