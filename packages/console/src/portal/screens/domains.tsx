/** Screen 7: email domains, proved by a DNS record that is looked up each minute while the page is open. */
import type { Domain } from '@gatehouse-sso/sdk/browser'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { ActionBar, Head, Panel, PanelBody, Section } from '../../frame/panel.tsx'
import { useLanguage } from '../../language/language.tsx'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { CopyBox } from '../../parts/copy-box.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Field } from '../../parts/field.tsx'
import { Note } from '../../parts/note.tsx'
import { placeErrors } from '../../parts/pointers.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { api } from '../api.ts'
import { BackLink, useOnward } from '../onward.tsx'
import { StepPage } from '../page.tsx'
import { Problem } from '../problem.tsx'
import { useChange, useDomains, useSetup } from '../session.tsx'
import { isManaging, stepsOf } from '../walk.ts'
import classes from './domains.module.css'
import lookUp from './provider.module.css'

const everyMs = 60_000

export function DomainsScreen(): ReactNode {
  const { t } = useLanguage()
  const session = useSetup()
  const { data: domains, error, refetch } = useDomains()
  const onward = useOnward('domains')
  const isLast = stepsOf(session).at(-1) === 'domains'
  const next = isManaging(session)
    ? t.manage.back
    : isLast
      ? t.access.done
      : domains?.some(({ state }) => state === 'verified')
        ? t.domains.next
        : t.domains.skip
  return (
    <StepPage step="domains">
      <Panel>
        <PanelBody>
          <Head title={t.domains.title} lead={t.domains.lead(session.vendor.name)} vendor={session.vendor.name} />
          {error && <Problem error={error} onRetry={() => void refetch()} />}
          {domains === undefined && !error && <Skeleton />}
          {domains?.length === 0 && <Empty title={t.domains.emptyTitle} text={t.domains.emptyText} />}
          {domains && domains.length > 0 && (
            <ul className={classes.domains}>
              {domains.map((domain) => (
                <DomainRow key={domain.id} domain={domain} />
              ))}
            </ul>
          )}
          <AddDomain />
        </PanelBody>
        <ActionBar back={<BackLink step="domains" />}>
          <Button kind="primary" onClick={onward}>
            {next}
          </Button>
        </ActionBar>
      </Panel>
    </StepPage>
  )
}

const badges = { verified: 'good', pending: 'clock', failed: 'bad' } as const

function DomainRow({ domain }: { readonly domain: Domain }): ReactNode {
  const { t, date } = useLanguage()
  const { organization, vendor } = useSetup()
  const client = useQueryClient()
  const isOpen = domain.state !== 'verified'
  const check = useQuery({
    queryKey: ['domain-check', domain.id],
    queryFn: async ({ signal }) => {
      const answer = await api.domains.check(organization.id, domain.id, { signal })
      client.setQueryData<readonly Domain[]>(['domains'], (kept) =>
        kept?.map((one) => (one.id === answer.id ? answer : one)),
      )
      return answer
    },
    enabled: isOpen,
    refetchInterval: everyMs,
    staleTime: everyMs,
  })
  const remove = useChange(() => api.domains.delete(organization.id, domain.id))
  const { name, value } = domain.dns_record
  return (
    <li className={classes.domain}>
      <div className={classes.top}>
        <h2>{domain.domain}</h2>
        <span aria-live="polite">
          <Badge tone={badges[domain.state]}>{t.domains[domain.state]}</Badge>
        </span>
        <span className={classes.end}>
          <Button
            kind="bare"
            isBusy={remove.isPending}
            aria-label={t.domains.removeThe(domain.domain)}
            onClick={() => remove.mutate(undefined)}
          >
            {t.domains.remove}
          </Button>
        </span>
      </div>
      {domain.state === 'verified' ? (
        <p className="quiet">
          {domain.verified_by === 'operator'
            ? t.domains.byVendor(vendor.name)
            : t.domains.provedOn(date(domain.verified_at ?? domain.created_at))}
          {domain.proof_missing_since !== null && ` ${t.domains.proofGone}`}
        </p>
      ) : (
        <>
          <p className="quiet">{t.domains.record(domain.domain)}</p>
          <div className={classes.record}>
            <CopyBox value={name} label={t.domains.name} kind="code" />
            <CopyBox value={value} label={t.domains.value} kind="code" />
          </div>
          <Answer domain={domain} error={check.error} />
          <div className={classes.check}>
            <Button isBusy={check.isFetching} onClick={() => void check.refetch()}>
              {t.domains.check}
            </Button>
            <span className="quiet dense">{t.domains.every}</span>
          </div>
        </>
      )}
      {remove.error && <Problem error={remove.error} />}
    </li>
  )
}

/** The records that DNS has now. */
function Answer({ domain, error }: { readonly domain: Domain; readonly error: Error | null }): ReactNode {
  const { t, time } = useLanguage()
  if (error) return <Note tone="warn" title={error.message} />
  const { checked_at, dns_answer } = domain
  return (
    <div aria-live="polite">
      {checked_at === null ? (
        <Note tone="plain" text={t.domains.never} />
      ) : dns_answer.length === 0 ? (
        <Note tone="plain" text={t.domains.nothing(time(checked_at))} />
      ) : (
        <Note tone="warn" title={t.domains.others(time(checked_at))}>
          {dns_answer.map((one) => (
            <code key={one} className={classes.answer}>
              {one}
            </code>
          ))}
        </Note>
      )}
    </div>
  )
}

function AddDomain(): ReactNode {
  const { t } = useLanguage()
  const { organization } = useSetup()
  const [text, setText] = useState('')
  const add = useChange((domain: string) => api.domains.create(organization.id, { domain }))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    // An address is as good as its domain.
    const domain = text.trim().replace(/^.*@/, '')
    if (domain !== '') add.mutate(domain, { onSuccess: () => setText('') })
  }
  const fault = add.error ? (placeErrors(add.error, ['/domain']).fields['/domain'] ?? add.error.message) : null
  return (
    <Section title={t.domains.add} id="add">
      <form className={lookUp.lookUp} onSubmit={submit}>
        <Field
          label={t.domains.domain}
          isLabelHidden
          type="text"
          inputMode="url"
          placeholder="contoso.example"
          value={text}
          isWrong={fault !== null}
          finding={fault !== null && <Note tone="bad" title={fault} />}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" isBusy={add.isPending}>
          {t.domains.addButton}
        </Button>
      </form>
    </Section>
  )
}
