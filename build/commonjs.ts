/**
 * Makes entries for `require` beside the ES modules of a package. An entry requires its module, as Node 20.19, 22.12
 * and newer can, so a program has one copy of the package, and an error is an instance of its class everywhere.
 *
 * TypeScript takes the kind of a module from the name of its declarations. Each declaration that an entry reaches is
 * therefore copied to a `.d.cts`, or a CommonJS program could not import the types.
 */
import { posix } from 'node:path'
import type { Files } from './embed-core.ts'
import { specifier } from './embed-core.ts'

/** `./dist/app.d.ts` → `./dist/app.d.cts`, and `./dist/app.js` → `./dist/app.cjs` */
export function requirePath(path: string): string {
  return path.replace(/\.js$/, '.cjs').replace(/\.d\.ts$/, '.d.cts')
}

/**
 * @param files the compiled files of a package, by their path in it
 * @param modules the modules that its manifest exports: `./dist/app.js`, or `./dist/contract/*.js`
 * @returns the files to add
 * @throws Error when a declaration imports one that is missing
 */
export function commonjsFiles(files: Files, modules: readonly string[]): Map<string, string> {
  const entries = [...files.keys()].filter((path) => modules.some((module) => matches(module, path)))
  const made = new Map<string, string>()
  for (const entry of entries) {
    const text = `'use strict'\nmodule.exports = require('./${posix.basename(entry)}')\n`
    made.set(requirePath(entry), text)
  }
  const reached = new Set(entries.map((path) => path.replace(/\.js$/, '.d.ts')))
  // The loop also visits declarations that it adds.
  for (const path of reached) {
    const text = files.get(path)
    if (text === undefined) throw new Error(`${path} is missing`)
    const changed = text.replace(specifier, (all: string, before: string, quote: string, named: string) => {
      if (!named.startsWith('.')) return all
      reached.add(posix.join(posix.dirname(path), named.replace(/\.[jt]s$/, '.d.ts')))
      return `${before}${quote}${named.replace(/\.[jt]s$/, '.cjs')}${quote}`
    })
    made.set(requirePath(path), changed)
  }
  return made
}

function matches(module: string, path: string): boolean {
  const [before = '', after] = posix.normalize(module).split('*')
  return after === undefined ? path === before : path.startsWith(before) && path.endsWith(after)
}
