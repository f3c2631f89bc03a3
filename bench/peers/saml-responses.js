/**
 * Validates SAML responses by several libraries in one process, and writes the figures to the standard output.
 *
 *   node --expose-gc saml-responses.js <our built core> <the responses> <rounds>
 */
import { readFileSync } from 'node:fs'
import boxyhqModule from '@boxyhq/saml20'
import { SAML, ValidateInResponseTo } from '@node-saml/node-saml'

// The package is CommonJS with a default export.
const { default: saml20 } = boxyhqModule
const [path, file, rounds] = process.argv.slice(2)
const { verifyResponse } = await import(path)
const kinds = JSON.parse(readFileSync(file, 'utf8'))

function nodeSaml({ expected, is_response_signed }) {
  // A request is pending until its response comes. Here each is pending for all rounds.
  const pending = new Date(expected.now).toISOString()
  return new SAML({
    idpCert: expected.certificates,
    idpIssuer: expected.idp_entity_id,
    issuer: expected.audience,
    audience: expected.audience,
    callbackUrl: expected.acs,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: is_response_signed,
    acceptedClockSkewMs: 120_000,
    validateInResponseTo: ValidateInResponseTo.always,
    cacheProvider: {
      saveAsync: async () => null,
      getAsync: async (key) => (key === expected.in_response_to ? pending : null),
      removeAsync: async (key) => key,
    },
  })
}

/** As Polis calls it: the response decoded, the issuer read, and then all of it. */
async function boxyhq(response, { certificates, audience, in_response_to, idp_entity_id }) {
  const xml = Buffer.from(response, 'base64').toString()
  if (saml20.parseIssuer(xml) !== idp_entity_id) throw new Error('another issuer')
  const options = { publicKey: certificates[0], audience, inResponseTo: in_response_to }
  return (await saml20.validate(xml, options)).claims
}

/** Each gives the name of the person. */
function validatorsOf(kind) {
  const { expected } = kind
  const saml = nodeSaml(kind)
  return {
    ours: async (response) => (await verifyResponse(response, expected)).name_id.value,
    'node-saml': async (SAMLResponse) => (await saml.validatePostResponseAsync({ SAMLResponse })).profile?.nameID,
    boxyhq: async (response) =>
      (await boxyhq(response, expected))['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier'],
  }
}

/** A fast program that accepts everything is not fast. */
async function prove(name, validate, { names, responses, changed }) {
  const [given, refused] = [await validate(responses[0]), await validate(changed).catch(() => null)]
  if (given !== names[0]) throw new Error(`${name} does not read the genuine response, but ${given}`)
  if (refused !== null) throw new Error(`${name} accepts a changed response`)
}

/** Responses that are validated before the next library takes its turn, so that all of them meet the same machine. */
const block = 20

/** Adds the time of some calls, one after the other, and the processor time of the process. */
async function timed(validate, responses, sum) {
  const cpu = process.cpuUsage()
  const begun = performance.now()
  for (const response of responses) await validate(response)
  sum.wall_us += (performance.now() - begun) * 1000
  const { user, system } = process.cpuUsage(cpu)
  sum.cpu_us += user + system
}

const figures = {}
const warm_up = 3

for (const kind of kinds) {
  const validators = Object.entries(validatorsOf(kind))
  for (const [name, validate] of validators) await prove(name, validate, kind)
  for (let round = 0; round < Number(rounds) + warm_up; round += 1) {
    const runs = validators.map(([name, validate]) => ({ name, validate, sum: { wall_us: 0, cpu_us: 0 } }))
    globalThis.gc()
    // Texts of their own, as each request brings them: V8 keeps the hash of a text that it has seen.
    const received = kind.responses.map((response) => Buffer.from(response).toString('latin1'))
    for (let from = 0; from < received.length; from += block) {
      for (const { validate, sum } of runs) await timed(validate, received.slice(from, from + block), sum)
    }
    for (const { name, sum } of runs) {
      if (round < warm_up) continue
      const key = `${kind.name}, ${name}`
      figures[key] ??= []
      figures[key].push({ wall_us: sum.wall_us / received.length, cpu_us: sum.cpu_us / received.length })
    }
  }
}

process.stdout.write(JSON.stringify({ figures }))
