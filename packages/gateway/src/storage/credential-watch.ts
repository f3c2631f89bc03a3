import { dayMs } from '@gatehouse-sso/core/time'
import { sql } from 'kysely'
import { type CredentialWatchStore, type ExpiringCredential, warningDays } from '../domain/stores/credential-watch.ts'
import { credentialColumns, credentialDecoder } from './credentials.ts'
import { prepare, prepareRead, type Storage } from './statements/compile.ts'
import { dueRows } from './statements/due-rows.ts'

export function credentialWatchStore(storage: Storage): CredentialWatchStore {
  const { db, engine } = storage
  const decode = credentialDecoder()
  const due = dueRows(storage, { table: 'credentials', due_at: 'probe_at', columns: credentialColumns, decode })
  const untilNames = warningDays.map((days) => `until_${days}` as const)
  type Until = { readonly [name in (typeof untilNames)[number]]: number }
  const expiring = prepareRead<Until & { now: number; limit: number }, ExpiringCredential>(
    engine,
    'credentials.expiring',
    (a) =>
      db
        .selectFrom('credentials')
        .select([...credentialColumns])
        .select('warned_days')
        .where('not_after', '>', a.now)
        .where('not_after', '<=', a.until_60)
        .where((eb) =>
          eb.or([
            eb('warned_days', 'is', null),
            ...warningDays.map((days) =>
              eb.and([eb('warned_days', '>', sql.lit(days)), eb('not_after', '<=', a[`until_${days}`])]),
            ),
          ]),
        )
        .where((eb) =>
          eb.exists(
            eb
              .selectFrom('connections')
              .select('connections.id')
              .whereRef('connections.id', '=', 'credentials.connection_id')
              .where('state', '=', sql.lit<'active'>('active')),
          ),
        )
        .orderBy('not_after')
        .limit(a.limit),
    ({ warned_days, ...row }) => ({ credential: decode(row), warned_days: warned_days as number | null }),
  )
  const noteWarning = prepare<{ id: string; days: number; before: number }>('credentials.noteWarning', (a) =>
    db
      .updateTable('credentials')
      .set({ warned_days: a.days })
      .where('id', '=', a.id as never)
      .where((eb) => eb(eb.fn.coalesce('warned_days', sql.lit(0)), '=', a.before)),
  )
  return {
    ...due,
    expiring(now, limit) {
      const until = Object.fromEntries(warningDays.map((days) => [`until_${days}`, now + days * dayMs])) as Until
      return expiring.all({ ...until, now, limit })
    },
    noteWarning: ({ credential, warned_days }, days) =>
      noteWarning({ id: credential.id, days, before: warned_days ?? 0 }),
  }
}
