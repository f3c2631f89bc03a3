import { movedClockNote } from '../clock.ts'
import { openReader, type Reader } from '../directory/reader.ts'
import { aadsts } from '../errors/aadsts.ts'
import { faultList, isFaultName } from '../faults/fault-list.ts'
import { detailOf, placesOf, provocableCodes, titleOf } from '../faults/provocable-errors.ts'
import { readFault, unknownFault } from '../faults/read-fault.ts'
import { samlFaultList } from '../faults/saml-fault-list.ts'
import { keyKinds } from '../keys/key-ring.ts'
import { type AdminCall, AdminError, type AdminRoute, param } from './admin-route.ts'
import { reset } from './reset.ts'
import { changeTenant, notFound, tenantOf } from './tenant-change.ts'

/** Reads a body and refuses members that were not read, so that a misspelt member is an error. */
function readBody<Result>(call: AdminCall, read: (reader: Reader) => Result): Result {
  const reader = openReader(call.body ?? {}, '')
  const result = read(reader)
  reader.close()
  return result
}

function clockState({ emulation }: AdminCall): unknown {
  const { clock } = emulation
  const note = movedClockNote(clock)
  return {
    now: new Date(clock.now()).toISOString(),
    ahead_seconds: clock.aheadSeconds(),
    ...(note === undefined ? {} : { note }),
  }
}

function keyState({ emulation }: AdminCall): unknown {
  return {
    signing_with: emulation.keys.signingWith(),
    published: emulation.keys
      .published()
      .map(({ kid, kind }) => ({ kid, kind, signs: kid === emulation.keys.signer().kid })),
  }
}

function faultState({ emulation }: AdminCall): unknown {
  return {
    active: emulation.faults.active(),
    known: Object.entries({ ...faultList, ...samlFaultList }).map(([name, says]) => ({ name, says })),
    errors: provocableCodes.map((code) => {
      const { error, status, text } = aadsts(code)
      return { code, title: titleOf(code), at: placesOf(code), error, status, ...detailOf(code), text }
    }),
  }
}

function switchOn({ emulation, body }: AdminCall): unknown {
  const { directory, faults } = emulation
  faults.switchOn(readFault(body, '', directory.tenants()))
  return { active: faults.active() }
}

function switchOff(call: AdminCall): undefined {
  const name = param(call, 'name')
  if (!isFaultName(name)) throw new AdminError(404, 'not_found', unknownFault(name))
  const code = call.query.code
  call.emulation.faults.switchOff(name, code === undefined ? undefined : Number(code))
}

function revokeSessions(call: AdminCall): undefined {
  const name = param(call, 'id')
  const user = call.emulation.directory.index(tenantOf(call)).user(name)
  if (!user) throw notFound('user', name)
  const signInSessionsValidFromDateTime = new Date(call.emulation.clock.now()).toISOString()
  changeTenant(call, (draft) => ({
    ...draft,
    users: draft.users.map((one) => (one.id === user.id ? { ...one, signInSessionsValidFromDateTime } : one)),
  }))
}

export const controlRoutes: readonly AdminRoute[] = [
  {
    method: 'POST',
    path: '/_admin/tenants/:tenant/users/:id/revokeSignInSessions',
    says: 'end all sessions and refresh tokens of a person',
    act: revokeSessions,
  },
  { method: 'GET', path: '/_admin/clock', says: 'the emulator’s time', act: clockState },
  {
    method: 'POST',
    path: '/_admin/clock',
    says: 'move it: `{"advance_seconds": 3600}`; refusals then blame the clock, and `/_admin/clock/reset` sets it back',
    act: (call) => {
      const seconds = readBody(call, (reader) => reader.numberOrNull('advance_seconds'))
      if (seconds === null) throw new AdminError(400, 'invalid', 'advance_seconds: missing')
      call.emulation.clock.advance(seconds)
      return clockState(call)
    },
  },
  {
    method: 'POST',
    path: '/_admin/clock/reset',
    says: 'back to the machine’s time',
    act: (call) => {
      call.emulation.clock.reset()
      return clockState(call)
    },
  },
  { method: 'GET', path: '/_admin/keys', says: 'published keys, and the one that signs', act: keyState },
  {
    method: 'POST',
    path: '/_admin/keys/rotate',
    says: 'make a new tenant key and sign with it at once',
    act: async (call) => {
      await call.emulation.keys.rotate()
      return keyState(call)
    },
  },
  {
    method: 'POST',
    path: '/_admin/keys/sign-with',
    says: 'sign with another published key: `{"key": "tenant"}`, `"foreign"` or `"consumer"`',
    act: (call) => {
      call.emulation.keys.signWith(readBody(call, (reader) => reader.oneOf('key', keyKinds, 'tenant')))
      return keyState(call)
    },
  },
  { method: 'GET', path: '/_admin/faults', says: 'active faults and all known faults', act: faultState },
  {
    method: 'POST',
    path: '/_admin/faults',
    says: 'switch on: `{"name", "tenant"?, "times"?, "seconds"?}`; with `error` also `"code"` and `"at"?`',
    act: switchOn,
  },
  {
    method: 'DELETE',
    path: '/_admin/faults',
    says: 'switch all faults off',
    act: ({ emulation }) => emulation.faults.switchOff(),
  },
  {
    method: 'DELETE',
    path: '/_admin/faults/:name',
    says: 'switch one fault off; `error?code=50105` only this error',
    act: switchOff,
  },
  {
    method: 'GET',
    path: '/_admin/requests',
    says: 'the last 500 requests to authorize, token and logout, without secrets',
    act: ({ emulation }) => ({ value: emulation.request_log.all() }),
  },
  {
    method: 'DELETE',
    path: '/_admin/requests',
    says: 'clear the log of requests',
    act: ({ emulation }) => emulation.request_log.clear(),
  },
  {
    method: 'GET',
    path: '/_admin/sessions',
    says: 'signed-in accounts, without the cookie',
    act: ({ emulation }) => ({
      value: emulation.sessions.all().map(({ accounts, expires_at }) => ({ accounts, expires_at })),
    }),
  },
  {
    method: 'DELETE',
    path: '/_admin/sessions',
    says: 'sign everybody out',
    act: ({ emulation }) => emulation.sessions.clear(),
  },
  {
    method: 'POST',
    path: '/_admin/reset',
    says: 'back to the fixture: directory, clock, faults, sessions, codes, log',
    act: ({ emulation, initial }) => reset(emulation, initial),
  },
]
