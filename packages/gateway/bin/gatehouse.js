#!/usr/bin/env node
// The launcher is committed JavaScript, so that npm can link it before anything is built and so that an old Node
// reads one sentence instead of a syntax error. In a checkout it runs the TypeScript source (the other packages too,
// through the exports condition), when installed the bundled program in `dist`.
import { existsSync } from 'node:fs'
import module from 'node:module'

if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(`gatehouse: error: Node 24 or newer is needed, this is ${process.versions.node}\n`)
  process.exit(78)
}
const source = new URL('../src/cli/begin.ts', import.meta.url)
if (existsSync(source)) {
  module.registerHooks({
    resolve: (specifier, context, nextResolve) =>
      nextResolve(specifier, { ...context, conditions: [...context.conditions, 'gatehouse-source'] }),
  })
  await import(source.href)
} else {
  await import(new URL('../dist/program/begin.js', import.meta.url).href)
}
