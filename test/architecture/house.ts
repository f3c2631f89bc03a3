/**
 * The allowed imports, as data. This is an allow-list: any other import is refused, and a new folder needs an entry
 * with its reason. The order is that of docs/architecture.md.
 *
 * An entry of `may` is a folder of ours (`core`, `sdk/contract`, `gateway/domain`: it and everything below), one file
 * of ours (`gateway/domain/stores/unit.ts`), a package, or a `node:` module (`node:*` for all of them).
 * `types` are the same, allowed for `import type` only.
 */
export interface Room {
  /**
   * A folder or file below `packages/<package>/src`, written `<package>` or `<package>/<path>`, or below `bench` or
   * `build`. The longest match wins.
   */
  readonly room: string
  readonly may: readonly string[]
  readonly types?: readonly string[]
  readonly because: string
}

/** The packages in the files that a browser gets, each with the reason. A package is listed here before it is used. */
export const consolePackages: Readonly<Record<string, string>> = {
  '@fontsource-variable/inter': 'the letters, from our own origin',
  '@fontsource-variable/jetbrains-mono': 'the letters of values',
  '@mantine/core': 'the kit: buttons, menus, dialogs, inputs',
  '@mantine/form': 'values and errors of a form',
  '@mantine/hooks': 'a peer of the kit',
  '@tabler/icons-react': 'icons',
  '@tanstack/react-query': 'data of the server, and polling',
  'get-nonce': 'the nonce for the styles that the kit adds',
  react: 'the interface',
  'react-dom': 'the interface, in a browser',
  wouter: 'the router',
}

const consoleLibraries = Object.keys(consolePackages)

export const house: readonly Room[] = [
  { room: 'core', may: ['core', 'jose'], because: 'it is pure: it runs in the browser and in every test' },
  { room: 'sdk/contract', may: ['core', 'sdk/contract', 'zod'], because: 'three programs share it' },
  { room: 'sdk', may: ['core', 'sdk', 'zod'], because: 'customers install it, on any runtime' },
  {
    room: 'sdk/verify',
    may: ['core', 'sdk/verify', 'sdk/errors.ts', 'sdk/variable.ts'],
    types: ['sdk/contract'],
    because: 'it runs in APIs on any runtime: no package, no schemas, no client',
  },
  {
    room: 'sdk/sso',
    may: ['core', 'sdk/sso', 'sdk/verify', 'sdk/errors.ts', 'sdk/variable.ts'],
    types: ['sdk/client.ts'],
    because: 'it runs in applications on any runtime: no package, no schemas, and no key of the management API',
  },
  {
    room: 'gateway/domain',
    may: ['core', 'gateway/domain'],
    types: ['sdk/contract'],
    because: 'rules know neither SQL nor HTTP nor a vendor; time, randomness and keys come through domain/ports',
  },
  {
    room: 'gateway/providers',
    may: ['core', 'zod', 'gateway/providers'],
    types: ['sdk/contract'],
    because: 'a provider is data and small functions',
  },
  {
    room: 'gateway/upstream',
    may: [
      'core',
      'gateway/domain/ports',
      'gateway/providers',
      'gateway/saml',
      'gateway/outbound',
      'gateway/keys',
      'gateway/cache',
      'gateway/upstream',
      'oauth4webapi',
      'node:crypto',
    ],
    types: ['gateway/domain/stores'],
    because: 'the only place that talks to identity providers',
  },
  {
    room: 'gateway/saml',
    may: [
      'core',
      'gateway/keys',
      'gateway/saml',
      'libxml2-wasm',
      'xml-crypto',
      'node:buffer',
      'node:crypto',

      'node:zlib',
    ],
    because: 'the messages of SAML: one parser, one profile, and only verified bytes come out',
  },
  {
    room: 'gateway/storage',
    may: [
      'core',
      'gateway/domain/stores',
      'gateway/storage',
      'kysely',
      'pg',
      'node:crypto',
      'node:sqlite',
      'node:fs',
      'node:path',
    ],
    types: ['gateway/domain', 'sdk/contract'],
    because: 'SQL stays here',
  },
  {
    room: 'gateway/keys',
    may: ['core', 'gateway/keys', 'jose', '@peculiar/x509', 'node:crypto', 'node:util'],
    types: ['gateway/domain'],
    because: 'machinery without rules: sealing, signing, hashing',
  },
  {
    room: 'gateway/outbound',
    may: [
      'core',
      'gateway/outbound',
      'undici',
      'ipaddr.js',
      'lru-cache',
      'nodemailer',
      'tldts',
      'node:dns',
      'node:dns/promises',
      'node:net',
      'node:url',
      'node:zlib',
    ],
    types: ['gateway/domain'],
    because: 'machinery without rules: the only outbound client, guarded',
  },
  {
    room: 'gateway/jobs',
    may: ['core', 'gateway/domain/stores', 'gateway/jobs'],
    types: ['gateway/domain'],
    because: 'machinery without rules: the job table and the schedule',
  },
  {
    room: 'gateway/jobs/kinds.ts',
    may: ['core/time', 'gateway/domain', 'gateway/jobs'],
    because: 'lists the jobs: each is a line that leads to its room',
  },
  {
    room: 'gateway/cache',
    may: ['core', 'gateway/cache', 'lru-cache'],
    types: ['gateway/domain'],
    because: 'machinery without rules: bounded read-through caches',
  },
  {
    room: 'gateway/observe',
    may: ['core', 'gateway/observe', 'pino'],
    types: ['gateway/domain'],
    because: 'machinery without rules: logs, metrics, traces',
  },
  {
    room: 'gateway/http',
    may: [
      'core',
      'sdk/contract',
      'gateway/http',
      'gateway/domain',
      'gateway/observe',
      'fastify',
      '@fastify/formbody',
      '@fastify/rate-limit',
      'zod',
    ],
    because: 'it parses, calls the domain and prints; storage, upstream and providers are behind ports',
  },
  {
    room: 'gateway/http/trusted-proxies.ts',
    may: ['core', 'node:net'],
    because: 'addresses and ranges are what node:net has a list for',
  },
  {
    room: 'gateway/config.ts',
    may: [
      'core',
      'gateway/http/trusted-proxies.ts',
      'gateway/outbound/address.ts',
      'gateway/outbound/proxy-address.ts',
      'gateway/outbound/mail.ts',
      'gateway/storage/engine/database-url.ts',
      'zod',
      'node:fs',
      'node:net',
    ],
    because: 'every setting in one readable file, checked by the parser that uses it',
  },
  {
    room: 'gateway/pictures.ts',
    may: ['node:zlib', 'pngjs'],
    types: ['gateway/domain'],
    because: 'the one library for pictures',
  },
  {
    room: 'gateway/console-files.ts',
    may: ['gateway/http/console-files.ts', 'node:fs', 'node:path', 'node:url', 'node:zlib'],
    because: 'reads the built console once',
  },
  {
    room: 'gateway/docs-files.ts',
    may: ['node:fs', 'node:fs/promises', 'node:path', 'node:url'],
    types: ['gateway/http/docs'],
    because: 'reads the built documentation',
  },
  {
    room: 'gateway/version.ts',
    may: ['node:fs'],
    because: 'reads one file',
  },
  {
    room: 'gateway/app.ts',
    may: ['core', 'gateway', 'node:*'],
    types: ['fastify', 'pino'],
    because: 'the one place of wiring',
  },
  {
    room: 'gateway/cli',
    may: [
      'core',
      'sdk',
      'gateway/app.ts',
      'gateway/config.ts',
      'gateway/version.ts',
      'gateway/providers',
      'gateway/storage',
      'gateway/domain',
      'gateway/keys/master-key.ts',
      'gateway/observe/log.ts',
      'gateway/cli',
      'gateway/testing',
      'entra-emulator',
      'close-with-grace',
      'commander',
      'csv-parse',
      'picocolors',
      'zod',
      'node:*',
    ],
    because: 'wiring for people; the help lists the settings of each provider',
  },
  {
    room: 'gateway/cli/access',
    may: ['core', 'sdk', 'gateway/cli', 'gateway/providers', 'commander', 'oauth4webapi', 'picocolors', 'node:*'],
    because: 'a client of Entra for the test of access; the library does the protocol',
  },
  {
    room: 'gateway/testing',
    may: [
      'core',
      'sdk',
      'gateway/app.ts',
      'gateway/config.ts',
      'gateway/storage',
      'gateway/domain',
      'gateway/cli',
      'gateway/testing',
      'entra-emulator',
      'node:*',
    ],
    because: 'wiring for tests',
  },
  {
    room: 'entra-emulator',
    may: [
      'entra-emulator',
      'fastify',
      '@fastify/formbody',
      'jose',
      '@peculiar/x509',
      '@xmldom/xmldom',
      'xml-crypto',
      'node:*',
    ],
    because: 'the other side: a helper shared with the gateway would hide a bug that both share',
  },
  {
    room: 'console',
    may: ['sdk/browser', 'console', 'core/mapping', 'core/oidc/output-claims', 'core/staff-roles', ...consoleLibraries],
    types: ['sdk/contract'],
    because:
      'it runs in the browser, and the SDK is its only client: no schemas, nothing of the gateway; a mapping is previewed by its own code',
  },
  {
    room: 'build',
    may: ['build', 'rolldown', 'node:*'],
    because: 'it makes packages from compiled files, and runs none of them',
  },
  {
    room: 'build/docs',
    may: ['build', 'marked', 'packages/gateway/src/http/pages/stylesheet.ts', 'node:*'],
    because: 'it makes the pages of the documentation, in the colours of the gateway',
  },
  {
    room: 'build/console.ts',
    may: ['build', 'vite', '@vitejs/plugin-react', 'node:*'],
    because: 'the bundler of the console',
  },
  {
    room: 'bench',
    may: [
      'bench',
      'sdk',
      'packages/gateway/test/postgres-cluster.ts',
      'packages/gateway/test/saml',
      'packages/gateway/test/tcp-proxy.ts',
      'pg',
      'rolldown',
      'node:*',
    ],
    because:
      'it measures the built gateway from outside, through HTTP, the SDK and the operating system; pg sets a database up, rolldown bundles what it compares',
  },
  {
    room: 'bench/floor',
    may: ['bench/floor', 'pg', 'node:*'],
    because: 'everything is compared to it: it is written by hand and frozen',
  },
  {
    room: 'bench/reference',
    may: [
      'bench/reference',
      'fastify',
      '@fastify/formbody',
      '@fastify/rate-limit',
      'ipaddr.js',
      'jose',
      'kysely',
      'lru-cache',
      'oauth4webapi',
      'pg',
      'pino',
      'undici',
      'zod',
      'node:*',
    ],
    because: 'the least work of single requests and of a start, with the same libraries',
  },
]

/**
 * The rooms of the domain, in their order. A room imports itself and the rooms before it, never a later one.
 */
export const domainRooms: readonly string[] = [
  'stores',
  'ports',
  'events',
  'work',
  'environments',
  'applications',
  'logout',
  'organizations',
  'credentials',
  'connections',
  'people',
  'invitations',
  'provisioning',
  'access',
  'sessions',
  'tokens',
  'sign-ins',
  'saml',
  'routing',
  'checks',
  'sign-in',
  'consent',
  'device',
  'setup-links',
  'value-check',
  'setup',
  'staff',
  'overview',
]

/** The number of source files that one room of the domain may hold. `stores` and `ports` have one for each noun. */
export const roomSize = { most: 14, unlimited: ['stores', 'ports'] }

/** Names that say nothing about the content. No file or folder may have one as its name or as a part of it. */
export const bannedNames: readonly string[] = [
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'manager',
  'service',
  'misc',
]

/** The number of lines that a file may have. The median and the 90th percentile are those of all product files. */
export const lengths = { product: 350, tests_and_migrations: 600, median: 90, p90: 250 }
