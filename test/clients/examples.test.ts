/** An example is read on one screen, or nobody reads it. */
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const folder = fileURLToPath(new URL('../../examples/', import.meta.url))
const files = globSync(['*/server.js', '*/auth.ts'], { cwd: folder })

it('there are examples', () => expect(files.length).toBeGreaterThanOrEqual(10))

it.each(files)('%s has at most 80 lines', (file) => {
  expect(readFileSync(`${folder}${file}`, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(80)
})
