/**
 * Verifies access tokens by several libraries in one process, and writes the figures to the standard output.
 *
 *   node --expose-gc verifiers.js <the built verifier> <rounds> <tokens of a round> <tokens for memory>
 */
import { createSign, generateKeyPairSync } from 'node:crypto'
import { JwtRsaVerifier } from 'aws-jwt-verify'
import { createVerifier } from 'fast-jwt'
import { createLocalJWKSet, jwtVerify } from 'jose'

const [path, rounds, count, remembered] = process.argv.slice(2)
const { createAccessTokenVerifier } = await import(path)

const tenant = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
const api = '5d6e7f80-9a1b-4c2d-8e3f-405162738495'
const script = '36a0b1c2-d3e4-4f50-8617-28394a5b6c7d'
const issuer = `https://login.microsoftonline.com/${tenant}/v2.0`
const kid = '-KI3Q9nNR7bRofxmeZoXqbHZGew'
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const jwk = { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }
const pem = publicKey.export({ type: 'spki', format: 'pem' })
const now = Math.floor(Date.now() / 1000)
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
const head = encode({ typ: 'JWT', alg: 'RS256', kid })

/** A token as Entra issues it, of about 1,400 characters. */
function newToken(number) {
  const claims = {
    ...{ aud: api, iss: issuer, iat: now - 60, nbf: now - 60, exp: now + 3600, aio: 'AWQAm/8bAAAA'.padEnd(120, 'x') },
    ...{ azp: script, azpacr: '1', name: 'Ada Muster', oid: tenant, preferred_username: 'ada@contoso.example' },
    ...{ rh: '1.AX0A'.padEnd(60, 'r'), scp: 'access_as_user', sid: script, sub: 's'.repeat(43), tid: tenant },
    ...{ uti: `u${number}`.padEnd(22, 'u'), ver: '2.0' },
  }
  const input = `${head}.${encode(claims)}`
  return `${input}.${createSign('RSA-SHA256').update(input).sign(privateKey, 'base64url')}`
}

const answers = (url) => (url.endsWith('/keys') ? { keys: [jwk] } : { issuer, jwks_uri: 'https://login.example/keys' })
async function ours() {
  const rules = {
    application_id: api,
    tenants: [{ tenant_id: tenant }],
    allowed_clients: [script],
    required_scopes: ['access_as_user'],
  }
  const verifier = createAccessTokenVerifier({ rules, fetch: async (url) => Response.json(answers(String(url))) })
  await verifier.ready()
  return verifier
}

const tokens = Array.from({ length: Number(count) }, (_, number) => newToken(number))
/** Texts of their own, as each request brings them: V8 keeps the hash of a text that it has seen. */
const asReceived = () => tokens.map((token) => Buffer.from(token).toString('latin1'))

const key = await crypto.subtle.importKey('jwk', jwk, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, false, ['verify'])
const parts = tokens.map((token) => {
  const [first, second, third] = token.split('.')
  const text = Buffer.from(second, 'base64url').toString()
  return { data: Buffer.from(`${first}.${second}`), signature: Buffer.from(third, 'base64url'), text }
})
const localKeys = createLocalJWKSet({ keys: [jwk] })
const joseOptions = { issuer, audience: api, algorithms: ['RS256'], clockTolerance: 120 }
const fastOptions = { key: pem, algorithms: ['RS256'], allowedIss: issuer, allowedAud: api, clockTolerance: 120_000 }
const aws = JwtRsaVerifier.create({ issuer, audience: api, jwksUri: 'https://login.example/keys' })
aws.cacheJwks({ keys: [jwk] })
const fast = createVerifier({ ...fastOptions, cache: false })

/** Tokens that are verified before the next library takes its turn, so that all of them meet the same machine. */
const block = 100

/** Adds the time of some calls, one after the other, and the processor time of the process. */
async function timed(call, received, from, sum) {
  const to = Math.min(from + block, received.length)
  const cpu = process.cpuUsage()
  const begun = performance.now()
  for (let index = from; index < to; index += 1) await call(received[index], index)
  sum.wall_us += (performance.now() - begun) * 1000
  const { user, system } = process.cpuUsage(cpu)
  sum.cpu_us += user + system
}

const figures = {}
const keep = (name, figure) => {
  figures[name] ??= []
  figures[name].push(figure)
}

for (let round = 0; round < Number(rounds) + 2; round += 1) {
  const verifier = await ours()
  const cached = createVerifier({ ...fastOptions, cache: 10_000 })
  const named = createVerifier({ ...fastOptions, cache: 10_000, cacheKeyBuilder: (token) => token })
  const measured = [
    [
      'floor',
      async (_, index) => {
        const { data, signature, text } = parts[index]
        await crypto.subtle.verify('RSASSA-PKCS1-v1_5', key, signature, data)
        JSON.parse(text)
      },
    ],
    ['ours, first', (token) => verifier.verify(token)],
    ['ours, again', (token) => verifier.verify(token)],
    ['jose', (token) => jwtVerify(token, localKeys, joseOptions)],
    ['fast-jwt', (token) => fast(token)],
    ['fast-jwt, first', (token) => cached(token)],
    ['fast-jwt, again', (token) => cached(token)],
    ['fast-jwt by token, first', (token) => named(token)],
    ['fast-jwt by token, again', (token) => named(token)],
    ['aws-jwt-verify', (token) => aws.verifySync(token)],
  ]
  const runs = measured.map(([name, call]) => ({ name, call, received: asReceived(), sum: { wall_us: 0, cpu_us: 0 } }))
  globalThis.gc()
  for (let from = 0; from < tokens.length; from += block) {
    for (const { call, received, sum } of runs) await timed(call, received, from, sum)
  }
  for (const { name, sum } of runs) {
    const each = { wall_us: sum.wall_us / tokens.length, cpu_us: sum.cpu_us / tokens.length }
    if (round > 1) keep(name, each) // the first rounds warm up
  }
  verifier.close()
}

/** Megabytes that tokens take, which nothing else holds. */
async function memory() {
  const verifier = await ours()
  const used = () => {
    globalThis.gc()
    const { heapUsed, external } = process.memoryUsage()
    return (heapUsed + external) / 2 ** 20
  }
  const before = used()
  const seen = {}
  for (let number = 1; number <= Number(remembered); number += 1) {
    await verifier.verify(newToken(`m${number}`))
    if (number % (Number(remembered) / 3) === 0) seen[number] = used() - before
  }
  verifier.close()
  return Object.values(seen)
}

process.stdout.write(JSON.stringify({ figures, memory_mb: await memory(), characters: tokens[0].length }))
