/** The next step after a command, on the way from an empty installation to the first sign-in. */
import { protocolOf } from '@gatehouse-sso/core/connection-protocol'

type Thing = Readonly<Record<string, unknown>>

/** Lines for people; a line that begins with `gatehouse` is a command. */
const steps: Readonly<Record<string, (made: Thing) => readonly string[]>> = {
  'environments.create': ({ id }) => [`gatehouse environments create-api-key ${id} --name Backend`],
  'environments.createApiKey': () => [
    'Put the key into GATEHOUSE_API_KEY, then create your first customer:',
    'gatehouse organizations create --name Contoso --domains domain=contoso.example,verified=true',
  ],
  'organizations.create': ({ id }) => [
    `gatehouse connections create --organization-id ${id} --type entra_oidc`,
    'docs/guides/entra.md, docs/guides/oidc.md and docs/guides/saml.md say where each value stands.',
  ],
  'domains.create': ({ id, organization_id, state }) =>
    state === 'verified' ? [] : [`gatehouse domains verify ${organization_id} ${id}`],
  'connections.create': (made) => completion(made),
  'connections.update': (made) => (made.state === 'draft' ? completion(made) : []),
  'credentials.create': ({ id, connection_id, type, active, trial }) => {
    if (isRefused(trial)) {
      return ['The identity provider refused this credential: see trial above. Correct it, then add it again.']
    }
    const next =
      active === true
        ? `gatehouse connections activate ${connection_id}`
        : `gatehouse credentials activate ${connection_id} ${id}`
    return [...handedOver(type), next]
  },
  'connections.activate': () => [
    'gatehouse applications create --name Web --redirect-uris https://app.example.com/callback',
    'If you have an application already, sign in there. This shows what happens:',
    'gatehouse signins tail',
  ],
  'applications.create': ({ id, token_endpoint_auth_methods }) =>
    Array.isArray(token_endpoint_auth_methods) && token_endpoint_auth_methods.includes('none')
      ? ['docs/guides/clients.md has the settings of five OpenID Connect libraries.']
      : [`gatehouse applications create-secret ${id}`],
  'applications.createSecret': () => [
    'Give the client id and this secret to the application: docs/guides/clients.md. Then sign in, and look:',
    'gatehouse signins tail',
  ],
  'roles.create': ({ slug }) => [
    `gatehouse groups create --organization-id … --idp-id … --name … --roles ${String(slug)}`,
  ],
}

/** The public part of a credential that is made here goes to the identity provider before the credential is used. */
function handedOver(type: unknown): readonly string[] {
  if (type === 'certificate') {
    return ['Upload the certificate above (`pem`) at the identity provider, and compare the thumbprint. Then:']
  }
  if (type === 'federated') {
    return [
      'In Entra: App registrations > your app > Certificates & secrets > Federated credentials > Other issuer. Enter issuer,',
      'subject and audience as above, or run `command`. Entra needs some minutes to know it. Then:',
    ]
  }
  return []
}

function isRefused(trial: unknown): boolean {
  return typeof trial === 'object' && trial !== null && 'result' in trial && trial.result === 'refused'
}

/** The values that a new connection still needs, in the order in which the identity provider shows them. */
function completion(made: Thing): readonly string[] {
  const { id, type, missing_settings } = made
  if (protocolOf(String(type)) === 'saml') return samlCompletion(made)
  const missing = Array.isArray(missing_settings) ? missing_settings.map((name) => `--settings ${name}=…`) : []
  const settings = missing.length === 0 ? [] : [`gatehouse connections update ${id} ${missing.join(' ')}`]
  return [
    'Register the redirect URI above at the identity provider, then enter what it gave:',
    ...settings,
    `gatehouse credentials create ${id} --client-secret-file secret.txt --not-after 2028-11-21T00:00:00Z`,
  ]
}

/** Metadata brings all values at once. Google has a file for it, and no address. */
function samlCompletion({ id, type, missing_settings }: Thing): readonly string[] {
  const test = `gatehouse connections test ${id}`
  if (!Array.isArray(missing_settings) || missing_settings.length === 0) return [test]
  const metadata = type === 'google_saml' ? 'metadata_xml="$(cat metadata.xml)"' : "metadata_url='https://…'"
  return [
    'Register the entity ID and the ACS URL (`saml` above) at the identity provider, then enter its metadata and test:',
    `gatehouse connections update ${id} --settings ${metadata}`,
    test,
  ]
}

/** @param operation the id of the operation that was carried out */
export function nextSteps(operation: string, made: unknown): readonly string[] {
  return steps[operation]?.((made ?? {}) as Thing) ?? []
}

/** The operations after which there is a next step. */
export const operationsWithNext: readonly string[] = Object.keys(steps)
