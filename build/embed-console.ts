/** Puts the built console beside the compiled gateway, so that the published package has it. */
import { cpSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../', import.meta.url)

cpSync(
  fileURLToPath(new URL('packages/console/dist', root)),
  fileURLToPath(new URL('packages/gateway/dist/console', root)),
  {
    recursive: true,
  },
)
