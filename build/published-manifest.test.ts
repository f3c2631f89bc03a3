import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { carriedBy, type Manifest, publishedManifest } from './published-manifest.ts'

const manifest = (name: string, dependencies: Readonly<Record<string, string>> = {}): Manifest => ({
  name,
  version: '1.0.0',
  files: ['dist'],
  exports: { '.': { 'gatehouse-source': './src/a.ts', types: './dist/a.d.ts', default: './dist/a.js' } },
  dependencies,
})
const honey = manifest('honey', { zod: '4.0.0' })
const ours = [honey, manifest('wax', { honey: '1.0.0' })]

describe('a published manifest', () => {
  it('has no parts that exist only in a clone', () => {
    const published = publishedManifest({ ...honey, devDependencies: { wax: '1.0.0' } }, ours)
    const { exports: _, ...rest } = honey
    expect(published).toMatchObject(rest)
    expect(JSON.stringify(published)).not.toContain('src/')
    expect(published).not.toHaveProperty('devDependencies')
  })

  it('has an entry for import and one for require, each with its types first', () => {
    const { exports } = publishedManifest(honey, ours)
    expect(exports).toEqual({
      '.': {
        import: { types: './dist/a.d.ts', default: './dist/a.js' },
        require: { types: './dist/a.d.cts', default: './dist/a.cjs' },
      },
    })
    expect(JSON.stringify(exports)).toMatch(/"import":\{"types".*"require":\{"types"/)
  })

  it('bundles our packages, and lists their dependencies', () => {
    const published = publishedManifest(manifest('hive', { honey: '1.0.0', pg: '8.0.0', zod: '4.0.0' }), ours)
    expect(published.bundleDependencies).toEqual(['honey'])
    expect(published.dependencies).toEqual({ honey: '1.0.0', pg: '8.0.0', zod: '4.0.0' })
    expect(publishedManifest(manifest('hive', { honey: '1.0.0' }), ours).dependencies).toHaveProperty('zod', '4.0.0')
  })

  it.each([
    { name: 'another version of our package', needs: { honey: '1.0.1' }, says: 'honey 1.0.1, but this is 1.0.0' },
    { name: 'our package without its dependency', needs: { wax: '1.0.0' }, says: 'wax without its dependency honey' },
    { name: 'a dependency in two versions', needs: { honey: '1.0.0', zod: '4.1.0' }, says: 'honey needs zod 4.0.0' },
  ])('cannot have $name', ({ needs, says }) =>
    expect(() => publishedManifest(manifest('hive', needs), ours)).toThrow(says),
  )
})

describe('the packages as they stand', () => {
  const root = fileURLToPath(new URL('../', import.meta.url))
  const read = (path: string): Manifest => JSON.parse(readFileSync(`${root}${path}`, 'utf8'))
  const manifests = globSync('packages/*/package.json', { cwd: root }).map(read)

  it.each(manifests)('$name can be published', (one) => {
    const carried = carriedBy(one, manifests).map(({ name }) => name)
    const all = ['@gatehouse-sso/core', '@gatehouse-sso/sdk', 'entra-emulator']
    expect(carried.sort()).toEqual(one.name === '@gatehouse-sso/gateway' ? all : [])
    expect(publishedManifest(one, manifests).name).toBe(one.name)
  })
})
