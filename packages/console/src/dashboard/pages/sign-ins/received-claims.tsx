/** The claims as they came. Personal data stays hidden until somebody who may reveals it. */
import type { SignInWithTrace } from '@gatehouse-sso/sdk/browser'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLanguage } from '../../../language/language.tsx'
import { Button } from '../../../parts/button.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { useEnvironment } from '../../data/session.tsx'
import { signInTexts } from '../../texts/texts.ts'
import { JsonBlock } from './json-block.tsx'
import part from './sign-in-drawer.module.css'

const t = signInTexts.claims
const dayMs = 86_400_000

export interface Reveal {
  readonly isAllowed: boolean
  readonly isBusy: boolean
  readonly error: Error | null
  readonly onReveal: () => void
  readonly onHide: () => void
}

interface Props {
  readonly signIn: SignInWithTrace
  readonly reveal: Reveal
}

export function ReceivedClaims({ signIn: { claims, redacted, created_at }, reveal }: Props): ReactNode {
  const { date } = useLanguage()
  const { trace_days } = useEnvironment()
  const kept = t.kept(date(new Date(Date.parse(created_at) + trace_days * dayMs).toISOString()))
  return (
    <section className={part.part} aria-labelledby="claims">
      <div className={part.partHead}>
        <h3 id="claims">{t.title}</h3>
        {reveal.isAllowed && (
          <Button kind="bare" isSmall isBusy={reveal.isBusy} onClick={redacted ? reveal.onReveal : reveal.onHide}>
            {redacted ? (
              <IconEye className="icon" aria-hidden="true" />
            ) : (
              <IconEyeOff className="icon" aria-hidden="true" />
            )}
            {redacted ? t.reveal : t.hide}
          </Button>
        )}
      </div>
      {claims === null ? (
        <p className="quiet">{t.none}</p>
      ) : (
        <>
          <JsonBlock label={t.label(t.idToken)} note={`${t.idToken}. ${kept}`} value={claims.id_token} />
          {claims.userinfo !== null && (
            <JsonBlock label={t.label(t.userinfo)} note={`${t.userinfo}. ${kept}`} value={claims.userinfo} />
          )}
        </>
      )}
      <Failed error={reveal.error} />
      <p className={part.hint} role="status">
        {!redacted ? t.revealed : reveal.isAllowed ? t.revealNote : t.mayNot}
      </p>
    </section>
  )
}
