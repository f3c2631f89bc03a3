/** The API keys of the environment. A new one is shown once. */
import type { ApiKey } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../../../language/language.tsx'
import { Button } from '../../../parts/button.tsx'
import { DangerDialog } from '../../../parts/danger-dialog.tsx'
import { type Column, DataTable, Pager } from '../../../parts/data-table.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { SecretOnce } from '../../../parts/secret-once.tsx'
import { Section } from '../../../parts/section.tsx'
import { useAddress } from '../../data/address.ts'
import { useList } from '../../data/list.ts'
import { useNow } from '../../data/now.ts'
import { useChange } from '../../data/reading.ts'
import { ListFailed } from '../../list-failed.tsx'
import { settingsTexts, apiKeysTexts as t } from '../../texts/texts.ts'
import { CreateApiKey } from './create-api-key.tsx'
import { RotateApiKey } from './rotate-api-key.tsx'
import classes from './settings.module.css'

type Asked = { readonly act: 'rotate' | 'revoke'; readonly key: ApiKey } | { readonly act: 'create' } | null

export function ApiKeys({ mayWrite }: { readonly mayWrite: boolean }): ReactNode {
  const now = useNow()
  const { ago } = useLanguage()
  const address = useAddress()
  const [asked, setAsked] = useState<Asked>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const list = useList(['api_keys'], (api, query, options) => api.apiKeys.list(query, options), { limit: 50 })
  const revoke = useChange((api, id: string) => api.apiKeys.revoke(id))
  const close = (): void => setAsked(null)
  const onMade = (made: { readonly secret: string }): void => {
    close()
    setSecret(made.secret)
  }
  const columns: readonly Column<ApiKey>[] = [
    {
      id: 'name',
      head: t.columns.name,
      cell: ({ name, hint }) => (
        <>
          {name} <code className="faint">{hint}</code>
        </>
      ),
    },
    {
      id: 'scopes',
      head: t.columns.scopes,
      width: '12%',
      cell: ({ scopes }) => <span title={scopes.join(', ')}>{t.scopesCount(scopes.length)}</span>,
    },
    {
      id: 'used',
      head: t.columns.used,
      width: '16%',
      card: 'label',
      cell: ({ last_used_at }) =>
        last_used_at === null ? settingsTexts.never : <RelativeTime at={last_used_at} now={now} form="ago" />,
    },
    {
      id: 'ends',
      head: t.columns.ends,
      width: '12%',
      card: 'label',
      cell: ({ expires_at }) => (expires_at === null ? t.noEnd : <RelativeTime at={expires_at} now={now} />),
    },
    {
      id: 'act',
      head: t.columns.act,
      width: '168px',
      align: 'right',
      isAbove: true,
      cell: (key) =>
        mayWrite && (
          <span className={classes.acts}>
            <Button isSmall aria-label={t.rotateOf(key.name)} onClick={() => setAsked({ act: 'rotate', key })}>
              {t.rotate}
            </Button>
            <Button isSmall aria-label={t.revokeOf(key.name)} onClick={() => setAsked({ act: 'revoke', key })}>
              {t.revoke}
            </Button>
          </span>
        ),
    },
  ]
  const revoked = asked?.act === 'revoke' ? asked.key : null
  return (
    <Section
      id="api-keys"
      title={t.title}
      text={t.text}
      end={
        mayWrite && (
          <Button kind="primary" data-shortcut="c" onClick={() => setAsked({ act: 'create' })}>
            {t.create}
          </Button>
        )
      }
    >
      <ListFailed list={list} title={settingsTexts.notLoaded} />
      {(list.rows !== undefined || list.error === null) && (
        <DataTable
          label={t.title}
          columns={columns.filter(({ id }) => mayWrite || id !== 'act')}
          rows={list.rows}
          keyOf={({ id }) => id}
          currentKey={address.get('key')}
          isStale={list.isFetching}
          bones={3}
          empty={<Empty title={t.none} text={t.noneText} />}
        />
      )}
      <Pager newer={list.newer} older={list.older} />
      <CreateApiKey isOpen={asked?.act === 'create'} onMade={onMade} onClose={close} />
      <RotateApiKey apiKey={asked?.act === 'rotate' ? asked.key : null} onMade={onMade} onClose={close} />
      <SecretOnce
        title={t.madeTitle}
        text={t.madeText}
        label={t.label}
        secret={secret}
        onClose={() => setSecret(null)}
      />
      <DangerDialog
        title={t.revokeTitle(revoked?.name ?? '')}
        text={t.revokeLead}
        breaks={t.revokeBreaks(
          revoked?.last_used_at ? ago(revoked.last_used_at, now) : null,
          revoked?.last_used_address ?? null,
        )}
        name={revoked?.last_used_at ? revoked.name : null}
        act={t.revokeAct}
        isOpen={revoked !== null}
        isBusy={revoke.isPending}
        error={revoke.error}
        onAct={() => revoked && revoke.mutate(revoked.id, { onSuccess: close })}
        onClose={close}
      />
    </Section>
  )
}
