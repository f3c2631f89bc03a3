/** Bundles a program that the gateway is compared to, so that it starts as the gateway's bundled program does. */
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { newFolder } from './process.ts'

/** @returns the path of the bundle */
export async function bundled(program: string): Promise<string> {
  const bundle = await rolldown({
    input: program,
    platform: 'node',
    // A program that only imports libraries would lose them.
    treeshake: false,
    external: [/^node:/, 'pg-native', 'pg-cloudflare'],
  })
  const file = join(newFolder(), 'program.mjs')
  await bundle.write({ file, format: 'esm', comments: { legal: true, annotation: false, jsdoc: false } })
  await bundle.close()
  return file
}
