/** One SAML response at two gateways on one PostgreSQL at the same moment. */
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorizeAddress, browser, locationOf, reach } from './harness.ts'
import { administer } from './postgres-database.ts'
import { answerTo, idpSettings } from './saml-answer.ts'
import { type Gateway, startTwoProcesses, type TwoProcesses } from './two-processes.ts'

export function samlRaceSuite(pairs: number): void {
  describe(`of one SAML response at two processes, ${pairs} times,`, () => {
    let two: TwoProcesses
    let a: Gateway
    let b: Gateway
    let connection: Connection
    beforeAll(async () => {
      two = await startTwoProcesses()
      ;[a, b] = two.gateways
      const { client } = a
      const { id: organization_id } = await client.organizations.create({ name: 'Contoso' })
      const { id } = await client.connections.create({ organization_id, type: 'saml', settings: idpSettings })
      connection = await client.connections.activate(id)
    })
    afterAll(() => two.close())

    it('one is accepted', async () => {
      const sessions = async () =>
        Number((await administer(two.database_url, 'select count(*) as n from sessions'))[0]?.n)
      const before = await sessions()
      for (let pair = 0; pair < pairs; pair += 1) {
        const person = browser()
        const address = authorizeAddress(a.running, { organization: undefined, connection: connection.id })
        const { acs_url, form } = answerTo(locationOf(await person.get(address)), connection, String(pair))
        const answers = await Promise.all([a, b].map(({ running }) => person.post(reach(running, acs_url), form)))
        expect(answers.filter((answer) => locationOf(answer).includes('code='))).toHaveLength(1)
      }
      expect(await sessions()).toBe(before + pairs)
    })
  })
}
