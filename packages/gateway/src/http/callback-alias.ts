/**
 * Callbacks at aliases: paths that no route takes, and that an environment lists. The handle in the response finds the
 * sign-in, and with it environment, connection and cookies. A form is sent here again as a GET, as at our own path.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { type Parameters, parseParameters } from '@gatehouse-sso/core/oauth/parameters'
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isAlias } from '../domain/environments/callback-aliases.ts'
import { environmentOfCallback } from '../domain/sign-in/callback.ts'
import type { EnvironmentRecord } from '../domain/stores/environments.ts'
import { printAliasCallback, responseParameters } from './callback.ts'
import type { HttpContext } from './context.ts'
import { failurePage } from './pages/error.ts'
import { consume } from './saml.ts'
import { visitAt } from './visit.ts'

/** A response is an address or a form; the largest is one of SAML (saml/limits.ts). */
const maximumForm = 400 * 1024

/** Answers a request at an alias. @returns whether it was one */
export async function serveAlias(http: HttpContext, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const [path = ''] = request.url.split('?', 1)
  if (request.method !== 'GET' && request.method !== 'POST') return false
  const environments = await http.ports.configuration.environmentsWithAliases()
  const candidates = environments.filter(({ callback_aliases }) => isAlias(callback_aliases, path))
  const [first] = candidates
  if (first === undefined) return false
  try {
    if (request.method === 'POST') {
      const form = parseParameters(await readForm(request))
      if (form.SAMLResponse !== undefined) {
        await serveSaml(http, request, reply, candidates, { form, path })
        return true
      }
      const sent = Object.entries(form)
      const kept = sent.filter(([name]) => responseParameters.includes(name))
      void reply.redirect(withParameters(`${http.ports.public_url}${path}`, Object.fromEntries(kept)), 303)
      return true
    }
    const parameters = parseParameters(request.url.slice(path.length + 1))
    const environment = (await environmentOfCallback(http.ports, candidates, parameters.state)) ?? first
    await printAliasCallback(http, visitAt(http, request, environment), reply, { alias: path, parameters })
  } catch (error) {
    await failurePage(http, request, reply, isFailure(error) ? error : new Failure('internal_error', { cause: error }))
  }
  return true
}

/** A SAML response. Its RelayState finds the sign-in, and with it the environment whose cookies count. */
async function serveSaml(
  http: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
  candidates: readonly EnvironmentRecord[],
  { form, path }: { readonly form: Parameters; readonly path: string },
): Promise<void> {
  const [first] = candidates
  const environment = (await environmentOfCallback(http.ports, candidates, form.RelayState)) ?? first
  if (!environment) throw new Failure('state_unknown')
  const address = `${http.ports.public_url}${path}`
  await consume(http, visitAt(http, request, environment), reply, { form, address, connection_id: null, alias: path })
}

/** @throws Failure body_too_large */
async function readForm({ raw }: FastifyRequest): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of raw as AsyncIterable<Buffer>) {
    size += part.length
    if (size > maximumForm) throw new Failure('body_too_large')
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}
