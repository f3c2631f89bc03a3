/** A1, A9, A10: the OpenAPI document, and the examples in it. */
import { contract, operations } from '@gatehouse-sso/sdk/contract'
import { connectionTypes } from '@gatehouse-sso/sdk/contract/connection'
import { exampleOf, openapiDocument } from '@gatehouse-sso/sdk/contract/openapi'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { describe, expect, it } from 'vitest'
import { providers } from '../packages/gateway/src/providers/index.ts'
import { parseSettings } from '../packages/gateway/src/providers/settings-fields.ts'
import { breakingChanges } from './docs/breaking-changes.ts'
import { settingsSchemas } from './docs/generated.ts'

const document = openapiDocument('https://sso.contoso.dev', '1.0.0', settingsSchemas)
type Path = readonly (string | number)[]

/** The document with one value replaced or removed. */
function changed(path: Path, value?: unknown): typeof document {
  const copy = structuredClone(document) as Record<string | number, unknown>
  const last = path.at(-1) as string
  const holder = path.slice(0, -1).reduce<typeof copy>((inner, name) => {
    expect(inner[name], `${name} of ${path.join('/')}`).toBeDefined()
    return inner[name] as typeof copy
  }, copy)
  if (value === undefined) delete holder[last]
  else holder[last] = value
  return copy
}

async function lint(linted: typeof document): Promise<string[]> {
  // The paths are not ambiguous: ids of organizations have a prefix, so `by_external_id` is never one.
  const config = await createConfig({ extends: ['recommended'], rules: { 'no-ambiguous-paths': 'off' } })
  const problems = await lintFromString({ source: JSON.stringify(linted), config })
  return problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)
}

describe('A9 the OpenAPI document', () => {
  // The linter reads the whole document; on a busy machine that takes seconds.
  it('passes the linter', async () => expect(await lint(document)).toEqual([]), 30_000)

  it('fails the same linter when it has a fault', async () => {
    const [problem] = await lint(changed(['paths', '/v1/organizations', 'get', 'responses', '200', 'description']))
    expect(problem).toContain('description')
  }, 30_000)

  it('has every operation, under the name that the SDK uses', () => {
    const named = Object.entries(contract).flatMap(([noun, verbs]) =>
      Object.keys(verbs).map((verb) => `${noun}.${verb}`),
    )
    expect(operations.map(({ id }) => id)).toEqual(named)
  })

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s has valid examples',
    (_, operation) => {
      if (operation.body) {
        expect(operation.example).not.toBeNull()
        expect(operation.body.safeParse(operation.example).error).toBeUndefined()
      }
      if (operation.output) expect(operation.output.safeParse(exampleOf(operation.output)).error).toBeUndefined()
      expect(operation.summary).toMatch(/^[A-Z][^.]*$/)
    },
  )
})

describe('A1 names', () => {
  it('are plural nouns and snake_case in every path', () => {
    for (const path of Object.keys(document.paths as object))
      expect(path).toMatch(/^\/v1(\/[a-z_]+s|\/\{[a-z_]+_id\}|\/[a-z_]+)+$/)
    const roots = Object.keys(document.paths as object).map((path) => path.split('/')[2])
    // A look-up, whose answer is no resource; and things of which a caller has one.
    const singular = ['discover', 'setup', 'branding', 'staff', 'console', 'overview']
    for (const root of roots.filter((name) => !singular.includes(String(name)))) expect(root).toMatch(/^[a-z_]+s$/)
  })

  it('are snake_case in every field, and each resource has object, id and created_at', () => {
    const { schemas } = document.components as {
      schemas: Record<string, { properties?: Record<string, { format?: string }> }>
    }
    for (const [name, { properties = {} }] of Object.entries(schemas)) {
      for (const field of Object.keys(properties))
        expect([name, field]).toEqual([name, expect.stringMatching(/^[a-z][a-z_0-9]*$/)])
      if (
        name === 'Error' ||
        /(?:Settings|Policy|Explanation|Preview|TestLink|ConsentLink|Check|Discovery|Import|AccessTest|SetupSession|SetupGuide|SetupGuess|SetupTest|ConsoleSession|ConnectionHealth|ConnectionTypes|Overview)$/.test(
          name,
        )
      )
        continue
      expect(Object.keys(properties)).toEqual(expect.arrayContaining(['object', 'id', 'created_at']))
      expect(JSON.stringify(properties.created_at)).toContain('"format":"date-time"')
    }
  })
})

describe('the settings of a connection', () => {
  const { schemas } = document.components as {
    schemas: Record<
      string,
      { anyOf?: object[]; properties?: Record<string, { description?: string; examples?: object[] }> }
    >
  }
  const names: Readonly<Record<string, string>> = {
    entra_oidc: 'EntraOidcSettings',
    okta_oidc: 'OktaOidcSettings',
    google_oidc: 'GoogleOidcSettings',
    oidc: 'OidcSettings',
    entra_saml: 'EntraSamlSettings',
    okta_saml: 'OktaSamlSettings',
    google_saml: 'GoogleSamlSettings',
    saml: 'SamlSettings',
  }
  it.each(connectionTypes)('of %s have a schema of their own, with the place and the look of each', (type) => {
    const name = String(names[type])
    expect(schemas.ConnectionSettings?.anyOf).toContainEqual({ $ref: `#/components/schemas/${name}` })
    const { properties = {} } = schemas[name] ?? {}
    expect(Object.keys(properties)).toEqual(
      expect.arrayContaining(type.endsWith('saml') ? ['sso_url', 'certificates'] : ['client_id', 'scopes']),
    )
    for (const [field, { description, examples }] of Object.entries(properties)) {
      expect([field, description?.length, examples?.length]).toEqual([field, expect.any(Number), 1])
    }
    const example = Object.fromEntries(
      Object.entries(properties).map(([field, { examples }]) => [field, examples?.[0]]),
    )
    // Each example is a value that the provider takes. Some go only with others.
    const errors = parseSettings(providers[type] as never, example)
    const beside = ['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'userinfo_endpoint', 'end_session_endpoint']
    const refused: Readonly<Record<string, readonly string[]>> = {
      entra_oidc: ['/authority_host'],
      oidc: beside.map((field) => `/${field}`),
      // It is read when it is entered, and never stored.
      ...Object.fromEntries(['entra_saml', 'okta_saml', 'google_saml', 'saml'].map((one) => [one, ['/metadata_xml']])),
    }
    expect(errors.success ? [] : errors.errors.map(({ param }) => param)).toEqual(refused[type] ?? [])
  })
})

describe('A10 the check for breaking changes', () => {
  const organizations = ['paths', '/v1/organizations']
  const created = [...organizations, 'post', 'requestBody', 'content', 'application/json', 'schema']
  const cases: [string, Path, unknown, string][] = [
    ['a removed path', organizations, undefined, 'GET /v1/organizations is gone'],
    ['a removed operation', [...organizations, 'post'], undefined, 'POST /v1/organizations is gone'],
    [
      'a removed parameter',
      [...organizations, 'get', 'parameters', 0, 'name'],
      'size',
      'GET /v1/organizations: parameter query limit is gone',
    ],
    [
      'an optional parameter that becomes required',
      [...organizations, 'get', 'parameters', 4, 'required'],
      true,
      'GET /v1/organizations: parameter query domain must be sent',
    ],
    [
      'a removed value',
      [...organizations, 'get', 'parameters', 3, 'schema', 'enum'],
      ['asc'],
      'GET /v1/organizations: query order does not take desc any more',
    ],
    [
      'a removed field of a body',
      [...created, 'properties', 'metadata'],
      undefined,
      'POST /v1/organizations: body.metadata is not taken any more',
    ],
    [
      'an optional field that becomes required',
      [...created, 'required'],
      ['name', 'external_id'],
      'POST /v1/organizations: body.external_id must be sent',
    ],
    [
      'a removed field of an answer',
      ['components', 'schemas', 'Organization', 'properties', 'name'],
      undefined,
      'GET /v1/organizations: answer.data[].name is gone',
    ],
    [
      'a changed type',
      ['components', 'schemas', 'Organization', 'properties', 'name', 'type'],
      'integer',
      'POST /v1/organizations: answer.name is integer instead of string',
    ],
    [
      'a field of an answer that becomes optional',
      ['components', 'schemas', 'Organization', 'required'],
      ['id'],
      'GET /v1/organizations: answer.data[].name may be missing',
    ],
  ]
  it.each(cases)('finds %s', (_, path, value, line) => {
    expect(breakingChanges(document, changed(path, value))).toContain(line)
  })

  it('finds nothing when something is only added', () => {
    const added = changed([...created, 'properties', 'colour'], { type: 'string' })
    expect(breakingChanges(document, added)).toEqual([])
    expect(breakingChanges(changed(['paths', '/v1/users']), document)).toEqual([])
  })
})
