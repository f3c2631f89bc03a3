/** The decision about the person: questions that people ask, each answered with its reason. */
import type { SignInWithTrace } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Rule, Rules } from '../../../parts/settings-row.tsx'
import { StateBadge } from '../../../parts/state-badge.tsx'
import { Words } from '../../../parts/words.tsx'
import { paths } from '../../routes.ts'
import { codeInWords, signInTexts } from '../../texts/texts.ts'
import { Masked } from './masked.tsx'
import part from './sign-in-drawer.module.css'

const t = signInTexts.decision

interface Reason {
  readonly because: string
  readonly from: string | null
}

const reasonOf = ({ because, from }: Reason): string =>
  t.reasons[because]?.(from ?? '').replace(/ {2,}/, ' ') ?? codeInWords(because).toLowerCase()

export function TraceDecision({ signIn }: { readonly signIn: SignInWithTrace }): ReactNode {
  const { decision, user_id, error } = signIn
  if (decision === null && error === null) return null
  return (
    <section className={part.part} aria-labelledby="decision">
      <div className={part.partHead}>
        <h3 id="decision">{t.title}</h3>
      </div>
      <Rules>
        {decision !== null && (
          <>
            <Rule name={t.who} why={t.because(decision.because)}>
              {user_id === null ? (
                (t.outcomes[decision.outcome] ?? codeInWords(decision.outcome))
              ) : (
                <Link to={paths.user(user_id)}>
                  <code>{user_id}</code>
                </Link>
              )}
            </Rule>
            {decision.email_trust !== null && (
              <Rule name={t.email} why={<Words text={decision.email_trust.because} />}>
                {t.emailTrust[decision.email_trust.level]}
              </Rule>
            )}
            <Rule
              name={t.role}
              why={
                decision.unmatched_roles.length > 0 ? (
                  <>
                    {t.unmatched(decision.unmatched_roles.length)}: <code>{decision.unmatched_roles.join(', ')}</code>
                  </>
                ) : null
              }
            >
              {decision.roles.length === 0 && t.noRole}
              {decision.roles.map((role) => (
                <span key={`${role.role} ${role.because} ${role.from}`} className={part.line}>
                  {codeInWords(role.role)}{' '}
                  <span className="faint dense">
                    <Masked text={reasonOf(role)} />
                  </span>
                </span>
              ))}
            </Rule>
            {decision.administrator !== null && (
              <Rule name={t.administrator}>
                {decision.administrator.is_admin ? t.isAdministrator : t.isNoAdministrator}{' '}
                <span className="faint dense">
                  <Masked text={reasonOf(decision.administrator)} />
                </span>
              </Rule>
            )}
            {decision.warnings.length > 0 && (
              <Rule name={t.warnings}>
                {decision.warnings.map((warning) => (
                  <span key={warning} className={part.line}>
                    <Words text={warning} />
                  </span>
                ))}
              </Rule>
            )}
          </>
        )}
        <Rule name={t.outcome}>
          {error === null && decision !== null ? (
            <StateBadge shape="dot" tone="good">
              {t.outcomes[decision.outcome] ?? t.letIn}
            </StateBadge>
          ) : (
            <StateBadge shape="hexagon" tone="bad">
              {t.refused}
            </StateBadge>
          )}
        </Rule>
      </Rules>
    </section>
  )
}
