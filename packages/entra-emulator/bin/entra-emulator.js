#!/usr/bin/env node
// This launcher is committed JavaScript, so that npm can link it before anything is built, and so that an old Node
// prints one sentence instead of a syntax error. It runs the TypeScript source in a checkout, and `dist` in a package.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

function end(message) {
  process.stderr.write(`entra-emulator: error: ${message}\n`)
  process.exit(78)
}

// Some dependencies are ES modules that others load with `require`.
if (!process.features.require_module) {
  end(`Node 20.19, 22.12 or newer is needed, this is ${process.versions.node}`)
}
const source = new URL('../src/cli.ts', import.meta.url)
const pinned = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url))
if (!existsSync(source)) await import(new URL('../dist/cli.js', import.meta.url).href)
else if (process.features.typescript) await import(source.href)
else if (existsSync(pinned)) runOn(pinned)
else end(`the source in a clone needs Node 24 or newer, this is ${process.versions.node}. Run npm ci there`)

// Old Node cannot replace itself, so it waits. Signals go on to the child, and its end becomes ours.
function runOn(node) {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' })
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}
