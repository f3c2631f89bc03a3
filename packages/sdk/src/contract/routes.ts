/**
 * The method and the path of every operation, apart from the schemas. The SDK needs nothing else at run time, so a
 * program that uses it loads no schemas.
 */
export const routes = {
  environments: {
    list: 'GET /v1/environments',
    get: 'GET /v1/environments/{environment_id}',
    create: 'POST /v1/environments',
    update: 'PATCH /v1/environments/{environment_id}',
    createApiKey: 'POST /v1/environments/{environment_id}/api_keys',
  },
  organizations: {
    list: 'GET /v1/organizations',
    get: 'GET /v1/organizations/{organization_id}',
    getByExternalId: 'GET /v1/organizations/by_external_id/{external_id}',
    create: 'POST /v1/organizations',
    update: 'PATCH /v1/organizations/{organization_id}',
    delete: 'DELETE /v1/organizations/{organization_id}',
  },
  domains: {
    list: 'GET /v1/organizations/{organization_id}/domains',
    create: 'POST /v1/organizations/{organization_id}/domains',
    check: 'POST /v1/organizations/{organization_id}/domains/{domain_id}/check',
    verify: 'POST /v1/organizations/{organization_id}/domains/{domain_id}/verify',
    delete: 'DELETE /v1/organizations/{organization_id}/domains/{domain_id}',
  },
  connections: {
    list: 'GET /v1/connections',
    get: 'GET /v1/connections/{connection_id}',
    create: 'POST /v1/connections',
    update: 'PATCH /v1/connections/{connection_id}',
    activate: 'POST /v1/connections/{connection_id}/activate',
    deactivate: 'POST /v1/connections/{connection_id}/deactivate',
    arm: 'POST /v1/connections/{connection_id}/arm',
    disarm: 'POST /v1/connections/{connection_id}/disarm',
    confirmEndpoints: 'POST /v1/connections/{connection_id}/confirm_endpoints',
    test: 'POST /v1/connections/{connection_id}/test',
    testCandidate: 'POST /v1/connections/{connection_id}/candidate/test',
    activateCandidate: 'POST /v1/connections/{connection_id}/candidate/activate',
    discardCandidate: 'POST /v1/connections/{connection_id}/candidate/discard',
    rollback: 'POST /v1/connections/{connection_id}/rollback',
    consent: 'POST /v1/connections/{connection_id}/consent',
    check: 'POST /v1/connections/{connection_id}/check',
    explain: 'POST /v1/connections/{connection_id}/explain',
    delete: 'DELETE /v1/connections/{connection_id}',
  },
  discover: {
    lookup: 'GET /v1/discover',
  },
  credentials: {
    list: 'GET /v1/connections/{connection_id}/credentials',
    create: 'POST /v1/connections/{connection_id}/credentials',
    activate: 'POST /v1/connections/{connection_id}/credentials/{credential_id}/activate',
    delete: 'DELETE /v1/connections/{connection_id}/credentials/{credential_id}',
  },
  applications: {
    list: 'GET /v1/applications',
    get: 'GET /v1/applications/{application_id}',
    create: 'POST /v1/applications',
    update: 'PATCH /v1/applications/{application_id}',
    delete: 'DELETE /v1/applications/{application_id}',
    previewClaims: 'GET /v1/applications/{application_id}/claims/{user_id}',
    createSecret: 'POST /v1/applications/{application_id}/secrets',
    revokeSecret: 'DELETE /v1/applications/{application_id}/secrets/{secret_id}',
  },
  apiResources: {
    list: 'GET /v1/api_resources',
    get: 'GET /v1/api_resources/{api_resource_id}',
    create: 'POST /v1/api_resources',
    update: 'PATCH /v1/api_resources/{api_resource_id}',
    delete: 'DELETE /v1/api_resources/{api_resource_id}',
    policy: 'GET /v1/api_resources/{api_resource_id}/policy',
    test: 'POST /v1/api_resources/{api_resource_id}/test',
    listTenants: 'GET /v1/api_resources/{api_resource_id}/tenants',
    addTenant: 'POST /v1/api_resources/{api_resource_id}/tenants',
    updateTenant: 'PATCH /v1/api_resources/{api_resource_id}/tenants/{api_resource_tenant_id}',
    removeTenant: 'DELETE /v1/api_resources/{api_resource_id}/tenants/{api_resource_tenant_id}',
  },
  roles: {
    list: 'GET /v1/roles',
    get: 'GET /v1/roles/{role_id}',
    create: 'POST /v1/roles',
    update: 'PATCH /v1/roles/{role_id}',
    delete: 'DELETE /v1/roles/{role_id}',
  },
  groups: {
    list: 'GET /v1/groups',
    get: 'GET /v1/groups/{group_id}',
    create: 'POST /v1/groups',
    update: 'PATCH /v1/groups/{group_id}',
    delete: 'DELETE /v1/groups/{group_id}',
  },
  users: {
    list: 'GET /v1/users',
    get: 'GET /v1/users/{user_id}',
    create: 'POST /v1/users',
    import: 'POST /v1/users/import',
    update: 'PATCH /v1/users/{user_id}',
    suspend: 'POST /v1/users/{user_id}/suspend',
    reactivate: 'POST /v1/users/{user_id}/reactivate',
    delete: 'DELETE /v1/users/{user_id}',
    unlinkIdentity: 'DELETE /v1/users/{user_id}/identities/{identity_id}',
    moveIdentity: 'POST /v1/users/{user_id}/identities/{identity_id}/move',
    identities: 'GET /v1/users/{user_id}/identities',
  },
  invitations: {
    list: 'GET /v1/invitations',
    get: 'GET /v1/invitations/{invitation_id}',
    create: 'POST /v1/invitations',
    resend: 'POST /v1/invitations/{invitation_id}/resend',
    revoke: 'POST /v1/invitations/{invitation_id}/revoke',
  },
  sessions: {
    list: 'GET /v1/users/{user_id}/sessions',
    listOfOrganization: 'GET /v1/organizations/{organization_id}/sessions',
    listOfConnection: 'GET /v1/connections/{connection_id}/sessions',
    end: 'DELETE /v1/users/{user_id}/sessions/{session_id}',
    endAll: 'DELETE /v1/users/{user_id}/sessions',
    endAllOfOrganization: 'DELETE /v1/organizations/{organization_id}/sessions',
    endAllOfConnection: 'DELETE /v1/connections/{connection_id}/sessions',
  },
  signIns: {
    list: 'GET /v1/sign_ins',
    get: 'GET /v1/sign_ins/{sign_in_id}',
    reveal: 'POST /v1/sign_ins/{sign_in_id}/reveal',
  },
  events: {
    list: 'GET /v1/events',
  },
  signingKeys: {
    list: 'GET /v1/signing_keys',
    rotate: 'POST /v1/signing_keys/rotate',
  },
  apiKeys: {
    list: 'GET /v1/api_keys',
    get: 'GET /v1/api_keys/{api_key_id}',
    create: 'POST /v1/api_keys',
    rotate: 'POST /v1/api_keys/{api_key_id}/rotate',
    revoke: 'DELETE /v1/api_keys/{api_key_id}',
  },
} as const satisfies Readonly<
  Record<string, Readonly<Record<string, `${'GET' | 'POST' | 'PATCH' | 'DELETE'} /v1/${string}`>>>
>

type Routes = typeof routes

/** `organizations.create` */
export type OperationId = { [N in keyof Routes]: `${N}.${Extract<keyof Routes[N], string>}` }[keyof Routes]
