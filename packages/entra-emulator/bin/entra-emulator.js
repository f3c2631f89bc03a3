#!/usr/bin/env node
// This launcher is committed JavaScript, so that npm can link it before anything is built, and so that an old Node
// prints one sentence instead of a syntax error. It runs the TypeScript source in a checkout, and `dist` in a package.
import { existsSync } from 'node:fs'

function end(message) {
  process.stderr.write(`entra-emulator: error: ${message}\n`)
  process.exit(78)
}

// Some dependencies are ES modules that others load with `require`.
if (!process.features.require_module) {
  end(`Node 20.19, 22.12 or newer is needed, this is ${process.versions.node}`)
}
const source = new URL('../src/cli.ts', import.meta.url)
if (existsSync(source) && !process.features.typescript) {
  end(
    `the source in a clone needs Node 24 or newer, this is ${process.versions.node}. Start it with npx entra-emulator`,
  )
}
await import(existsSync(source) ? source.href : new URL('../dist/cli.js', import.meta.url).href)
