/** Answers are kept under their keys. Two readers with one key would get the answers of each other. */
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const folder = fileURLToPath(new URL('../', import.meta.url))

/** The arguments of each call of `useRead` in a source, as key and reader. */
function readsOf(source: string): { readonly key: string; readonly reader: string }[] {
  return [...source.matchAll(/\buseRead(?:<[^(]*>)?\(/g)].flatMap(({ index, 0: opening }) => {
    const [key = '', reader = ''] = argumentsOf(source.slice(index + opening.length))
    return key.startsWith('[') && !key.includes('...') ? [{ key, reader }] : []
  })
}

/** The arguments of a call, from behind its parenthesis. A comma inside of brackets belongs to its argument. */
function argumentsOf(text: string): string[] {
  const found = ['']
  let depth = 0
  for (const letter of text) {
    if (depth === 0 && letter === ')') break
    if ('([{'.includes(letter)) depth += 1
    if (')]}'.includes(letter)) depth -= 1
    if (depth === 0 && letter === ',') found.push('')
    else found[found.length - 1] += letter
  }
  return found.map((one) => one.replaceAll(/\s+/g, ' ').trim())
}

function collisions(sources: readonly string[]): string[] {
  const readers = new Map<string, Set<string>>()
  for (const { key, reader } of sources.flatMap(readsOf)) readers.set(key, (readers.get(key) ?? new Set()).add(reader))
  return [...readers].filter(([, all]) => all.size > 1).map(([key]) => key)
}

it('finds two readers under one key', () => {
  const list = `useRead(['roles'], (api) => api.roles.list({ limit: 1 }))`
  const rows = `useRead(['roles'], async (api) => (await api.roles.list({ limit: 1 })).data)`
  expect(collisions([list, rows])).toEqual(["['roles']"])
  expect(collisions([list, list, rows.replace('roles', 'names')])).toEqual([])
})

it('of the dashboard read under keys of their own', () => {
  const sources = globSync('**/*.{ts,tsx}', { cwd: folder }).filter((path) => !path.endsWith('.test.ts'))
  const texts = sources.map((path) => readFileSync(`${folder}${path}`, 'utf8'))
  expect(texts.flatMap(readsOf).length).toBeGreaterThan(40)
  expect(collisions(texts)).toEqual([])
})
