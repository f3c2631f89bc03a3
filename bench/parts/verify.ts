/** Compares the verifier of the SDK with its floor, WebCrypto and a JSON parser, and with other libraries. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { bundled } from '../machinery/bundled.ts'
import type { Context } from '../machinery/context.ts'
import { median } from '../machinery/measure.ts'
import type { PartResult } from '../report/result.ts'

const folder = new URL('../peers/', import.meta.url)
const built = fileURLToPath(new URL('../../packages/sdk/dist/verify/verify.js', import.meta.url))

interface Figure {
  readonly wall_us: number
  readonly cpu_us: number
}

interface Told {
  readonly figures: Readonly<Record<string, readonly Figure[]>>
  /** After one, two and three thirds of the tokens. */
  readonly memory_mb: readonly [number, number, number]
  readonly characters: number
}

export async function verifyPart({ say, short }: Context): Promise<PartResult> {
  if (!existsSync(new URL('node_modules', folder))) throw new Error('the peers are not installed: npm run bench:peers')
  if (!existsSync(built)) throw new Error('the SDK is not built: npm run build')
  const [rounds, count, remembered] = short ? [2, 500, 3_000] : [15, 4_000, 30_000]
  say(`${rounds} rounds of ${count} tokens, then ${remembered} tokens for the memory`)
  const program = fileURLToPath(new URL('verifiers.js', folder))
  const settings = [await bundled(built), rounds, count, remembered].map(String)
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program, ...settings])
  const { figures, memory_mb, characters } = JSON.parse(stdout) as Told
  const of = (name: string): readonly Figure[] => figures[name] ?? []
  const wall = (name: string): number => median(of(name).map(({ wall_us }) => wall_us))
  const cpu = (name: string): number => median(of(name).map(({ cpu_us }) => cpu_us))
  /** The median of the rounds' own ratios, since the machine differs from round to round. */
  const ratio = (one: string, other: string, unit: keyof Figure = 'wall_us'): number =>
    median(of(one).map((figure, round) => figure[unit] / (of(other)[round]?.[unit] ?? Number.NaN)))
  const row = (title: string, name: string) => [title, wall(name), cpu(name)]
  return {
    bars: [
      {
        ...{ what: 'a token seen for the first time', figure: ratio('ours, first', 'floor') },
        ...{ unit: '× subtle.verify and JSON.parse', limit: 1.3, at: 'most' },
      },
      {
        ...{ what: 'a token seen before', figure: ratio('jose', 'ours, again') },
        ...{ unit: '× faster than jose', limit: 5, at: 'least' },
      },
      {
        ...{ what: 'a token seen before', figure: ratio('fast-jwt, again', 'ours, again') },
        ...{ unit: '× the speed of fast-jwt with its cache', limit: 1, at: 'least' },
      },
      {
        ...{ what: `memory after ${remembered} tokens`, figure: memory_mb[2] / memory_mb[0] },
        ...{ unit: `× that after ${remembered / 3}`, limit: 1.1, at: 'most' },
      },
    ],
    tables: [
      {
        title: `One access token of ${characters} characters, RS256: medians of ${rounds} rounds`,
        columns: ['', 'µs', 'µs of processor time, all threads'],
        rows: [
          row('floor: subtle.verify and JSON.parse', 'floor'),
          row('gatehouse, first time', 'ours, first'),
          row('gatehouse, seen before', 'ours, again'),
          row('jose', 'jose'),
          row('fast-jwt, no cache', 'fast-jwt'),
          row('fast-jwt with its cache, first time', 'fast-jwt, first'),
          row('fast-jwt with its cache, seen before', 'fast-jwt, again'),
          row('fast-jwt, cache by the token itself, seen before', 'fast-jwt by token, again'),
          row('aws-jwt-verify', 'aws-jwt-verify'),
        ],
      },
      {
        title: 'Memory of the verified tokens',
        columns: ['tokens seen', 'MB'],
        rows: memory_mb.map((megabytes, third) => [String((remembered / 3) * (third + 1)), megabytes]),
      },
    ],
    chart: {
      title: 'One access token',
      unit: 'µs',
      values: [
        ['floor: subtle.verify, JSON.parse', wall('floor')],
        ['gatehouse, first time', wall('ours, first')],
        ['gatehouse, seen before', wall('ours, again')],
        ['jose', wall('jose')],
        ['fast-jwt, no cache', wall('fast-jwt')],
        ['fast-jwt, seen before', wall('fast-jwt, again')],
        ['aws-jwt-verify', wall('aws-jwt-verify')],
      ],
    },
  }
}
