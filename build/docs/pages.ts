/** The pages of the documentation: which files they are made of, their order, and their addresses below `/docs`. */

export interface PageGroup {
  readonly title: string
  /** Paths from the root of the repository. */
  readonly files: readonly string[]
}

const guides = (...names: readonly string[]): readonly string[] => names.map((name) => `docs/guides/${name}.md`)

const groups: readonly PageGroup[] = [
  { title: 'Begin', files: ['docs/concepts.md', 'docs/comparison.md', ...guides('try-entra')] },
  {
    title: 'Your application',
    files: [
      ...guides('clients'),
      'packages/sdk/README.md',
      ...guides(...['README', 'python', 'go', 'java', 'dotnet', 'php', 'ruby'].map((name) => `quick-starts/${name}`)),
      ...guides('routing', 'sessions', 'device-sign-in', 'api-access'),
    ],
  },
  {
    title: 'Your customers',
    files: guides(
      ...['setup-portal', 'entra', 'okta', 'google', 'ping', 'jumpcloud', 'onelogin', 'duo', 'oidc', 'saml'],
      ...['credentials', 'redirect-uris', 'domains'],
    ),
  },
  { title: 'People', files: guides('claims', 'people', 'removal') },
  {
    title: 'Migrate',
    files: guides(...['polis', 'workos', 'auth0', 'keycloak', 'hand-made-oidc'].map((name) => `migrate-from-${name}`)),
  },
  {
    title: 'Walkthroughs',
    files: [
      'iqnect-entra-oidc',
      'iqnect-entra-saml',
      'workos-entra-oidc',
      'iotorq-lean-sso',
      'federated-directory-oidc',
      'eclecticiq-oauth-azure-ad',
    ].map((name) => `docs/walkthroughs/${name}.md`),
  },
  {
    title: 'Operate',
    files: [
      ...['operate', 'configuration', 'postgresql'].map((name) => `docs/${name}.md`),
      ...guides('console'),
      ...['cli', 'errors', 'security', 'performance'].map((name) => `docs/${name}.md`),
      ...['SECURITY.md', 'CHANGELOG.md'],
    ],
  },
  { title: 'API', files: ['docs/api/README.md'] },
  {
    title: 'Emulator',
    files: ['packages/entra-emulator/README.md', ...guides('entra-admin-center', 'entra-emulator-saml')],
  },
  {
    title: 'Work on Gatehouse',
    files: ['docs/architecture.md', 'CONTRIBUTING.md', 'packages/console/README.md', 'docs/decisions/README.md'],
  },
]

/** Files outside `docs/` with addresses of their own. */
const elsewhere: Readonly<Record<string, string>> = {
  'packages/sdk/README.md': 'sdk',
  'packages/entra-emulator/README.md': 'entra-emulator',
  'packages/console/README.md': 'console-package',
  'SECURITY.md': 'reporting',
  'CHANGELOG.md': 'changelog',
  'CONTRIBUTING.md': 'contributing',
}

/** @returns the address below `/docs/`, or `null` for a file that is no page */
export function pathOf(file: string): string | null {
  const other = elsewhere[file]
  if (other !== undefined) return other
  return /^docs\/(.+?)(?:\/README)?\.md$/.exec(file)?.[1] ?? null
}

/** Folders with many pages. Other pages show only their index in the navigation. */
const folders = ['docs/api/', 'docs/decisions/']

/** @returns the folder below `/docs/` of a page that is reached through an index, or `null` */
export function folderOf(path: string): string | null {
  const folder = folders.find((one) => `docs/${path}`.startsWith(one))
  return folder === undefined ? null : folder.slice('docs/'.length)
}

/**
 * The groups with every page. The pages of a folder stand behind its index.
 * @param files all files of the documentation that there are
 * @throws Error for a file in no group, and for one that is not there
 */
export function groupsOf(files: readonly string[]): readonly PageGroup[] {
  const whole = groups.map((group) => {
    const folder = folders.find((one) => group.files.includes(`${one}README.md`))
    if (folder === undefined) return group
    const inside = files.filter((file) => file.startsWith(folder) && file !== `${folder}README.md`).sort()
    return { ...group, files: [...group.files, ...inside] }
  })
  const listed = whole.flatMap((group) => group.files)
  const missing = files.find((file) => !listed.includes(file))
  if (missing !== undefined) throw new Error(`${missing} is in no group: add it to build/docs/pages.ts`)
  const gone = listed.find((file) => !files.includes(file))
  if (gone !== undefined) throw new Error(`${gone} is in a group of build/docs/pages.ts, but it is not there`)
  return whole
}
