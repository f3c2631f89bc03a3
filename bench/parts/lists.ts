/**
 * Compares the lists and searches of the console in an environment with a hundred thousand organizations to one with a
 * hundred. Each organization has a connection and a user.
 */
import { DatabaseSync } from 'node:sqlite'
import type { Context } from '../machinery/context.ts'
import type { PartResult } from '../report/result.ts'
import { type GatewayTarget, startGateway } from '../targets/gateway.ts'

const [few, many] = [100, 100_000]
const rounds = 60

/** The requests of the console, each about as many rows in both environments. */
const asked: readonly (readonly [string, (target: GatewayTarget) => PromiseLike<unknown>])[] = [
  ['organizations with their health', ({ client }) => client.overview.listOrganizations({ limit: 100 })],
  [
    'organizations by a beginning',
    ({ client }) => client.overview.listOrganizations({ search: 'company 00001', limit: 100 }),
  ],
  ['organizations by a domain', ({ client }) => client.overview.listOrganizations({ search: 'd00001', limit: 100 })],
  [
    'organizations with an active connection',
    ({ client }) => client.overview.listOrganizations({ state: 'active', limit: 100 }),
  ],
  [
    'organizations with an inactive connection',
    ({ client }) => client.overview.listOrganizations({ state: 'inactive', limit: 100 }),
  ],
  [
    'organizations with a connection of a type',
    ({ client }) => client.overview.listOrganizations({ type: 'okta_oidc', limit: 100 }),
  ],
  ['users', ({ client }) => client.users.list({ limit: 100 })],
  ['users by the beginning of an email', ({ client }) => client.users.list({ search: 'p00001', limit: 100 })],
  ['users by the beginning of a name', ({ client }) => client.users.list({ search: 'person 00001', limit: 100 })],
  ['the overview', ({ client }) => client.overview.get()],
]

export async function listsPart(context: Context): Promise<PartResult> {
  const { idp, short } = context
  const small = await startGateway(idp, { alg: 'RS256', engine: 'sqlite' })
  const large = await startGateway(idp, { alg: 'RS256', engine: 'sqlite' })
  try {
    await fill(small, few)
    await fill(large, short ? 1_000 : many)
    context.say('filled')
    const measured = []
    for (const [what, ask] of asked) measured.push({ what, ...(await compare(small, large, ask)) })
    return {
      bars: measured.map(({ what, ratio }) => ({
        what: `100,000 organizations: ${what}`,
        figure: ratio,
        unit: '× a hundred',
        limit: 3,
        at: 'most' as const,
      })),
      tables: [
        {
          title: 'A request of the console, with 100 and with 100,000 organizations',
          columns: ['', 'ms with 100', 'ms with 100,000', 'p95 ms with 100,000'],
          rows: measured.map(({ what, small_ms, large_ms, p95_ms }) => [what, small_ms, large_ms, p95_ms]),
        },
      ],
      chart: {
        title: 'Lists with 100,000 organizations',
        unit: 'ms',
        values: measured.map(({ what, large_ms }) => [what, large_ms]),
      },
    }
  } finally {
    await small.stop()
    await large.stop()
  }
}

/** Asks both in turn, so that the machine's mood meets both. */
async function compare(
  small: GatewayTarget,
  large: GatewayTarget,
  ask: (target: GatewayTarget) => PromiseLike<unknown>,
) {
  const times: { readonly small: number[]; readonly large: number[] } = { small: [], large: [] }
  for (let round = -10; round < rounds; round += 1) {
    for (const [name, target] of [
      ['small', small],
      ['large', large],
    ] as const) {
      const begun = performance.now()
      await ask(target)
      if (round >= 0) times[name].push(performance.now() - begun)
    }
  }
  const at = (list: readonly number[], part: number): number =>
    list.toSorted((a, b) => a - b)[Math.floor(list.length * part)] ?? 0
  const [small_ms, large_ms] = [at(times.small, 0.5), at(times.large, 0.5)]
  return { small_ms, large_ms, p95_ms: at(times.large, 0.95), ratio: large_ms / small_ms }
}

/** Copies the customer that was set up. It writes to the database, because the API would take a quarter of an hour. */
async function fill(target: GatewayTarget, count: number): Promise<void> {
  const { organization_id } = target
  await target.client.users.create({ organization_id, email: 'p@acme.example', name: 'Person' })
  await target.stopServing()
  const database = new DatabaseSync(target.database.url.slice('sqlite:'.length))
  const number = "printf('%06d', n.i)"
  const id = (prefix: string): string => `'${prefix}_' || printf('%026d', n.i)`
  const organization = { organization_id: id('org') }
  copy(database, 'organizations', count, {
    ...{ id: id('org'), name: `'Company ' || ${number}`, name_key: `'company ' || ${number}` },
    external_id: `'crm-' || ${number}`,
  })
  copy(database, 'domains', count, { id: id('dom'), ...organization, domain: `'d' || ${number} || '.example'` })
  copy(database, 'connections', count, { id: id('conn'), ...organization })
  copy(database, 'users', count, {
    ...{ id: id('user'), ...organization, name: `'Person ' || ${number}`, name_key: `'person ' || ${number}` },
    ...{ email: `'p' || ${number} || '@acme.example'`, email_key: `'p' || ${number} || '@acme.example'` },
  })
  database.exec('pragma wal_checkpoint(truncate)')
  database.close()
  await target.serve()
}

/** Copies the only row of a table, with other values in some columns. */
function copy(database: DatabaseSync, table: string, count: number, changes: Readonly<Record<string, string>>): void {
  const columns = database.prepare(`select name from pragma_table_info('${table}')`).all()
  const names = columns.map(({ name }) => String(name))
  database.exec(`
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
    insert into ${table} (${names.join()})
    select ${names.map((name) => changes[name] ?? `one.${name}`).join()}
    from n, (select * from ${table} limit 1) as one`)
}
