/**
 * A Fastify server that does nothing but import the libraries of the gateway. The gateway's start is compared to it.
 */
import '@fastify/formbody'
import '@fastify/rate-limit'
import 'ipaddr.js'
import 'jose'
import 'kysely'
import 'lru-cache'
import 'node:sqlite'
import 'oauth4webapi'
import 'pg'
import 'pino'
import 'undici'
import 'zod'
import { fastify } from 'fastify'

const app = fastify({ logger: false })
app.get('/livez', async () => ({ status: 'ok' }))
await app.listen({ host: '127.0.0.1', port: Number(process.env.BARE_PORT) })
