/** One sign-in: the explanation of a failure first, then the steps, the claims, the mapping and the decision. */
import { NotFoundError, type SignInWithTrace } from '@gatehouse-sso/sdk/browser'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { duration } from '../../../language/duration.ts'
import { utcTime } from '../../../language/formats.ts'
import { useLanguage } from '../../../language/language.tsx'
import { About, AboutFact } from '../../../parts/about.tsx'
import { Button } from '../../../parts/button.tsx'
import { CopyId } from '../../../parts/copy-id.tsx'
import { Drawer } from '../../../parts/drawer.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { StateBadge } from '../../../parts/state-badge.tsx'
import { useAddress } from '../../data/address.ts'
import { useChange, useRead } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { Neighbour } from '../../neighbour.tsx'
import { personOf } from '../../person.ts'
import { paths } from '../../routes.ts'
import { signInLooks } from '../../sign-in-looks.ts'
import { stateTexts, signInTexts as t } from '../../texts/texts.ts'
import { ApplicationReceives } from './application-receives.tsx'
import { Explanation } from './explanation.tsx'
import { ReceivedClaims } from './received-claims.tsx'
import { SignInCode } from './sign-in-code.tsx'
import classes from './sign-in-drawer.module.css'
import { TraceDecision } from './trace-decision.tsx'
import { TraceMapping } from './trace-mapping.tsx'
import { TraceTimeline } from './trace-timeline.tsx'

interface Props {
  readonly id: string
  /** The addresses of the neighbours in the list. */
  readonly newer: string | null
  readonly older: string | null
  readonly onClose: () => void
}

export function SignInDrawer({ id, newer, older, onClose }: Props): ReactNode {
  const address = useAddress()
  const mayReveal = useMay('sign_ins:reveal')
  const [isHidden, setHidden] = useState(false)
  const { data, error, refetch } = useRead(['sign_in', id], (api, options) =>
    api.signIns.get(id, { expand: ['application', 'organization', 'connection', 'user'] }, options),
  )
  const reveal = useChange((api) => api.signIns.reveal(id))
  const isCode = address.get('as') === 'code'
  const shown = data && reveal.data && !isHidden ? { ...data, ...reveal.data } : data
  return (
    <Drawer
      label={t.label}
      onClose={onClose}
      head={<CopyId value={id} label={t.theId} />}
      actions={
        <>
          <Button kind="bare" isSmall aria-pressed={isCode} onClick={() => address.set({ as: isCode ? null : 'code' })}>
            {isCode ? t.timeline : t.json}
          </Button>
          <Neighbour label={t.newer} to={newer} icon={IconChevronUp} />
          <Neighbour label={t.older} to={older} icon={IconChevronDown} />
        </>
      }
    >
      {shown ? (
        <>
          <Head signIn={shown} />
          {isCode ? (
            <SignInCode signIn={shown} />
          ) : (
            <>
              <Explanation signIn={shown} />
              <TraceTimeline signIn={shown} />
              <ReceivedClaims
                signIn={shown}
                reveal={{
                  isAllowed: mayReveal,
                  isBusy: reveal.isPending,
                  error: reveal.error,
                  onReveal: () => (reveal.data ? setHidden(false) : reveal.mutate()),
                  onHide: () => setHidden(true),
                }}
              />
              <TraceMapping signIn={shown} />
              <TraceDecision signIn={shown} />
              <ApplicationReceives signIn={shown} />
            </>
          )}
        </>
      ) : error instanceof NotFoundError ? (
        <Empty title={t.gone} text={t.goneText} />
      ) : error ? (
        <Failed title={t.notLoaded} error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={12} />
      )}
    </Drawer>
  )
}

function Head({ signIn }: { readonly signIn: SignInWithTrace }): ReactNode {
  const { shortDate, preciseTime, number } = useLanguage()
  const { state, user, user_id, organization, connection, connection_id, application, error_code, occurrences } = signIn
  const person = personOf(signIn)
  const took = signIn.finished_at === null ? 0 : Date.parse(signIn.finished_at) - Date.parse(signIn.created_at)
  return (
    <>
      <p className={classes.state}>
        <StateBadge {...signInLooks[state]} isPill>
          {stateTexts.signIn[state]}
        </StateBadge>
        {error_code !== null && <code className="faint">{error_code}</code>}
        {occurrences > 1 && <span className="faint dense">{t.times(number(occurrences))}</span>}
      </p>
      <h2 className={classes.title}>
        {signIn.error?.title.replace(/\.$/, '') ?? t.titles[state](user?.given_name ?? user?.name ?? person)}
      </h2>
      <About>
        <AboutFact name={t.about.person}>
          {user_id === null ? person : <Link to={paths.user(user_id)}>{person}</Link>}
        </AboutFact>
        <AboutFact name={t.about.organization}>
          {organization ? <Link to={paths.organization(organization.id)}>{organization.name}</Link> : t.about.unknown}
          {organization && connection && (
            <>
              , <Link to={paths.connection(organization.id, connection.id)}>{connection.name}</Link>
            </>
          )}
        </AboutFact>
        <AboutFact name={t.about.application}>
          {application ? <Link to={paths.application(application.id)}>{application.name}</Link> : t.about.unknown}
        </AboutFact>
        <AboutFact name={t.about.started}>
          <time dateTime={signIn.created_at} title={utcTime(signIn.created_at)}>
            {shortDate(signIn.created_at)}, {preciseTime(signIn.created_at)}
          </time>
        </AboutFact>
        {error_code !== null && (
          <AboutFact name={t.about.sameCause}>
            <Link to={paths.signIns({ error_code, connection_id })}>{t.about.sameCauseLink}</Link>
          </AboutFact>
        )}
        {took > 0 && (
          <AboutFact name={t.about.took}>
            <span className="num">{duration(took, number)}</span>
          </AboutFact>
        )}
      </About>
    </>
  )
}
