/** Whole sign-ins by SAML and by OpenID Connect in one process of the gateway, which take turns. */
import type { Context } from '../machinery/context.ts'
import { medians } from '../machinery/measure.ts'
import { type Contender, contender, ratio, runRounds } from '../machinery/rounds.ts'
import { samlSettings } from '../machinery/saml-answer.ts'
import type { Bar, Table } from '../report/result.ts'
import { type GatewayTarget, startGateway } from '../targets/gateway.ts'

/** A second customer of the same gateway, whose people come by SAML. Everything else is as with OpenID Connect. */
async function samlTarget(target: GatewayTarget): Promise<GatewayTarget> {
  const { client, authorize, organization_id } = target
  const organization = await client.organizations.create({ name: 'Acme by SAML' })
  await client.groups.create({ organization_id: organization.id, idp_id: 'g1', roles: ['editor'] })
  const settings = samlSettings
  const draft = await client.connections.create({ organization_id: organization.id, type: 'entra_saml', settings })
  await client.connections.activate(draft.id)
  return {
    ...target,
    name: `${target.name}, SAML`,
    authorize: authorize.replace(organization_id, organization.id),
    organization_id: organization.id,
    connection_id: draft.id,
  }
}

export async function samlSignIns(context: Context): Promise<{ bars: readonly Bar[]; table: Table }> {
  const target = await startGateway(context.idp, { alg: 'RS256', engine: 'sqlite' })
  try {
    const [oidc, saml] = [contender(target), contender(await samlTarget(target))]
    await runRounds(context, [oidc, saml], { warm_up: 10_000, rounds: 7, count: 500 })
    return {
      bars: [
        {
          ...{ what: 'a whole sign-in by SAML, SQLite, RS256', figure: medians(saml.rounds).cpu_ms },
          ...{ unit: 'ms of processor time', limit: 3, at: 'most' },
        },
      ],
      table: {
        title: 'Whole sign-ins of one process: medians of the rounds',
        columns: ['', 'CPU ms', '× OpenID Connect', 'p50 ms', 'p99 ms'],
        rows: [rowOf('OpenID Connect', oidc, oidc), rowOf('SAML', saml, oidc)],
      },
    }
  } finally {
    await target.stop()
  }
}

function rowOf(title: string, one: Contender, oidc: Contender): readonly (string | number)[] {
  const { cpu_ms, p50_ms, p99_ms } = medians(one.rounds)
  return [title, cpu_ms, ratio(one, oidc), p50_ms, p99_ms]
}
