/** Checks that the error table, the code that throws, and the documents agree. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { explainedFailure, type Hint } from '@gatehouse-sso/core/explained-failure'
import { Failure } from '@gatehouse-sso/core/failure'
import { type FailureCode, failures } from '@gatehouse-sso/core/failures'
import { describe, expect, it } from 'vitest'
import { presentFailure } from '../packages/gateway/src/domain/events/present.ts'
import type { EnvironmentRecord } from '../packages/gateway/src/domain/stores/environments.ts'
import { errorBody } from '../packages/gateway/src/http/api/error.ts'
import type { HttpContext } from '../packages/gateway/src/http/context.ts'
import { errorParameters } from '../packages/gateway/src/http/oauth/error.ts'
import { errorFields } from '../packages/gateway/src/observe/log.ts'
import { entra } from '../packages/gateway/src/providers/entra.ts'
import { generatedDocuments } from './docs/generated.ts'

const root = new URL('../', import.meta.url)

/** The source of the product, without the table and without tests. */
function source(): string {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'packages'], {
    cwd: root,
  })
  return listed
    .toString()
    .split('\n')
    .filter((path) => /^packages\/(core|sdk|gateway)\/src\/.*\.ts$/.test(path) && !/\.test\.ts$/.test(path))
    .filter((path) => !path.startsWith('packages/core/src/failures'))
    .map((path) => readFileSync(new URL(path, root), 'utf8'))
    .join('\n')
}

describe('the error table', () => {
  const text = source()
  const codes = Object.keys(failures) as FailureCode[]

  it.each(codes)('%s is thrown somewhere', (code) => expect(text.includes(`'${code}'`)).toBe(true))

  it.each(codes)('%s has a title and a remedy in sentences', (code) => {
    const { title, remedy } = failures[code]
    expect(title).toMatch(/^[A-Z][^\n]*[^.]$/)
    expect(remedy).toMatch(/^[A-Z\x60][^\n]*\.$/)
  })
})

describe('a failure in an output that is shown as it is', () => {
  const http = { ports: { public_url: 'https://sso.example' } } as HttpContext
  const marked = { what: 'Set `x`', where: 'Page > `y`', cause: 'It is `z`.', message: 'Set `x`' }
  const explained: Hint = { code: 'X1', who: 'administrator', url: null, ...marked }
  const environment = { slug: null } as unknown as EnvironmentRecord
  it.each(Object.keys(failures) as FailureCode[])('%s has no Markdown', (code) => {
    const failure = new Failure(code, { expected: 'the `exact` value', received: 'x' })
    const { message, hint } = errorBody(http, 'req_1', failure).error
    const description = String(errorParameters(http, environment, null, failure).error_description)
    const logged = JSON.stringify(errorFields(failure))
    const kept = presentFailure(explainedFailure(failure), [explained])
    for (const text of [message, hint, description, logged, JSON.stringify(kept)]) {
      expect(text).not.toMatch(/[`\ufffd]/)
    }
  })
})

describe('the generated document', () => {
  it.each(Object.entries(generatedDocuments()))('%s is fresh (npm run generate)', (path, text) => {
    expect(readFileSync(new URL(path, root), 'utf8')).toBe(text)
  })

  it('docs/errors.md has at least sixty codes of Entra, each with cause, party, remedy and page', () => {
    const rows = readFileSync(new URL('docs/errors.md', root), 'utf8').match(/^\| `\w+` \|.*$/gm) ?? []
    expect(rows.length).toBe(entra.explained_codes.length)
    expect(rows.length).toBeGreaterThanOrEqual(60)
    for (const row of rows) expect(row.split(' | ').map((cell) => cell.length > 4)).toEqual(Array(5).fill(true))
  })
})
