/** O5: the reference has every operation, and what a reader needs to call it. */
import { readdirSync, readFileSync } from 'node:fs'
import { contract, operations } from '@gatehouse-sso/sdk/contract'
import { describe, expect, it } from 'vitest'
import { generatedDocuments } from '../generated.ts'
import { kebab } from './noun.ts'

const folder = new URL('../../../docs/api/', import.meta.url)
const pages = new Map(readdirSync(folder).map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]))

/** The section of an operation, from its request to the next heading. */
function sectionOf(id: string, method: string, path: string): string {
  const page = pages.get(`${kebab(id.split('.')[0] ?? '')}.md`) ?? ''
  const begin = page.indexOf(`\n\`${method} ${path}\`\n`)
  return begin < 0 ? '' : page.slice(begin, page.indexOf('\n## ', begin))
}

it('has a page for each noun and one for all, and no page of a noun that is gone', () => {
  const printed = Object.keys(generatedDocuments()).filter((path) => path.startsWith('docs/api/'))
  expect([...pages.keys()].map((file) => `docs/api/${file}`).sort()).toEqual(printed.sort())
  expect(pages.size).toBe(Object.keys(contract).length + 1)
})

describe('the section of', () => {
  it.each(operations.map((operation) => [operation.id, operation] as const))('%s', (id, operation) => {
    const { method, path, scope, params, query, body, failures, status } = operation
    const section = sectionOf(id, method, path)
    expect(section).toContain(`Answer: \`${status}\``)
    if (scope !== null) expect(section).toContain(`scope \`${scope}\``)
    const paging = ['limit', 'after', 'before', 'order']
    const named = [params, query, body].flatMap((schema) => Object.keys(schema?.shape ?? {}))
    const missing = named.filter(
      (name) => !paging.includes(name) && !new RegExp(`^\\| \`${name}(\\[\\])?\` \\|`, 'm').test(section),
    )
    expect(missing).toEqual([])
    const shown = `${section}${pages.get('README.md')}`
    expect(failures.filter((code) => !shown.includes(`(../errors.md#${code})`))).toEqual([])
  })
})
