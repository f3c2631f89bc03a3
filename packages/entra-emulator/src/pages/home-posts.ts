import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refusalOfMachine } from '../admin/guard.ts'
import { reset } from '../admin/reset.ts'
import { makeChange } from '../changes/make-change.ts'
import type { InitialState } from '../directory/fixture.ts'
import { FixtureError } from '../directory/reader.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import { isFaultName } from '../faults/fault-list.ts'
import { readFault, unknownFault } from '../faults/read-fault.ts'
import { type Parameters, readForm } from '../http/parameters.ts'
import { refuseForeignOrigin } from '../http/same-origin.ts'
import { homePage } from './home-page.ts'
import { html } from './html.ts'
import { sendPage } from './send-page.ts'

/** A form that is refused: its HTTP status and the reason. */
interface Refusal {
  readonly status: 400 | 403
  readonly because: string
}

/** An action of the home page. It returns the section to show next, or a refusal. */
type Act = (emulation: Emulation, form: Parameters, initial: InitialState) => string | Refusal

const switchOn: Act = ({ directory, faults }, form) => {
  const times = form.get('times')
  const [code, at] = form.get('error')?.split(' ') ?? []
  const fault = {
    name: form.get('name') ?? '',
    ...(times !== undefined && { times: Number(times) }),
    ...(code !== undefined && { code: Number(code), at }),
  }
  try {
    faults.switchOn(readFault(fault, '', directory.tenants()))
    return 'faults'
  } catch (error) {
    if (!(error instanceof FixtureError)) throw error
    return { status: 400, because: `${error.message}.` }
  }
}

const switchOff: Act = ({ faults }, form) => {
  const name = form.get('name') ?? ''
  if (!isFaultName(name)) return { status: 400, because: unknownFault(name) }
  const code = form.get('code')
  faults.switchOff(name, code === undefined ? undefined : Number(code))
  return 'faults'
}

const change: Act = (emulation, form) => {
  try {
    makeChange(emulation, form.get('name') ?? '', form.get('of') ?? '')
    return 'changes'
  } catch (error) {
    if (!(error instanceof FixtureError)) throw error
    return { status: 400, because: `${error.message}.` }
  }
}

const resetAll: Act = (emulation, _form, initial) => {
  reset(emulation, initial)
  return 'changes'
}

const resetClock: Act = ({ clock }) => {
  clock.reset()
  return 'people'
}

const clearRequests: Act = ({ recent_requests }) => {
  recent_requests.clear()
  return 'requests'
}

const setSigningKey: Act = ({ directory }, form) => {
  const tenant = directory.tenantNamed(form.get('tenant') ?? '')
  const appId = form.get('application')
  if (!tenant?.applications.some((application) => application.appId === appId)) {
    return { status: 400, because: `There is no application "${appId ?? ''}" in this tenant.` }
  }
  const customSigningKey = form.get('own') === 'yes'
  const applications = tenant.applications.map((one) => (one.appId === appId ? { ...one, customSigningKey } : one))
  directory.put({ ...tenant, applications })
  return 'connect'
}

const acts: Readonly<Record<string, Act>> = {
  'faults/on': switchOn,
  'faults/off': switchOff,
  changes: change,
  reset: resetAll,
  'clock/reset': resetClock,
  'requests/clear': clearRequests,
  'applications/signing-key': setSigningKey,
}

/** Refuses what the admin API refuses, except that a page of the emulator itself may ask. */
function refusalOf(emulation: Emulation, request: FastifyRequest): Refusal | undefined {
  const refusal = refusalOfMachine(emulation, request)
  if (refusal !== undefined) return { status: 403, because: `The emulator's page ${refusal}` }
  try {
    refuseForeignOrigin(emulation, request)
    return undefined
  } catch (error) {
    if (!(error instanceof EntraError)) throw error
    return { status: 403, because: 'A form of another site may not change the emulator.' }
  }
}

function sendRefusal(reply: FastifyReply, { status, because }: Refusal): FastifyReply {
  return sendPage(reply, status, {
    title: 'Not changed',
    body: html`<h1>Not changed</h1><p role="alert">${because}</p><p><a href="/">Back to the emulator</a></p>`,
  })
}

/** The home page and its forms. Nothing changes by GET. */
export function homeRoutes(app: FastifyInstance, emulation: Emulation, initial: InitialState): void {
  app.get('/favicon.ico', async (_request, reply) => reply.code(204).send())
  app.get('/', async (_request, reply) => sendPage(reply, 200, homePage(emulation)))
  for (const [path, act] of Object.entries(acts)) {
    app.post(`/_home/${path}`, async (request, reply) => {
      const answer = refusalOf(emulation, request) ?? act(emulation, readForm(request), initial)
      if (typeof answer !== 'string') return sendRefusal(reply, answer)
      return reply.redirect(`/#${answer}`, 303)
    })
  }
}
