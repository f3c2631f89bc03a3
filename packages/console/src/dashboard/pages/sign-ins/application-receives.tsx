/** The claims that the application gets for the person. They are personal, so they stand here only when revealed. */
import type { SignInWithTrace } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { Failed } from '../../../parts/failed.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { useRead } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { signInTexts } from '../../texts/texts.ts'
import { JsonBlock } from './json-block.tsx'
import part from './sign-in-drawer.module.css'

const t = signInTexts.receives

export function ApplicationReceives({ signIn }: { readonly signIn: SignInWithTrace }): ReactNode {
  const { application_id, user_id, state, redacted } = signIn
  const may = useMay('users:read')
  const isShown = may && state === 'succeeded' && application_id !== null && user_id !== null
  const { data, error, refetch } = useRead(
    ['claims', application_id, user_id],
    (api, options) => api.applications.previewClaims(application_id ?? '', user_id ?? '', {}, options),
    { isEnabled: isShown && !redacted },
  )
  if (!isShown) return null
  return (
    <section className={part.part} aria-labelledby="receives">
      <div className={part.partHead}>
        <h3 id="receives">{t.title}</h3>
        <p>{t.text}</p>
      </div>
      {redacted ? (
        <p className={part.hint}>{t.hiddenText}</p>
      ) : data ? (
        <>
          <JsonBlock label={t.idToken} note={t.idToken} value={data.id_token} />
          <JsonBlock label={t.userinfo} note={t.userinfo} value={data.userinfo} />
        </>
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={6} />
      )}
    </section>
  )
}
