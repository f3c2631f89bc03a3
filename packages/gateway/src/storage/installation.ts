import type { Id } from '@gatehouse-sso/core/ids'
import type { InstallationRecord, InstallationStore } from '../domain/stores/installation.ts'
import { prepare, prepareRead, type Storage } from './statements/compile.ts'

const read = [
  'key_id',
  'key_check_sealed',
  'configuration_version',
  'owner_organization_id',
  'owner_changed_at',
  'created_at',
] as const satisfies (keyof InstallationRecord)[]

export function installationStore({ db, engine }: Storage): InstallationStore {
  const get = prepareRead<object, InstallationRecord>(
    engine,
    'installation.get',
    () => db.selectFrom('installation').select([...read]),
    (row) => row as unknown as InstallationRecord,
  )
  const insert = prepare<{ key_id: string; key_check_sealed: string; created_at: number }>('installation.insert', (a) =>
    db.insertInto('installation').values({
      id: 1,
      key_id: a.key_id,
      key_check_sealed: a.key_check_sealed,
      configuration_version: 0,
      created_at: a.created_at,
    }),
  )
  const setOwner = prepare<{ organization_id: Id<'org'> | null; changed_at: number }>('installation.setOwner', (a) =>
    db
      .updateTable('installation')
      .set({ owner_organization_id: a.organization_id, owner_changed_at: a.changed_at })
      .where('id', '=', 1),
  )
  return {
    get: () => get.first({}),
    insert,
    setOwner: (organization_id, changed_at) => setOwner({ organization_id, changed_at }),
  }
}
