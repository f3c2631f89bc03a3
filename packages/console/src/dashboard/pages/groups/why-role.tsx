/** Why a person of a past sign-in has their roles, step by step. */
import type { Group, Role } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { useLanguage } from '../../../language/language.tsx'
import { Section } from '../../../parts/section.tsx'
import { Select } from '../../../parts/select.tsx'
import { useNow } from '../../data/now.ts'
import { useRead } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { personOf } from '../../person.ts'
import { paths } from '../../routes.ts'
import { groupsTexts } from '../../texts/texts.ts'
import classes from './groups.module.css'

const t = groupsTexts.why

const reasons: Readonly<Record<string, (from: string) => string>> = t.because

/** A reason of a later gateway is shown as it stands. */
const reasonOf = (because: string, from: string): string => reasons[because]?.(from) ?? `${because} ${from}`

interface Props {
  readonly organization_id: string
  readonly roles: readonly Role[]
  readonly groups: readonly Group[]
}

export function WhyRole({ organization_id, roles, groups }: Props): ReactNode {
  const { whenAt, list } = useLanguage()
  const now = useNow()
  const mayReveal = useMay('sign_ins:reveal')
  const [picked, setPicked] = useState<string | null>(null)
  const { data: signIns } = useRead(['why', organization_id], async (api, options) => {
    const page = await api.signIns.list({ organization_id, state: 'succeeded', limit: 20, expand: ['user'] }, options)
    return page.data
  })
  const chosen = picked ?? signIns?.[0]?.id ?? null
  const { data: trace } = useRead(['sign_ins', chosen], (api, options) => api.signIns.get(chosen ?? '', {}, options), {
    isEnabled: chosen !== null,
  })
  const nameOf = (slug: string): string => roles.find((role) => role.slug === slug)?.name ?? slug
  const groupName = (idpId: string): string =>
    groups.find(({ idp_id }) => idp_id.toLowerCase() === idpId.toLowerCase())?.name ?? idpId
  const sent = trace?.mapping.find(({ attribute }) => attribute === 'groups')?.value
  const received = Array.isArray(sent) ? sent.map((one) => groupName(String(one))) : []
  const given = trace?.decision?.roles ?? []
  const [primary] = given
  const unmatched = trace?.decision?.unmatched_roles ?? []
  return (
    <Section id="why" title={t.title}>
      {signIns?.length === 0 ? (
        <p className={classes.note}>{t.none}</p>
      ) : (
        <>
          <Select
            label={t.choose}
            isLabelHidden
            value={chosen ?? ''}
            options={(signIns ?? []).map((signIn) => ({
              value: signIn.id,
              label: `${personOf(signIn)}, ${whenAt(signIn.created_at, now)}`,
            }))}
            onChange={(event) => setPicked(event.currentTarget.value)}
          />
          {trace && chosen !== null && (
            <p className={classes.note}>
              <Link to={paths.signIn(chosen)}>{mayReveal && trace.redacted ? t.openToReveal : t.open}</Link>
            </p>
          )}
          {trace && (
            <ol className={classes.chain}>
              <li>{received.length === 0 ? t.receivedNone : t.received(list(received.slice(0, 6)))}</li>
              {given.map(({ role, because, from }) => (
                <li key={`${role} ${because} ${from ?? ''}`}>{t.gives(nameOf(role), reasonOf(because, from ?? ''))}</li>
              ))}
              {unmatched.length > 0 && <li>{t.unmatched(list(unmatched))}</li>}
              <li className={primary ? classes.wins : undefined}>
                {primary ? t.primary(nameOf(primary.role)) : t.noRole}
              </li>
            </ol>
          )}
        </>
      )}
    </Section>
  )
}
