/**
 * The least work of userinfo, introspection and refresh, in its own process: an empty Fastify request, the signature or
 * its verification, and the statements, on a copy of the gateway's SQLite database. It authenticates no client, and
 * parses and maps nothing.
 */
import { generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { fastify } from 'fastify'

const { port, database: path } = JSON.parse(process.env.REFERENCE ?? '{}') as { port: number; database: string }
const database = new DatabaseSync(path)
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const es256 = { key: ec.privateKey, dsaEncoding: 'ieee-p1363' as const }
const token = Buffer.from('x'.repeat(500))
const signature = sign('sha256', token, es256)

const live = database.prepare(`
  select grants.*, users.organization_id, users.email, users.name, users.roles, users.groups, users.is_admin
  from grants
  join users on users.id = grants.user_id
  join applications on applications.id = grants.application_id
  join connections on connections.id = grants.connection_id
  left join sessions on sessions.id = grants.session_id
  where grants.id = ? and grants.environment_id = ? and grants.revoked_at is null and grants.expires_at > ?
    and users.state = 'active' and applications.state = 'active' and connections.state = 'active'`)
const tokenOf = database.prepare('select * from refresh_tokens where id = ?')
const grantOf = database.prepare('select * from grants where id = ?')
const use = database.prepare('update refresh_tokens set used_at = ? where id = ? and used_at is null')
const follow = database.prepare('insert into refresh_tokens values (?, ?, ?, ?, ?, ?, null)')
const [begin, commit] = [database.prepare('begin immediate'), database.prepare('commit')]

const grants = database.prepare('select id, environment_id from grants limit 100').all()
const tokens = database
  .prepare('select id from refresh_tokens where used_at is null limit 100')
  .all()
  .map(({ id }) => id)
let turn = 0

function readLive(): unknown {
  turn += 1
  const { id = '', environment_id = '' } = grants[turn % grants.length] ?? {}
  return live.get(id, environment_id, 0)
}

/** Requests that wait at the same time share a commit, as in the floor. */
let waiting: (() => void)[] = []
function committed(change: () => void): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.length === 0) {
      setImmediate(() => {
        const batch = waiting
        waiting = []
        begin.run()
        for (const one of batch) one()
        commit.run()
      })
    }
    waiting.push(() => {
      change()
      setImmediate(resolve)
    })
  })
}

async function rotate(): Promise<void> {
  const place = turn % tokens.length
  const id = String(tokens[place])
  const next = `rtok_${randomUUID()}`
  const row = tokenOf.get(id) ?? {}
  const grant_id = String(row.grant_id)
  grantOf.get(grant_id)
  tokens[place] = next
  await committed(() => {
    use.run(Date.now(), id)
    follow.run(next, String(row.environment_id), grant_id, randomUUID(), Date.now(), Date.now())
    readLive()
  })
}

const app = fastify({ logger: false })
app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
  done(null, body),
)
app.get('/empty', async () => ({}))
app.get('/userinfo', async () => {
  verify('sha256', token, { key: ec.publicKey, dsaEncoding: 'ieee-p1363' }, signature)
  readLive()
  return {}
})
app.post('/introspect', async () => {
  verify('sha256', token, { key: ec.publicKey, dsaEncoding: 'ieee-p1363' }, signature)
  readLive()
  return {}
})
app.post('/token', async () => {
  await rotate()
  sign('sha256', token, es256)
  sign('sha256', token, rsa.privateKey)
  return { access_token: 'reference', refresh_token: 'reference' }
})
await app.listen({ host: '127.0.0.1', port })
process.stdout.write('ready\n')
