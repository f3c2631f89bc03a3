// An API that accepts access tokens of customers' own Entra tenants, and those of your own applications. It asks nobody while
// a call waits: the verifier reads policy and keys beforehand.
// GATEHOUSE_BASE_URL=… GATEHOUSE_API_KEY=sk_… API_RESOURCE=res_… AUDIENCE=api://… PORT=4000 node server.js
import { createAccessTokenVerifier, expressAccess } from '@gatehouse-sso/sdk/verify'
import express from 'express'

const { GATEHOUSE_BASE_URL, GATEHOUSE_API_KEY, API_RESOURCE, AUDIENCE, PORT = '4000' } = process.env
if (!GATEHOUSE_BASE_URL || !GATEHOUSE_API_KEY || !API_RESOURCE || !AUDIENCE) {
  console.error('usage: GATEHOUSE_BASE_URL=… GATEHOUSE_API_KEY=sk_… API_RESOURCE=res_… AUDIENCE=api://… node server.js')
  process.exit(2)
}
const verifier = createAccessTokenVerifier({
  policy: { api_resource_id: API_RESOURCE, base_url: GATEHOUSE_BASE_URL, api_key: GATEHOUSE_API_KEY },
  gateway: { issuer: GATEHOUSE_BASE_URL, audience: AUDIENCE },
})
await verifier.ready() // the first call must not wait for keys

const orders = new Map() // organization → its orders: one customer never sees those of another
const app = express()
app.use(expressAccess(verifier), express.json())

app.get('/orders', ({ access }, response) => {
  response.json({ organization: access.organization_id, caller: callerOf(access), orders: ordersOf(access) })
})

app.post('/orders', ({ access, body }, response) => {
  const order = { id: crypto.randomUUID(), item: String(body?.item ?? 'nothing'), by: callerOf(access) }
  ordersOf(access).push(order)
  response.status(201).json(order)
})

/** A person or program of a customer's tenant, or a person who signed in to one of our applications. */
function callerOf(access) {
  if (access.issued_by === 'gateway') return { user: access.user_id, roles: access.roles }
  const { tenant_id, subject, kind, client_id } = access
  return { tenant: tenant_id, subject, kind, program: client_id }
}

function ordersOf({ organization_id }) {
  if (!orders.has(organization_id)) orders.set(organization_id, [])
  return orders.get(organization_id)
}

app.listen(Number(PORT), '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${PORT}/orders`))
