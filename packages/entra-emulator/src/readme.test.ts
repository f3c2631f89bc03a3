import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { adminRouteList } from './admin/admin.ts'
import { changeNames } from './changes/change-list.ts'
import { help } from './cli/options.ts'
import { readFixture } from './directory/fixture.ts'
import { faultNames, faultPlaces } from './faults/fault-list.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const section = (title: string): string => readme.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? ''

/** The table of the faults. */
const faults = (): string => section('Faults').split('| where | names |')[1] ?? ''

/** `GET, POST /a/{b,c}` is four requests. */
function expanded(request: string): string[] {
  const [, methods = '', path = ''] = /^([A-Z, ]+) (\S+)$/.exec(request) ?? []
  const [before = '', choices, after = ''] = path.split(/[{}]/)
  const paths = choices === undefined ? [path] : choices.split(',').map((choice) => before + choice + after)
  return methods.split(', ').flatMap((method) => paths.map((one) => `${method} ${one}`))
}

describe('README.md', () => {
  it('is short', () => expect(readme.split('\n').length).toBeLessThanOrEqual(250))

  it('lists exactly the routes of the admin API', () => {
    const named = [...section('Admin API').matchAll(/^\| `([^`]+)` \|/gm)].flatMap(([, request = '']) =>
      expanded(request),
    )
    expect(named.sort()).toEqual(adminRouteList.map(({ method, path }) => `${method} ${path}`).sort())
  })

  it('lists exactly the changes of the directory', () => {
    const rows = section('Faults').split('| of | changes |')[1]?.split('\n\n')[0] ?? ''
    expect([...rows.matchAll(/`([^`]+)`/g)].map(([, name]) => name)).toEqual(changeNames)
  })

  it('lists exactly the faults', () => {
    const rows = [...faults().matchAll(/^\| [^|]+ \| (`.+`) \|$/gm)].map(([, names = '']) => names)
    const named = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
    expect(named.sort()).toEqual([...faultNames].sort())
  })

  it('lists them by the places of the home page', () => {
    const rows = [...faults().matchAll(/^\| ([^|]+) \| (`.+`) \|$/gm)]
    const places = rows.map(([, place = '', names = '']) => ({
      place: place.toLowerCase(),
      names: [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    }))
    expect(places).toEqual(faultPlaces.map(({ place, names }) => ({ place: place.toLowerCase(), names })))
  })

  it('names exactly the options', () => {
    const options = (text: string) =>
      [...new Set(text.match(/--[a-z-]+/g))].filter((one) => !['--version', '--help', '---'].includes(one))
    const line = /^Options: .*$/m.exec(readme)?.[0] ?? ''
    expect(options(line).sort()).toEqual(options(help).sort())
  })

  it('shows a fixture that can be read', () => {
    const json = /```json\n(.*?)```/s.exec(readme)?.[1] ?? ''
    const [tenant] = readFixture(JSON.parse(json), { now: 0, entropy: randomBytes }).tenants
    expect(tenant?.users.map(({ displayName }) => displayName)).toEqual(['Ada Muster', 'dan', 'eve'])
  })

  it('names only properties that exist', () => {
    const json = /```json\n(.*?)```/s.exec(readme)?.[1] ?? ''
    const [tenant] = readFixture(JSON.parse(json), { now: 0, entropy: randomBytes }).tenants
    const also = /\nAlso: (.*?) A member\n/s.exec(readme)?.[1] ?? ''
    const names = [...also.matchAll(/`(\w+)`/g)].map(([, name = '']) => name)
    const known = new Set(
      [tenant, tenant?.users[0], tenant?.groups[0], tenant?.applications[0]].flatMap((one) => Object.keys(one ?? {})),
    )
    expect(names.length).toBeGreaterThan(10)
    expect(names.filter((name) => !known.has(name))).toEqual([])
  })
})
