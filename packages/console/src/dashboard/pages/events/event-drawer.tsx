/** One event: who did it, from where, and the difference. */
import type { Event } from '@gatehouse-sso/sdk/browser'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { utcTime } from '../../../language/formats.ts'
import { useLanguage } from '../../../language/language.tsx'
import { About, AboutFact } from '../../../parts/about.tsx'
import { Button } from '../../../parts/button.tsx'
import { CodeView } from '../../../parts/code-view.tsx'
import { CopyId } from '../../../parts/copy-id.tsx'
import { Drawer } from '../../../parts/drawer.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Rule, Rules } from '../../../parts/settings-row.tsx'
import { ShownValue } from '../../../parts/shown-value.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { useAddress } from '../../data/address.ts'
import type { Api } from '../../data/api.tsx'
import { useRead } from '../../data/reading.ts'
import { asId, organizationFinder } from '../../filters/finders.ts'
import { Neighbour } from '../../neighbour.tsx'
import { paths } from '../../routes.ts'
import { resourceSnippets } from '../../snippets.ts'
import { eventsTexts, eventTitle, eventTexts as t } from '../../texts/texts.ts'
import classes from './event-drawer.module.css'
import { nameOfObject, pathOfObject, textOfValue } from './event-object.ts'

interface Props {
  readonly id: string
  /** The event, where the list has it. */
  readonly row: Event | null
  readonly actorName: (actor: Event['actor']) => string
  readonly newer: string | null
  readonly older: string | null
  readonly onClose: () => void
}

/** The API reads lists only, so an event that the list does not show is found between its neighbours. */
async function findEvent(api: Api, id: string, options: { readonly signal: AbortSignal }): Promise<Event | null> {
  const { data: older } = await api.events.list({ limit: 1, after: asId(id) }, options)
  const [next] = older
  const { data } = await api.events.list(
    next ? { limit: 1, before: asId(next.id) } : { limit: 1, order: 'asc' },
    options,
  )
  return data.find((event) => event.id === id) ?? null
}

export function EventDrawer({ id, row, actorName, newer, older, onClose }: Props): ReactNode {
  const address = useAddress()
  const { data, error, refetch } = useRead(['event', id], (api, options) => findEvent(api, id, options), {
    isEnabled: row === null,
  })
  const event = row ?? data
  const isCode = address.get('as') === 'code'
  return (
    <Drawer
      label={t.label}
      onClose={onClose}
      head={<CopyId value={id} label={t.theId} />}
      actions={
        <>
          <Button kind="bare" isSmall aria-pressed={isCode} onClick={() => address.set({ as: isCode ? null : 'code' })}>
            {isCode ? t.details : t.json}
          </Button>
          <Neighbour label={t.newer} to={newer} icon={IconChevronUp} />
          <Neighbour label={t.older} to={older} icon={IconChevronDown} />
        </>
      }
    >
      {event ? (
        <>
          <Head event={event} actorName={actorName} />
          {isCode ? (
            <section className={classes.part} aria-label={t.code}>
              <CodeView
                label={t.code}
                snippets={resourceSnippets({
                  path: `/events?object_id=${event.data.id}`,
                  value: event,
                  cli: `events list --object-id ${event.data.id}`,
                  sdk: `events.list({ object_id: '${event.data.id}' })`,
                })}
                values={[event.data.id]}
              />
            </section>
          ) : (
            <>
              <Changes event={event} />
              <Source event={event} />
            </>
          )}
        </>
      ) : event === null ? (
        <Empty title={t.gone} text={t.goneText} />
      ) : error ? (
        <Failed title={t.notLoaded} error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={8} />
      )}
    </Drawer>
  )
}

function Head({ event, actorName }: { readonly event: Event; readonly actorName: Props['actorName'] }): ReactNode {
  const { shortDate, preciseTime } = useLanguage()
  const { actor, organization_id, created_at, type } = event
  const { data: organization } = useRead(
    ['pick', 'organization', 'name', organization_id],
    (api, options) => organizationFinder.nameOf(api, organization_id ?? '', options),
    { isEnabled: organization_id !== null },
  )
  const to = pathOfObject(event)
  const name = nameOfObject(event)
  return (
    <>
      <h2 className={classes.title}>{eventTitle(type)}</h2>
      <p>
        <code className="faint">{type}</code>
      </p>
      <About>
        <AboutFact name={t.object}>{to === null ? name : <Link to={to}>{name}</Link>}</AboutFact>
        <AboutFact name={t.actor}>
          {actorName(actor)}
          {actor.id !== null && <span className="faint"> {eventsTexts.actors[actor.type]}</span>}
        </AboutFact>
        <AboutFact name={t.when}>
          <time dateTime={created_at} title={utcTime(created_at)}>
            {shortDate(created_at)}, {preciseTime(created_at)}
          </time>
        </AboutFact>
        {organization_id !== null && (
          <AboutFact name={t.organization}>
            <Link to={paths.organization(organization_id)}>{organization ?? organization_id}</Link>
          </AboutFact>
        )}
        <AboutFact name={t.sameObject}>
          <Link to={paths.events({ object_id: event.data.id })}>{event.data.id}</Link>
        </AboutFact>
        {actor.id !== null && (
          <AboutFact name={t.sameActor}>
            <Link to={paths.events({ actor_id: actor.id })}>{actor.id}</Link>
          </AboutFact>
        )}
      </About>
    </>
  )
}

function Changes({ event: { changes } }: { readonly event: Event }): ReactNode {
  return (
    <section className={classes.part} aria-labelledby="changes">
      <h3 id="changes">{t.changes}</h3>
      {changes.length === 0 ? (
        <p className="quiet">{t.noChanges}</p>
      ) : (
        <table className={classes.changes}>
          <thead>
            <tr>
              <th scope="col">{t.field}</th>
              <th scope="col">{t.before}</th>
              <th scope="col">{t.after}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">
                  {field
                    .slice(1)
                    .split('/')
                    .map((part, index) => (
                      <span key={index}>
                        {index > 0 && (
                          <>
                            .<wbr />
                          </>
                        )}
                        {part}
                      </span>
                    ))}
                </th>
                <Value value={before} look={classes.was} />
                <Value value={after} look={classes.now} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

const Value = ({ value, look }: { readonly value: unknown; readonly look: string | undefined }): ReactNode => (
  <td>
    {value === null || value === undefined ? (
      <span className="faint">{t.nothing}</span>
    ) : (
      <span className={look}>
        <ShownValue value={value}>
          <code>{textOfValue(value)}</code>
        </ShownValue>
      </span>
    )}
  </td>
)

function Source({ event: { source } }: { readonly event: Event }): ReactNode {
  return (
    <section className={classes.part} aria-labelledby="source">
      <h3 id="source">{t.source}</h3>
      {source === null ? (
        <p className="quiet">{t.noSource}</p>
      ) : (
        <Rules>
          <Rule name={t.address}>{source.address === null ? '–' : <code>{source.address}</code>}</Rule>
          <Rule name={t.agent}>{source.user_agent ?? '–'}</Rule>
          <Rule name={t.request}>
            <CopyId value={source.request_id} label={t.theRequest} />
          </Rule>
        </Rules>
      )}
    </section>
  )
}
