import { describe, expect, it } from 'vitest'
import { commonjsFiles } from './commonjs.ts'

const files = new Map(
  Object.entries({
    'dist/app.js': "import './b.js'",
    'dist/app.d.ts':
      "import type { B } from './b.ts';\nexport * from 'zod';\nexport declare const c: import(\"./c/c.js\").C;\n",
    'dist/b.js': '',
    'dist/b.d.ts': "export type { C as B } from './c/c.ts';\n",
    'dist/c/c.js': '',
    'dist/c/c.d.ts': "import type { B } from '../b.ts';\nexport interface C { readonly b: B }\n",
    'dist/d.js': '',
    'dist/d.d.ts': '',
  }),
)

describe('the files for require', () => {
  const made = commonjsFiles(files, ['./dist/app.js'])

  it('are one module for each entry, and the declarations that it reaches', () =>
    expect([...made.keys()]).toEqual(['dist/app.cjs', 'dist/app.d.cts', 'dist/b.d.cts', 'dist/c/c.d.cts']))

  it('hand on the one ES module', () =>
    expect(made.get('dist/app.cjs')).toContain("module.exports = require('./app.js')"))

  it('name each other, and other packages as before', () => {
    expect(made.get('dist/app.d.cts')).toBe(
      "import type { B } from './b.cjs';\nexport * from 'zod';\nexport declare const c: import(\"./c/c.cjs\").C;\n",
    )
    expect(made.get('dist/c/c.d.cts')).toContain("from '../b.cjs'")
  })

  it('are made for each module that a pattern exports', () => {
    const modules = [...commonjsFiles(files, ['./dist/*.js']).keys()].filter((path) => path.endsWith('.cjs'))
    expect(modules).toEqual(['dist/app.cjs', 'dist/b.cjs', 'dist/c/c.cjs', 'dist/d.cjs'])
  })

  it('must exist', () => {
    const without = new Map([...files].filter(([path]) => path !== 'dist/c/c.d.ts'))
    expect(() => commonjsFiles(without, ['./dist/app.js'])).toThrow('dist/c/c.d.ts is missing')
  })
})
