import type { InitialState } from '../directory/fixture.ts'
import type { Emulation } from '../emulation.ts'

/** Goes back to the fixture: directory, faults and clock as at the start, and no session, code or token. */
export function reset(emulation: Emulation, initial: InitialState): void {
  const { clock, codes, device_codes, directory, faults, flows, keys, recent_requests, refresh_tokens, sessions } =
    emulation
  directory.replaceAll(initial.tenants)
  clock.reset()
  faults.switchOff()
  for (const fault of initial.faults) faults.switchOn(fault)
  keys.signWith('tenant')
  const { issuer_keys, last_assertions, logout_chains, request_log, shown_once } = emulation
  const stores = [
    sessions,
    flows,
    codes,
    device_codes,
    refresh_tokens,
    issuer_keys,
    last_assertions,
    logout_chains,
    request_log,
    recent_requests,
    shown_once,
  ]
  for (const store of stores) store.clear()
}
