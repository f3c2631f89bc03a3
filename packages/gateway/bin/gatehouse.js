#!/usr/bin/env node
// The launcher is committed JavaScript, so that npm can link it before anything is built and so that an old Node
// reads one sentence instead of a syntax error. In a checkout it runs the TypeScript source (the other packages too,
// through the exports condition), when installed the bundled program in `dist`. A checkout has its own Node, which
// takes over when that of the machine is too old.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const source = new URL('../src/cli/begin.ts', import.meta.url)
const pinned = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url))

if (Number(process.versions.node.split('.')[0]) < 24) {
  if (existsSync(source) && existsSync(pinned)) runOn(pinned)
  else {
    const hint =
      'gatehouse: hint: Get it from https://nodejs.org/en/download, or with a version manager: nvm install 24'
    process.stderr.write(`gatehouse: error: Node 24 or newer is needed, this is ${process.versions.node}\n${hint}\n`)
    process.exit(78)
  }
} else if (existsSync(source)) {
  module.registerHooks({
    resolve: (specifier, context, nextResolve) =>
      nextResolve(specifier, { ...context, conditions: [...context.conditions, 'gatehouse-source'] }),
  })
  await import(source.href)
} else {
  await import(new URL('../dist/program/begin.js', import.meta.url).href)
}

// Old Node cannot replace itself (execve), so it waits. Signals go on to the child, and its end becomes ours.
function runOn(node) {
  const child = spawn(node, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, LAUNCHER_OF_GATEHOUSE: String(process.pid) },
  })
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}
