/** Checks that the error table, the code that throws, and the documents agree. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { type FailureCode, failures } from '@gatehouse-sso/core/failures'
import { describe, expect, it } from 'vitest'
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

describe('the generated document', () => {
  it.each(Object.entries(generatedDocuments()))('%s is fresh (npm run generate)', (path, text) => {
    expect(readFileSync(new URL(path, root), 'utf8')).toBe(text)
  })
})
