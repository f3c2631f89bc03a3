/** The latest failed sign-ins, with who can put each right. */
import type { SignIn, SignInWithTrace } from '@gatehouse-sso/sdk/browser'
import { IconArrowRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { type Column, DataTable } from '../../../parts/data-table.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { Section } from '../../../parts/section.tsx'
import { useNow } from '../../data/now.ts'
import { useRead } from '../../data/reading.ts'
import { personOf } from '../../person.ts'
import { paths } from '../../routes.ts'
import { codeInWords, overviewTexts } from '../../texts/texts.ts'
import classes from './overview.module.css'

const t = overviewTexts.latest

interface Failure {
  readonly signIn: SignIn
  readonly error: SignInWithTrace['error']
}

export function LatestFailures(): ReactNode {
  const now = useNow()
  const { data, error, refetch } = useRead(['overview', 'failures'], async (api, options) => {
    const { data: list } = await api.signIns.list({ state: 'failed', limit: 5, expand: ['organization'] }, options)
    // A list has the code only. The sentence and the party that must act stand in the trace.
    return Promise.all(
      list.map(async (signIn): Promise<Failure> => {
        const trace = await api.signIns.get(signIn.id, {}, options).catch(() => null)
        return { signIn, error: trace?.error ?? null }
      }),
    )
  })
  const columns: readonly Column<Failure>[] = [
    { id: 'person', head: t.person, width: '24%', cell: ({ signIn }) => personOf(signIn) },
    {
      id: 'organization',
      head: t.organization,
      width: '16%',
      cell: ({ signIn }) => signIn.organization?.name ?? '–',
    },
    {
      id: 'what',
      head: t.what,
      cell: ({ signIn, error: failure }) => (
        <>
          {failure?.title.replace(/\.$/, '') ?? codeInWords(signIn.error_code ?? '')}
          <code className={classes.code}>{failure?.upstream?.codes[0] ?? signIn.error_code}</code>
        </>
      ),
    },
    {
      id: 'who',
      head: t.who,
      width: '17%',
      card: 'label',
      cell: ({ error: failure }) => (failure ? codeInWords(failure.who) : '–'),
    },
    {
      id: 'when',
      head: t.when,
      width: '88px',
      align: 'right',
      card: 'end',
      cell: ({ signIn }) => <RelativeTime at={signIn.created_at} now={now} />,
    },
  ]
  return (
    <Section
      id="latest"
      title={t.title}
      end={
        <Link to={paths.signIns({ state: 'failed' })} className={classes.all}>
          {t.all}
          <IconArrowRight className="icon" aria-hidden="true" />
        </Link>
      }
    >
      {error !== null && data === undefined ? (
        <Failed title={t.notLoaded} error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          label={t.title}
          columns={columns}
          rows={data}
          keyOf={({ signIn }) => signIn.id}
          to={({ signIn }) => paths.signIn(signIn.id)}
          bones={5}
          empty={<p className={classes.none}>{t.none}</p>}
        />
      )}
    </Section>
  )
}
