/** Compares our SAML core with two other libraries, on responses as Entra and as Okta send them. */
import { execFile } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expectedOf, sentResponse } from '../../packages/gateway/test/saml/sent-response.ts'
import type { Style } from '../../packages/gateway/test/saml/style.ts'
import { entra } from '../../packages/gateway/test/saml/styles/entra.ts'
import { okta } from '../../packages/gateway/test/saml/styles/okta.ts'
import { now as corpusNow } from '../../packages/gateway/test/saml/values.ts'
import type { Context } from '../machinery/context.ts'
import { median } from '../machinery/measure.ts'
import { newFolder } from '../machinery/process.ts'
import type { PartResult } from '../report/result.ts'

const folder = new URL('../peers/', import.meta.url)
const built = fileURLToPath(new URL('../../packages/gateway/dist/saml/response.js', import.meta.url))

interface Figure {
  readonly wall_us: number
  readonly cpu_us: number
}
type Figures = Readonly<Record<string, readonly Figure[]>>

const styles = { Entra: entra, Okta: okta }
type Kind = keyof typeof styles

/** The moments of the corpus, brought forward to this run. */
function valuesAt(style: Style, now: number) {
  const { issue_instant, not_before, not_on_or_after, confirmed_until, authn_instant } = style.values
  const moments = { issue_instant, not_before, not_on_or_after, confirmed_until, authn_instant }
  return Object.fromEntries(Object.entries(moments).map(([name, at]) => [name, at - corpusNow + now]))
}

/** Responses to many people, each with its own signature, and one that somebody has changed. */
function responsesOf(name: Kind, count: number, now: number) {
  const style = styles[name]
  const people = Array.from({ length: count }, (_, number) => `person${number}@own.example`)
  const valuesOf = (person: string) => ({ ...valuesAt(style, now), name_id: person })
  const [first = ''] = people
  return {
    name,
    is_response_signed: style.signs !== 'assertion',
    expected: { ...expectedOf(style), now, decryption_keys: [] },
    names: people,
    responses: people.map((person) => sentResponse(style, { values: valuesOf(person) })),
    changed: sentResponse(style, {
      values: valuesOf(first),
      text: (xml) => xml.replace(`>${first}<`, '>somebody@own.example<'),
    }),
  }
}

async function measured(kinds: readonly object[], rounds: number): Promise<Figures> {
  const file = join(newFolder(), 'responses.json')
  writeFileSync(file, JSON.stringify(kinds))
  const program = fileURLToPath(new URL('saml-responses.js', folder))
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program, built, file, String(rounds)])
  return (JSON.parse(stdout) as { figures: Figures }).figures
}

export async function samlResponses({ say, short }: Context): Promise<PartResult> {
  if (!existsSync(new URL('node_modules', folder))) throw new Error('the peers are not installed: npm run bench:peers')
  if (!existsSync(built)) throw new Error('the gateway is not built: npm run build')
  const [rounds, count] = short ? [2, 40] : [15, 300]
  say(`${rounds} rounds of ${count} responses of each kind`)
  const kinds = (Object.keys(styles) as Kind[]).map((name) => responsesOf(name, count, Date.now()))
  const figures = await measured(kinds, rounds)
  const of = (name: string): readonly Figure[] => figures[name] ?? []
  const of_unit = (name: string, unit: keyof Figure): number => median(of(name).map((figure) => figure[unit]))
  /** The median of the rounds' own ratios, since the machine differs from round to round. */
  const ratio = (kind: Kind, other: string): number =>
    median(
      of(`${kind}, ${other}`).map(({ cpu_us }, round) => cpu_us / (of(`${kind}, ours`)[round]?.cpu_us ?? Number.NaN)),
    )
  const titles = { ours: 'gatehouse', 'node-saml': '@node-saml/node-saml', boxyhq: '@boxyhq/saml20' }
  const names = Object.keys(titles) as (keyof typeof titles)[]
  const said = { Entra: 'a response of Entra, one signature', Okta: 'a response of Okta, two signatures' }
  return {
    bars: kinds.flatMap(({ name }) => [
      {
        ...{ what: said[name], figure: of_unit(`${name}, ours`, 'cpu_us') / 1000 },
        ...{ unit: 'ms of processor time', limit: 2, at: 'most' as const },
      },
      ...(['node-saml', 'boxyhq'] as const).map((other) => ({
        ...{ what: said[name], figure: ratio(name, other) },
        ...{ unit: `× faster than ${titles[other]}`, limit: 1, at: 'least' as const },
      })),
    ]),
    tables: kinds.map(({ name, responses: [response = ''] }) => ({
      title: `${said[name]}, of ${response.length} characters in base64: medians of ${rounds} rounds`,
      columns: ['', 'µs', 'µs of processor time, all threads', '× ours'],
      rows: names.map((other) => [
        titles[other],
        of_unit(`${name}, ${other}`, 'wall_us'),
        of_unit(`${name}, ${other}`, 'cpu_us'),
        ratio(name, other),
      ]),
    })),
    chart: {
      title: 'One SAML response',
      unit: 'µs of processor time',
      values: kinds.flatMap(({ name }) =>
        names.map((other) => [`${name}: ${titles[other]}`, of_unit(`${name}, ${other}`, 'cpu_us')] as const),
      ),
    },
  }
}
