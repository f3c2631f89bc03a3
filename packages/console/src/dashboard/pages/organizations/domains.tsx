/** The domains of an organization: a new one, the DNS record to publish, and what the last look-up found. */
import type { Domain, Organization } from '@gatehouse-sso/sdk/browser'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useLanguage } from '../../../language/language.tsx'
import { Button } from '../../../parts/button.tsx'
import { CopyBox } from '../../../parts/copy-box.tsx'
import { DangerDialog } from '../../../parts/danger-dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { StateBadge } from '../../../parts/state-badge.tsx'
import { useNow } from '../../data/now.ts'
import { useChange } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { FormField, focusFault } from '../../form/form-field.tsx'
import type { Look } from '../../state-tones.ts'
import { organizationTexts, stateTexts } from '../../texts/texts.ts'
import classes from './organization.module.css'

const t = organizationTexts.domains

const looks: Readonly<Record<Domain['state'], Look>> = {
  verified: { shape: 'dot', tone: 'good' },
  pending: { shape: 'ring', tone: 'plain' },
  failed: { shape: 'hexagon', tone: 'bad' },
}

export function Domains({ organization }: { readonly organization: Organization }): ReactNode {
  const mayWrite = useMay('domains:write')
  const { domains } = organization
  return (
    <SettingsRow id="domains" title={t.title} text={t.text}>
      {domains.length === 0 ? (
        <p className={classes.muted}>{t.none}</p>
      ) : (
        <ul className={classes.list}>
          {domains.map((domain) => (
            <DomainLine key={domain.id} domain={domain} mayWrite={mayWrite} />
          ))}
        </ul>
      )}
      {mayWrite && <AddDomain organization_id={organization.id} />}
    </SettingsRow>
  )
}

function AddDomain({ organization_id }: { readonly organization_id: string }): ReactNode {
  const [domain, setDomain] = useState('')
  const add = useChange((api) => api.domains.create(organization_id, { domain: domain.trim() }))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (domain.trim() !== '') add.mutate(undefined, { onSuccess: () => setDomain(''), onError: focusFault })
  }
  return (
    <form noValidate onSubmit={submit}>
      <div className={classes.line}>
        <FormField
          label={t.label}
          pointer="/domain"
          value={domain}
          onChange={setDomain}
          error={add.error}
          placeholder={t.placeholder}
        />
        <Button type="submit" isBusy={add.isPending}>
          {t.add}
        </Button>
      </div>
      {add.error && <Failed error={add.error} placed={['/domain']} />}
    </form>
  )
}

function DomainLine({ domain, mayWrite }: { readonly domain: Domain; readonly mayWrite: boolean }): ReactNode {
  const { ago } = useLanguage()
  const now = useNow()
  const [asking, setAsking] = useState<'remove' | 'verify' | null>(null)
  const { id, organization_id, state, verified_by, dns_record, dns_answer, checked_at, proof_missing_since } = domain
  const check = useChange((api) => api.domains.check(organization_id, id))
  const act = useChange(async (api, kind: 'remove' | 'verify') => {
    if (kind === 'remove') await api.domains.delete(organization_id, id)
    else await api.domains.verify(organization_id, id)
  })
  const isVerified = state === 'verified'
  return (
    <li className={classes.item}>
      <div className={classes.itemHead}>
        <span className={classes.itemName}>{domain.domain}</span>
        <StateBadge {...looks[state]}>{stateTexts.domain[state]}</StateBadge>
        {isVerified && verified_by && <span className="faint dense">{t.by[verified_by]}</span>}
        {mayWrite && (
          <span className={classes.end}>
            {!isVerified && (
              <>
                <Button isSmall isBusy={check.isPending} onClick={() => check.mutate()}>
                  {t.check}
                </Button>
                <Button isSmall onClick={() => setAsking('verify')}>
                  {t.verify}
                </Button>
              </>
            )}
            <Button isSmall kind="bare" onClick={() => setAsking('remove')}>
              {t.remove}
              <span className="sr"> {domain.domain}</span>
            </Button>
          </span>
        )}
      </div>
      {proof_missing_since !== null && <p className={`dense ${classes.warn}`}>{t.proofGone}</p>}
      {!isVerified && (
        <div className={classes.record}>
          <p className="quiet dense" aria-live="polite">
            {t.record}. {checked_at === null ? t.notChecked : t.checked(ago(checked_at, now))}{' '}
            {checked_at !== null && t.found(dns_answer.length)}
          </p>
          <CopyBox label={t.recordName} value={dns_record.name} kind="code" />
          <CopyBox label={t.recordValue} value={dns_record.value} kind="code" />
        </div>
      )}
      {check.error && <Failed error={check.error} />}
      <DangerDialog
        title={asking === 'verify' ? t.verifyTitle(domain.domain) : t.removeTitle(domain.domain)}
        text={asking === 'verify' ? t.verifyText : t.removeText}
        breaks={[]}
        name={null}
        act={asking === 'verify' ? t.verifyAct : t.remove}
        isOpen={asking !== null}
        isBusy={act.isPending}
        error={act.error}
        onAct={() => asking && act.mutate(asking, { onSuccess: () => setAsking(null) })}
        onClose={() => setAsking(null)}
      />
    </li>
  )
}
