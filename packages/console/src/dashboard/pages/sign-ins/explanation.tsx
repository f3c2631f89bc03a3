/** Why a sign-in failed: the finding, then who must act, on which page, doing what. */
import type { SignInWithTrace } from '@gatehouse-sso/sdk/browser'
import { useClipboard } from '@mantine/hooks'
import { IconAlertHexagon, IconArrowRight, IconCheck, IconCopy, IconExternalLink } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Button, ButtonLink, ButtonOut } from '../../../parts/button.tsx'
import { withPairLabels } from '../../../parts/pair-words.ts'
import { PathChip } from '../../../parts/path-chip.tsx'
import { Words } from '../../../parts/words.tsx'
import { codeInWords, signInTexts } from '../../texts/texts.ts'
import { ExpectedReceived } from './expected-received.tsx'
import classes from './explanation.module.css'
import { fixPlace } from './fix-place.ts'

const t = signInTexts.explanation

type Party = keyof typeof t.parties

const isParty = (who: string): who is Party => who in t.parties

export function Explanation({ signIn }: { readonly signIn: SignInWithTrace }): ReactNode {
  const clipboard = useClipboard({ timeout: 2000 })
  const { error, organization, application } = signIn
  if (error === null) return null
  const hint = error.hints[0] ?? null
  const organizationName = organization?.name ?? null
  const applicationName = application?.name ?? null
  const who = hint?.who ?? error.who
  const partyName: Readonly<Record<Party, string>> = {
    person: t.themselves,
    administrator: organizationName ?? t.parties.administrator(null),
    developer: applicationName ?? t.developers,
    operator: t.yourTeam,
  }
  const place = fixPlace(signIn)
  const code = hint?.code ?? error.upstream?.codes[0] ?? error.upstream?.error ?? null
  const message =
    hint?.message ?? t.message(error.title.replace(/\.$/, ''), withPairLabels(error.remedy, t, '"'), signIn.id)
  return (
    <section className={classes.explain} aria-labelledby="why">
      <div className={classes.head}>
        <IconAlertHexagon className="icon" aria-hidden="true" />
        <h3 id="why">
          <Words text={(hint?.cause ?? error.title).replace(/\.$/, '')} />
        </h3>
        {code !== null && <code>{code}</code>}
      </div>
      <dl className={classes.act}>
        <dt>{t.who}</dt>
        <dd>{isParty(who) ? t.parties[who](organizationName, applicationName) : codeInWords(who)}</dd>
        {hint !== null && (
          <>
            <dt>{t.where}</dt>
            <dd>
              <PathChip path={{ parts: hint.where.split(' > '), old: null }} />
            </dd>
          </>
        )}
        <dt>{t.act}</dt>
        <dd>
          <Words text={hint?.what ?? withPairLabels(error.remedy, t)} />
        </dd>
      </dl>
      <ExpectedReceived expected={error.expected} received={error.received} />
      <div className={classes.actions}>
        <Button kind="primary" onClick={() => clipboard.copy(message)}>
          {clipboard.copied ? (
            <IconCheck className="icon" aria-hidden="true" />
          ) : (
            <IconCopy className="icon" aria-hidden="true" />
          )}
          {clipboard.copied ? t.copied : t.copyFor(isParty(who) ? partyName[who] : codeInWords(who).toLowerCase())}
        </Button>
        {place !== null && (
          <ButtonLink to={place.to}>
            {t.fix[place.place]}
            <IconArrowRight className="icon" aria-hidden="true" />
          </ButtonLink>
        )}
        {hint?.url && (
          <ButtonOut to={hint.url} kind="bare">
            {t.openPage}
            <IconExternalLink className="icon" aria-hidden="true" />
          </ButtonOut>
        )}
        <span className="sr" aria-live="polite">
          {clipboard.copied ? t.copied : ''}
        </span>
      </div>
    </section>
  )
}
