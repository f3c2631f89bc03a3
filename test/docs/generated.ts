/** Documents that are printed from code. `npm run generate` writes them; a test proves that they are fresh. */
import { readFileSync } from 'node:fs'
import { type FailureCode, failures, type Who } from '@gatehouse-sso/core/failures'
import { openapiDocument } from '@gatehouse-sso/sdk/contract/openapi'
import { settings } from '../../packages/gateway/src/config.ts'
import { commandLine } from './command-line.ts'

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
  return `<!-- Printed by \`npm run generate\` from packages/core/src/failures.ts. -->

# Errors

Every failure of Gatehouse has a code. The management API gives it in \`error.code\`, the trace of a sign-in in
\`error.code\`, and an application that is sent back with an OAuth error in \`error_description\`, in brackets.
Decide by the code, never by the text.

${sections.join('\n')}`
}

function configuration(): string {
  const rows = Object.entries(settings).map(([name, { sentence, example, schema, secret }]) => {
    const parsed = schema.safeParse(undefined)
    const value = parsed.success ? defaultText(parsed.data) : 'needed'
    return `### ${name}\n\n${sentence}\n\n- Default: ${value}\n- Example: \`${example}\`${secret ? '\n- Secret: never printed or logged' : ''}\n`
  })
  return `<!-- Printed by \`npm run generate\` from packages/gateway/src/config.ts. -->

# Configuration

Settings are environment variables. Each can also be given as the name of a file with the value, by adding \`_FILE\` to
the name: \`GATEHOUSE_MASTER_KEY_FILE=/run/secrets/master-key\`. A variable that begins with \`GATEHOUSE_\` and is no
setting is named in the log, with the nearest one that is. Nothing else configures the gateway; everything that
belongs to an environment, an organization or an application is data in the management API.

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
  return `${JSON.stringify(openapiDocument('https://sso.example.com', version), null, 2)}\n`
}

/** Path from the root of the repository → text. */
export function generatedDocuments(): Readonly<Record<string, string>> {
  return {
    'docs/errors.md': errors(),
    'docs/configuration.md': configuration(),
    'docs/cli.md': commandLine(),
    'docs/openapi.json': openapi(),
  }
}
