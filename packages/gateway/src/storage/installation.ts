import type { InstallationStore } from '../domain/stores/installation.ts'
import { prepare, prepareRead, type Storage } from './statements/compile.ts'

interface Installation {
  key_id: string
  key_check_sealed: string
  configuration_version: number
}

export function installationStore({ db, engine }: Storage): InstallationStore {
  const get = prepareRead<object, Installation>(
    engine,
    'installation.get',
    () => db.selectFrom('installation').select(['key_id', 'key_check_sealed', 'configuration_version']),
    (row) => row as unknown as Installation,
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
  return { get: () => get.first({}), insert }
}
