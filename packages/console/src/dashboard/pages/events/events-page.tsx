/** The events of the environment, and the drawer with one of them. */
import type { Event } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import { type Column, DataTable, Pager } from '../../../parts/data-table.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Filters, FiltersEnd, SearchField } from '../../../parts/filters.tsx'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { firstPage, useAddress } from '../../data/address.ts'
import type { Api } from '../../data/api.tsx'
import { useList } from '../../data/list.ts'
import { useNow } from '../../data/now.ts'
import { organizationFinder } from '../../filters/finders.ts'
import { PickFilter } from '../../filters/pick-filter.tsx'
import { ListFailed } from '../../list-failed.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { eventTitle, eventsTexts as t } from '../../texts/texts.ts'
import { useActorNames } from './actor-names.ts'
import { EventDrawer } from './event-drawer.tsx'
import { actorFinder, objectFinder, typeFinder } from './event-finders.ts'
import { nameOfObject } from './event-object.ts'
import { ExportButton } from './export-button.tsx'

const filterNames = ['type', 'object_id', 'actor_id', 'organization_id'] as const
type Query = NonNullable<Parameters<Api['events']['list']>[0]>

/** @returns the filter that a pasted id fills, or `null` for another text */
function filterOfId(text: string): 'event' | (typeof filterNames)[number] | null {
  const prefix = /^([a-z]+)_[0-7][0-9a-hjkmnp-tv-z]{25}$/.exec(text)?.[1]
  if (prefix === undefined) return null
  if (prefix === 'evt') return 'event'
  if (prefix === 'org') return 'organization_id'
  return prefix === 'staff' || prefix === 'key' ? 'actor_id' : 'object_id'
}

export function EventsPage(): ReactNode {
  const address = useAddress()
  const now = useNow()
  const actorName = useActorNames()
  const [isNotUnderstood, setNotUnderstood] = useState(false)
  const [said, setSaid] = useState<{ readonly text: string; readonly error: Error | null }>({ text: '', error: null })
  // The gateway checks what the address says.
  const filters = Object.fromEntries(
    filterNames.flatMap((name) => (address.get(name) ? [[name, address.get(name)]] : [])),
  ) as Query
  const list = useList(
    ['events', filters],
    (api, query, options) => api.events.list({ ...query, ...filters }, options),
    {
      limit: 25,
    },
  )
  const { rows, error } = list
  const open = address.get('event')
  const at = rows?.findIndex(({ id }) => id === open) ?? -1
  const linkOf = (event: Event | undefined): string | null =>
    event === undefined || at < 0 ? null : address.link({ event: event.id })
  const onSearch = (text: string): void => {
    const filter = filterOfId(text)
    setNotUnderstood(text !== '' && filter === null)
    if (filter === 'event') address.set({ event: text })
    else if (filter) address.set({ ...firstPage, [filter]: text })
  }
  const clear = Object.fromEntries(filterNames.map((name) => [name, null]))
  const columns: readonly Column<Event>[] = [
    { id: 'event', head: t.columns.event, width: '216px', cell: ({ type }) => eventTitle(type) },
    { id: 'object', head: t.columns.object, cell: nameOfObject },
    {
      id: 'actor',
      head: t.columns.actor,
      width: '16%',
      card: 'label',
      isLeast: true,
      cell: ({ actor }) => actorName(actor),
    },
    {
      id: 'changes',
      head: t.columns.changes,
      width: '28%',
      isLeast: true,
      cell: ({ changes }) => changes.map(({ field }) => field.slice(1).replaceAll('/', '.')).join(', '),
    },
    {
      id: 'when',
      head: t.columns.when,
      width: '84px',
      align: 'right',
      card: 'end',
      cell: ({ created_at }) => <RelativeTime at={created_at} now={now} />,
    },
  ]
  return (
    <>
      <PageHead
        title={t.title}
        actions={<ExportButton filters={filters} onSay={(text, failure) => setSaid({ text, error: failure })} />}
      />
      <Filters>
        <SearchField label={t.search} value="" onSearch={onSearch} />
        {(
          [
            ['type', t.type, typeFinder],
            ['organization_id', t.organization, organizationFinder],
            ['actor_id', t.actor, actorFinder],
          ] as const
        ).map(([name, label, finder]) => (
          <PickFilter
            key={name}
            label={label}
            value={address.get(name)}
            finder={finder}
            onChange={(value) => address.set({ ...firstPage, [name]: value })}
          />
        ))}
        {address.get('object_id') !== null && (
          <PickFilter
            label={t.object}
            value={address.get('object_id')}
            finder={objectFinder}
            onChange={(object_id) => address.set({ ...firstPage, object_id })}
          />
        )}
        <FiltersEnd>{t.order}</FiltersEnd>
      </Filters>
      <p className="quiet dense" role="status">
        {isNotUnderstood ? t.notUnderstood : said.text}
      </p>
      {said.error && <Failed title={t.export.failed} error={said.error} />}
      <ListFailed list={list} title={t.notLoaded} />
      {(rows !== undefined || error === null) && (
        <DataTable
          label={t.title}
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          to={({ id }) => address.link({ event: id })}
          currentKey={open}
          isStale={list.isFetching}
          bones={12}
          empty={
            Object.keys(filters).length > 0 ? (
              <Empty title={t.noneFound} text={t.noneFoundText}>
                <Button onClick={() => address.set({ ...firstPage, ...clear })}>{t.clear}</Button>
              </Empty>
            ) : (
              <Empty title={t.none} text={t.noneText} />
            )
          }
        />
      )}
      <Pager say={list.isFirstPage && rows ? t.newest(rows.length) : null} newer={list.newer} older={list.older} />
      {open !== null && (
        <EventDrawer
          key={open}
          id={open}
          row={rows?.[at] ?? null}
          actorName={actorName}
          newer={linkOf(rows?.[at - 1])}
          older={linkOf(rows?.[at + 1])}
          onClose={() => address.set({ event: null, as: null })}
        />
      )}
    </>
  )
}
