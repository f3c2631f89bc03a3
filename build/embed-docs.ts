/** Puts the built documentation beside the compiled gateway, so that the published package has it. */
import { cpSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { builtDocs } from './docs.ts'

cpSync(builtDocs, fileURLToPath(new URL('../packages/gateway/dist/docs', import.meta.url)), { recursive: true })
