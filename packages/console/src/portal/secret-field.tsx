/** The value of a client secret, and when it expires: one of the identity provider's lifetimes, or a date. */
import type { Credential, GuideCredential } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useId, useState } from 'react'
import { daysUntil } from '../language/formats.ts'
import { useLanguage } from '../language/language.tsx'
import { CodeField } from '../parts/field.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { Words } from '../parts/words.tsx'
import classes from './secret-field.module.css'
import { useSetup } from './session.tsx'
import { dayAfter, endOfDay } from './values-form.ts'

interface Props {
  readonly label: string
  readonly value: string
  readonly isWrong: boolean
  readonly isChecking: boolean
  readonly note: ReactNode
  readonly credential: GuideCredential
  /** The secret that is kept already. */
  readonly kept: Credential | undefined
  readonly shortName: string
  /** `2027-11-25T23:59:59Z`, or nothing */
  readonly expiry: string
  readonly onValue: (value: string) => void
  readonly onExpiry: (expiry: string) => void
  readonly onLeave: () => void
}

export function SecretField(props: Props): ReactNode {
  const { t, date } = useLanguage()
  const { kept, credential, value, expiry } = props
  const hint = kept?.hint
    ? `${kept.not_after === null ? t.values.stored(kept.hint) : t.values.storedUntil(kept.hint, date(kept.not_after))} ${t.values.replace}`
    : null
  return (
    <div className={classes.secret}>
      <CodeField
        label={props.label}
        data-pointer="/client_secret"
        value={value}
        isWrong={props.isWrong}
        isChecking={props.isChecking}
        finding={props.note}
        hint={hint === null ? undefined : <Words text={hint} />}
        onChange={(event) => props.onValue(event.currentTarget.value.replaceAll(/[\r\n]+/g, ''))}
        onBlur={props.onLeave}
      />
      <Expiry periods={credential.validity} shortName={props.shortName} expiry={expiry} onExpiry={props.onExpiry} />
    </div>
  )
}

interface ExpiryProps {
  readonly periods: GuideCredential['validity']
  readonly shortName: string
  readonly expiry: string
  readonly onExpiry: (expiry: string) => void
}

const ownDate = 'date'

function Expiry({ periods, shortName, expiry, onExpiry }: ExpiryProps): ReactNode {
  const { t, date } = useLanguage()
  const { vendor, activation } = useSetup()
  const [period, setPeriod] = useState<string | null>(null)
  const note = useId()
  const choose = (value: string): void => {
    setPeriod(value)
    if (value !== ownDate) onExpiry(endOfDay(dayAfter(Date.now(), Number(value))))
  }
  const options = [
    ...periods.map(({ days, label }) => ({ value: String(days), label })),
    { value: ownDate, label: t.values.date },
  ]
  const firstReminder = expiry === '' ? null : new Date(Date.parse(expiry) - 60 * 86_400_000).toISOString()
  const isSoon = firstReminder !== null && daysUntil(firstReminder, Date.now()) < 0
  return (
    <fieldset className={classes.expiry} aria-describedby={note}>
      <legend>{t.values.expires(shortName)}</legend>
      <div className={classes.period}>
        <Segmented
          label={t.values.expires(shortName)}
          value={period ?? (expiry === '' ? '' : ownDate)}
          options={options}
          onChange={choose}
        />
        {period === ownDate || (period === null && expiry !== '') ? (
          <input
            className={classes.date}
            type="date"
            aria-label={t.values.expiryDate}
            data-pointer="/not_after"
            value={expiry.slice(0, 10)}
            onChange={(event) => {
              const day = event.currentTarget.value
              onExpiry(day === '' ? '' : endOfDay(day))
            }}
          />
        ) : (
          expiry !== '' && <span className="num">{date(expiry)}</span>
        )}
      </div>
      <p className={classes.under} id={note}>
        {firstReminder !== null && !isSoon
          ? activation.mails.administrators
            ? t.values.reminders(vendor.name, date(firstReminder))
            : t.values.vendorReminders(vendor.name, date(firstReminder))
          : t.values.remindersSoon(vendor.name)}
      </p>
    </fieldset>
  )
}
