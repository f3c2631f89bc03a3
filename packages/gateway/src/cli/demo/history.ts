/**
 * The history of the demonstration: a month of sign-ins, with failures of many kinds, so that every page of the console has
 * something to show. It is made through the public API and the emulator, while the clock of both moves from a month ago to
 * now. Nothing is written past the rules.
 */
import { Gatehouse } from '@gatehouse-sso/sdk'
import type { Emulator, FaultFixture } from 'entra-emulator'
import type { DemoClock } from './clock.ts'
import { domain, third_domain } from './directory.ts'
import { type Signing, signInAt } from './sign-in.ts'

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
export const historyDays = 30

export interface HistoryParts extends Signing {
  readonly clock: DemoClock
  readonly emulator: Emulator
  readonly api_key: string
  readonly organization_id: string
  readonly third: { readonly organization_id: string }
  /** Runs the job of every minute: it notes who did not come back. */
  readonly sweep: () => Promise<void>
}

/** The people of Acme who sign in every day, as they come. */
const everyDay = ['ada', 'grace', 'linus', 'noah', 'olga', 'max'].map((name) => `${name}@${domain}`)
const colleagues = ['ben', 'clara', 'dario'].map((name) => `${name}@${third_domain}`)

/** The failures: how many days ago, who met it, and the fault at Entra. */
const failures: readonly (readonly [number, string, FaultFixture])[] = [
  [27, 'grace', { name: 'authorize-server-error' }],
  [24, 'linus', { name: 'token-500' }],
  [21, 'ada', { name: 'wrong-nonce' }],
  [19, 'noah', { name: 'not-yet-valid' }],
  [16, 'grace', { name: 'authorize-blocked' }],
  [16, 'grace', { name: 'authorize-blocked' }],
  [13, 'linus', { name: 'unknown-kid' }],
  [12, 'ada', { name: 'token-503' }],
  [9, 'olga', { name: 'graph-403' }],
  [8, 'grace', { name: 'wrong-issuer' }],
  [6, 'noah', { name: 'no-id-token' }],
  [4, 'linus', { name: 'authorize-blocked' }],
  [2, 'ada', { name: 'error', code: 65001 }],
  [1, 'grace', { name: 'wrong-audience' }],
  [0, 'linus', { name: 'authorize-blocked' }],
]

/** Days ago when Max is suspended. */
const suspendedAt = 5

/** The time of the first day. The clock stands there while everything is set up. */
export function beginHistory({ setBehind }: DemoClock): void {
  setBehind(historyDays * dayMs + 9 * hourMs)
}

/** Makes the history, and leaves the clock at real time. */
export async function makeHistory(parts: HistoryParts): Promise<void> {
  const { clock, emulator, sweep } = parts
  const client = new Gatehouse({ base_url: parts.issuer, api_key: parts.api_key })
  try {
    for (let ago = historyDays - 1; ago >= 0; ago -= 1) {
      clock.setBehind(ago * dayMs + 6 * hourMs)
      const weekday = new Date(clock.now()).getUTCDay()
      const isWeekend = weekday === 0 || weekday === 6
      if (ago === suspendedAt) await suspendMax(client, parts.organization_id)
      await signInAll(parts, parts.organization_id, isWeekend ? everyDay.slice(0, 1) : everyDay)
      clock.setBehind(ago * dayMs + 3 * hourMs)
      // More people use it from week to week.
      if (!isWeekend) await signInAll(parts, parts.organization_id, everyDay.slice(0, 5 - Math.floor(ago / 8)))
      if (!isWeekend || ago === 0) await signInAll(parts, parts.third.organization_id, colleagues)
      clock.setBehind(ago * dayMs + hourMs)
      for (const [, name, fault] of failures.filter(([days]) => days === ago)) {
        await emulator.admin('POST', '/faults', { ...fault })
        await signInAt(parts, emulator, parts.organization_id, `${name}@${domain}`)
        await emulator.admin('POST', '/reset')
      }
      if (ago % 10 === 3) await signInAt(parts, emulator, parts.organization_id, `ivo@${domain}`)
      await sweep()
    }
  } finally {
    clock.setBehind(0)
  }
}

/** All of them at about the same time, each in a browser of their own. */
async function signInAll(parts: HistoryParts, organization_id: string, people: readonly string[]): Promise<void> {
  await Promise.all(people.map((person) => signInAt(parts, parts.emulator, organization_id, person)))
}

async function suspendMax({ users }: Gatehouse, organization_id: string): Promise<void> {
  const [max] = (await users.list({ organization_id, search: 'max' })).data
  if (max) await users.suspend(max.id)
}
