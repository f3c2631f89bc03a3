import type { Id } from '@gatehouse-sso/core/ids'
import type { BrandingRecord, BrandingStore } from '../domain/stores/branding.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'

const changeable = [
  'name',
  'logo_png',
  'accent',
  'support_email',
  'version',
  'updated_at',
] as const satisfies (keyof BrandingRecord)[]

const columns = [...changeable, 'environment_id', 'created_at'] as const satisfies (keyof BrandingRecord)[]

export function brandingStore({ db, engine }: Storage): (environment_id: Id<'env'>) => BrandingStore {
  const get = prepareRead<{ environment_id: Id<'env'> }, BrandingRecord>(
    engine,
    'branding.get',
    (a) => db.selectFrom('branding').selectAll().where('environment_id', '=', a.environment_id),
    decoder<BrandingRecord>({}),
  )
  const insert = prepare<BrandingRecord>('branding.insert', (a) =>
    db.insertInto('branding').values(columnsOf(a, columns)),
  )
  const update = prepare<BrandingRecord & { expected_version: number }>('branding.update', (a) =>
    db
      .updateTable('branding')
      .set(columnsOf(a, changeable))
      .where('environment_id', '=', a.environment_id)
      .where('version', '=', a.expected_version),
  )
  return (environment_id) => ({
    get: () => get.first({ environment_id }),
    put: (record, version) =>
      version === 0
        ? insert({ ...record, environment_id })
        : update({ ...record, environment_id, expected_version: version }),
  })
}
