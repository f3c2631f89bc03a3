/** One search box that knows what was pasted, and the filters of the list. */
import type { ReactNode } from 'react'
import { Filter, Filters, FiltersEnd, SearchField } from '../../../parts/filters.tsx'
import { firstPage, useAddress } from '../../data/address.ts'
import { useMay } from '../../data/session.tsx'
import { connectionFinder, organizationFinder, userFinder } from '../../filters/finders.ts'
import { periodNames } from '../../filters/period.ts'
import { PeriodFilter } from '../../filters/period-filter.tsx'
import { PickFilter } from '../../filters/pick-filter.tsx'
import { codeInWords, stateTexts, signInsTexts as t } from '../../texts/texts.ts'
import { lookupOf } from './lookup.ts'

/** The filters that the search box fills. One of them holds at a time. */
const found = ['email', 'correlation_id', 'request_id'] as const

export const signInFilterNames = [
  'state',
  'organization_id',
  'connection_id',
  'user_id',
  'error_code',
  ...periodNames,
  ...found,
] as const

interface Props {
  /** The title of a failure, by its code. */
  readonly titleOf: (code: string) => string
  readonly onNotUnderstood: (isNotUnderstood: boolean) => void
}

export function SignInFilters({ titleOf, onNotUnderstood }: Props): ReactNode {
  const address = useAddress()
  const maySeeUsers = useMay('users:read')
  const cleared = Object.fromEntries(found.map((name) => [name, null]))
  const onSearch = (text: string): void => {
    const lookup = lookupOf(text)
    onNotUnderstood(text !== '' && lookup === null)
    if (lookup?.filter === 'sign_in') address.set({ sign_in: lookup.value })
    else if (lookup) address.set({ ...firstPage, ...cleared, [lookup.filter]: lookup.value })
    else if (text === '') address.set({ ...firstPage, ...cleared })
  }
  const organization = address.get('organization_id')
  const user = address.get('user_id')
  const error = address.get('error_code')
  return (
    <Filters>
      <SearchField
        label={t.search}
        value={found.map((name) => address.get(name)).find((value) => value !== null) ?? ''}
        onSearch={onSearch}
      />
      <Filter
        label={t.state}
        value={address.get('state')}
        options={Object.entries(stateTexts.signIn).map(([value, label]) => ({ value, label }))}
        onChange={(state) => address.set({ ...firstPage, state })}
      />
      <PeriodFilter />
      <PickFilter
        label={t.organization}
        value={organization}
        finder={organizationFinder}
        onChange={(organization_id) => address.set({ ...firstPage, organization_id, connection_id: null })}
      />
      <PickFilter
        label={t.connection}
        value={address.get('connection_id')}
        finder={connectionFinder(organization)}
        onChange={(connection_id) => address.set({ ...firstPage, connection_id })}
      />
      {(maySeeUsers || user !== null) && (
        <PickFilter
          label={t.user}
          value={user}
          finder={userFinder(organization)}
          onChange={(user_id) => address.set({ ...firstPage, user_id })}
        />
      )}
      {error !== null && (
        <Filter
          label={t.error}
          value={error}
          options={[{ value: error, label: titleOf(error) || codeInWords(error) }]}
          onChange={(error_code) => address.set({ ...firstPage, error_code })}
        />
      )}
      <FiltersEnd>{t.order}</FiltersEnd>
    </Filters>
  )
}
