/** The same things for programs: command line, HTTP and SDK, with the reader's values filled in. */
import type { Snippet } from '../parts/code-view.tsx'

const host = (): string => window.location.origin
const key = '$GATEHOUSE_API_KEY'

const curl = (method: string, path: string, body?: object): string =>
  [
    `$ curl ${method === 'GET' ? '' : `-X ${method} `}${host()}/v1${path} \\`,
    `    -H "Authorization: Bearer ${key}"${body === undefined ? '' : ' \\'}`,
    ...(body === undefined ? [] : [`    -H 'Content-Type: application/json' \\`, `    -d '${JSON.stringify(body)}'`]),
  ].join('\n')

const json = (value: object): string => JSON.stringify(value, null, 2)

export const organizationSnippets = (): readonly Snippet[] => [
  {
    name: 'CLI',
    kind: 'shell',
    code: `$ gatehouse organizations create \\
    --name Contoso --domains domain=contoso.example
# then let its administrator connect the identity provider
$ gatehouse setup-links create --organization-id <the id>`,
  },
  {
    name: 'curl',
    kind: 'shell',
    code: curl('POST', '/organizations', { name: 'Contoso', domains: [{ domain: 'contoso.example' }] }),
  },
  {
    name: 'SDK',
    kind: 'script',
    code: `const { id } = await gatehouse.organizations.create({
  name: 'Contoso',
  domains: [{ domain: 'contoso.example' }],
})
const { url } = await gatehouse.setupLinks.create({ organization_id: id })`,
  },
]

/** One organization. */
export const oneOrganizationSnippets = (organization: { readonly id: string }): readonly Snippet[] => [
  { name: 'JSON', kind: 'json', code: json(organization) },
  { name: 'curl', kind: 'shell', code: curl('GET', `/organizations/${organization.id}`) },
  {
    name: 'CLI',
    kind: 'shell',
    code: `$ gatehouse organizations get ${organization.id}
$ gatehouse setup-links create --organization-id ${organization.id}`,
  },
  { name: 'SDK', kind: 'script', code: `const organization = await gatehouse.organizations.get('${organization.id}')` },
]

/** One connection, with what it waits for. */
export function connectionSnippets(connection: {
  readonly id: string
  readonly candidate: object | null
}): readonly Snippet[] {
  const { id, candidate } = connection
  const [test, activate, method] =
    candidate === null ? ['test', 'activate', 'test'] : ['test-candidate', 'activate-candidate', 'testCandidate']
  return [
    { name: 'JSON', kind: 'json', code: json(connection) },
    { name: 'curl', kind: 'shell', code: curl('GET', `/connections/${id}`) },
    {
      name: 'CLI',
      kind: 'shell',
      code: `# test what waits, then turn it on
$ gatehouse connections ${test} ${id}
$ gatehouse connections ${activate} ${id}
# and back, if it was wrong
$ gatehouse connections rollback ${id}`,
    },
    { name: 'SDK', kind: 'script', code: `const { url } = await gatehouse.connections.${method}('${id}')` },
  ]
}

interface Resource {
  /** Below `/v1`: `/users/user_01…` */
  readonly path: string
  readonly value: object
  /** The command without the name of the program: `users get user_01…` */
  readonly cli: string
  /** The call: `users.get('user_01…')` */
  readonly sdk: string
}

/** One resource of any kind. */
export const resourceSnippets = ({ path, value, cli, sdk }: Resource): readonly Snippet[] => [
  { name: 'JSON', kind: 'json', code: json(value) },
  { name: 'curl', kind: 'shell', code: curl('GET', path) },
  { name: 'CLI', kind: 'shell', code: `$ gatehouse ${cli}` },
  { name: 'SDK', kind: 'script', code: `const found = await gatehouse.${sdk}` },
]
