/** Entra's built-in directory roles: the display name and the template id, which tokens have in `wids`. */
export const directoryRoles: Readonly<Record<string, string>> = {
  'Application Administrator': '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  'Application Developer': 'cf1c38e5-3621-4004-a7cb-879624dced7c',
  'Billing Administrator': 'b0f54661-2d74-4c50-afa3-1ec803f12efe',
  'Cloud Application Administrator': '158c047a-c907-4556-b7ef-446551a6b5f7',
  'Directory Readers': '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Global Reader': 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  'Groups Administrator': 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
  'Guest Inviter': '95e79109-95c0-4d8e-aee3-d01accf2d47b',
  'Helpdesk Administrator': '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  'Privileged Role Administrator': 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  'Security Administrator': '194ae4cb-b126-40b2-bd5b-6091b380977d',
  'Security Reader': '5d6b6bb7-de71-4623-b4af-96380a352509',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
}

export const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'

/** The role of every member, without an assignment. Real tokens have it in `wids`. */
export const everyMember = 'b79fbf4d-3ef9-4689-8143-76b194e85509'

/** Roles that may consent for the whole organization. */
const consenting = new Set([
  globalAdministrator,
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  '158c047a-c907-4556-b7ef-446551a6b5f7',
  'e8611ab8-c189-46e8-94e1-60213ab1f814',
])

/** Roles that may grant an application permissions of Microsoft Graph without a signed-in person. */
const grantingGraphRoles = new Set([globalAdministrator, directoryRoles['Privileged Role Administrator']])

export function mayGrantGraphRoles(roles: readonly string[]): boolean {
  return roles.some((role) => grantingGraphRoles.has(role))
}

export function mayConsentForOrganization(roles: readonly string[]): boolean {
  return roles.some((role) => consenting.has(role))
}
