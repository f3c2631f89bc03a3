#!/usr/bin/env node
// This launcher is committed JavaScript, so that npm can link it before anything is built, and so that an old Node
// prints one sentence instead of a syntax error. It runs the TypeScript source in a checkout, and `dist` in a package.
import { existsSync } from 'node:fs'

if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(`entra-emulator: error: Node 24 or newer is needed, this is ${process.versions.node}\n`)
  process.exit(78)
}
const source = new URL('../src/cli.ts', import.meta.url)
await import(existsSync(source) ? source.href : new URL('../dist/cli.js', import.meta.url).href)
