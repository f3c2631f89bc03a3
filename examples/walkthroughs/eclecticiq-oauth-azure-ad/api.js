// The API of the product, which asks the gateway about each call. The first accepted call of a person creates the user.
// GATEHOUSE_BASE_URL=… API_RESOURCE=res_… PORT=4000 node api.js
import { createServer } from 'node:http'

const { GATEHOUSE_BASE_URL, API_RESOURCE, PORT = '4000' } = process.env

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.writeHead(502).end())
})
server.listen(Number(PORT), '127.0.0.1', () => console.log('listening'))

async function answer(request, response) {
  const address = `${GATEHOUSE_BASE_URL}/v1/access/verify?resource=${API_RESOURCE}`
  const { authorization } = request.headers
  const verdict = await fetch(address, { headers: authorization === undefined ? {} : { authorization } })
  const challenge = verdict.headers.get('www-authenticate')
  if (challenge !== null) response.setHeader('www-authenticate', challenge)
  response.setHeader('content-type', 'application/json')
  response.statusCode = verdict.status
  const caller = [...verdict.headers].filter(([name]) => name.startsWith('gatehouse-'))
  response.end(verdict.ok ? JSON.stringify(Object.fromEntries(caller)) : await verdict.text())
}
