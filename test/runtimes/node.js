import { createServer } from 'node:http'
import { handle } from './program.js'

const server = createServer(async (request, response) => {
  const answer = await handle(new Request('http://api.example', { headers: request.headers }))
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
})
server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`))
