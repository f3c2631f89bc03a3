import { runInThisContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { ascii, bundledFrom, keepAddress, licensesText, packageFolder } from './bundle.ts'

describe('the package of a module in the bundle', () => {
  it.each([
    { name: 'a package', module: '/a/node_modules/pg/lib/index.js', folder: '/a/node_modules/pg' },
    { name: 'a package with a scope', module: '/a/node_modules/@x/y/z.js', folder: '/a/node_modules/@x/y' },
    {
      name: 'a package below another',
      module: '/a/node_modules/b/node_modules/c/i.js',
      folder: '/a/node_modules/b/node_modules/c',
    },
    { name: 'a path of Windows', module: 'C:\\a\\node_modules\\pg\\lib\\index.js', folder: 'C:\\a\\node_modules\\pg' },
    { name: 'no package, for a file of ours', module: '/a/packages/core/dist/ids.js', folder: null },
    { name: 'no package, for a module of the bundler', module: '\0rolldown/runtime.js', folder: null },
  ])('is $name', ({ module, folder }) => expect(packageFolder(module)).toBe(folder))
})

describe('the licenses of bundled packages', () => {
  const manifest = { name: 'honey', version: '1.0.0', license: 'MIT' }

  it('have the text of each license file', () =>
    expect(bundledFrom(manifest, ['Permission', 'Notice'])).toEqual({ ...manifest, texts: ['Permission', 'Notice'] }))

  it.each([
    { name: 'as an object', author: { name: 'A. Bee', email: 'a@bee.example' } },
    { name: 'as a text', author: 'A. Bee' },
  ])('name the author $name of a package without such a file', ({ author }) =>
    expect(bundledFrom({ ...manifest, author }, []).texts).toEqual(['By A. Bee']),
  )

  it('are sorted by package', () => {
    const one = { version: '1.0.0', license: 'MIT', texts: ['text'] }
    const text = licensesText([
      { ...one, name: 'wax' },
      { ...one, name: 'honey' },
    ])
    expect(text.match(/^## .*$/gm)).toEqual(['## honey 1.0.0 (MIT)', '## wax 1.0.0 (MIT)'])
  })

  it.each([{ license: undefined }, { license: { type: 'MIT' } }])('are refused for $license', (change) =>
    expect(() => bundledFrom({ ...manifest, ...change }, ['text'])).toThrow('honey 1.0.0 names no license'),
  )
})

describe('a file in the bundle', () => {
  it('keeps its address', () => {
    const code = "read(new URL('../a.json', import.meta.url))"
    const kept = keepAddress(code, '/g/dist/cli/b.js', '/g/dist/program')
    expect(kept).toBe(`read(new URL('../a.json', new URL("../cli/b.js", import.meta.url).href))`)
  })
})

describe('the text of the program', () => {
  it.each([
    ['a text', "'für „alle“ 😀'"],
    ['a template', '`für „alle“ 😀`'],
    ['the parts of an expression', '/^[ä-ü„]+😀$/u.exec("äü„😀")[0]'],
    ['a name', '(() => { const größe = "groß"; return größe })()'],
  ])('has %s in ASCII, with the same value', (_, code) => {
    const written = ascii(code)
    expect(written).toMatch(/^[ -~]*$/)
    expect(runInThisContext(written)).toBe(runInThisContext(code))
  })
})
