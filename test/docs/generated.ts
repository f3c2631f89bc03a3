/** Documents that are printed from code. `npm run generate` writes them; a test proves that they are fresh. */
import { readFileSync } from 'node:fs'
import { type FailureCode, failures, type Who } from '@gatehouse-sso/core/failures'
import { openapiDocument } from '@gatehouse-sso/sdk/contract/openapi'
import { settings } from '../../packages/gateway/src/config.ts'
import { providers } from '../../packages/gateway/src/providers/index.ts'
import type { Provider } from '../../packages/gateway/src/providers/provider.ts'
import { settingsSchema } from '../../packages/gateway/src/providers/settings-fields.ts'
import type { OpenapiDocument } from './api-reference/document.ts'
import { apiReference } from './api-reference/pages.ts'
import { commandLine } from './command-line.ts'
import { guides, hintsTable } from './guides.ts'

const who: Readonly<Record<Who, string>> = {
  person: 'the person who signs in',
  administrator: "the customer's administrator, at the identity provider",
  developer: 'the developer of the application',
  operator: 'the operator of Gatehouse',
}

function errors(): string {
  const codes = (Object.keys(failures) as FailureCode[]).sort()
  const sections = codes.map((code) => {
    const { status, title, remedy, oauth, who: actor } = failures[code]
    const seen = oauth === undefined ? '' : `\n- OAuth error: \`${oauth}\``
    return `## ${code}\n\n${title}.\n\n- Who can put it right: ${who[actor]}\n- What to do: ${remedy}\n- HTTP status: ${status}${seen}\n`
  })
  return `<!-- Printed by \`npm run generate\` from packages/core/src/failures.ts and the hints of packages/gateway/src/providers. -->

# Errors

Every failure of Gatehouse has a code. An error of the management API and the trace of a sign-in have it in
\`error.code\`. An OAuth error for an application has it in \`error_description\`, in brackets. Programs should decide by
the code, never by the text.

${sections.join('\n')}
${Object.values(providers)
  // The codes of Entra are the same in both protocols.
  .filter(({ explained_codes, protocol }) => explained_codes.length > 0 && protocol === 'oidc')
  .map(codesOf)
  .join('\n')}`
}

/** The codes of one identity provider. They stand in `error.hints` of a sign-in. */
function codesOf(provider: Provider): string {
  return `## Codes of ${provider.name}

Gatehouse reads these ${provider.explained_codes.length} codes in the answers of ${provider.name}, and in texts of its pages that are pasted into
\`gatehouse connections explain\`. \`error.hints\` of a sign-in has the explanation, with the address of the page. The codes
may change, so no decision depends on them.

${hintsTable(provider)}
`
}

function configuration(): string {
  const rows = Object.entries(settings).map(([name, { sentence, example, schema, secret }]) => {
    const parsed = schema.safeParse(undefined)
    const value = parsed.success ? defaultText(parsed.data) : 'needed'
    return `### ${name}\n\n${sentence}\n\n- Default: ${value}\n- Example: \`${example}\`${secret ? '\n- Secret: never printed or logged' : ''}\n`
  })
  return `<!-- Printed by \`npm run generate\` from packages/gateway/src/config.ts. -->

# Configuration

Settings are environment variables. Each can also name a file with the value, if you add \`_FILE\` to its name:
\`GATEHOUSE_MASTER_KEY_FILE=/run/secrets/master-key\`. The gateway warns about an unknown variable that begins with
\`GATEHOUSE_\`, and suggests the nearest setting. It has no other configuration: the data of environments, organizations
and applications belongs to the management API.

${rows.join('\n')}`
}

function defaultText(value: unknown): string {
  if (value === '' || (Array.isArray(value) && value.length === 0)) return 'none'
  if (typeof value === 'object' && value !== null && 'host' in value && 'port' in value) {
    return `\`${value.host}:${value.port}\``
  }
  return `\`${value}\``
}

function openapi(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  return `${JSON.stringify(openapiDocument('https://sso.example.com', version, settingsSchemas), null, 2)}\n`
}

/** The settings of each type of connection, as the gateway adds them to its document. */
export const settingsSchemas = Object.fromEntries(
  Object.entries(providers).map(([type, provider]) => [type, { title: provider.name, ...settingsSchema(provider) }]),
)

/** Path from the root of the repository → text. */
export function generatedDocuments(): Readonly<Record<string, string>> {
  const document = openapi()
  return {
    'docs/errors.md': errors(),
    'docs/configuration.md': configuration(),
    'docs/cli.md': commandLine(),
    'docs/openapi.json': document,
    ...apiReference(JSON.parse(document) as OpenapiDocument),
    ...guides(),
  }
}
