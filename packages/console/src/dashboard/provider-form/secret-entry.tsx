/** A client secret, and the day on which it ends. The secret is hidden until one looks. */
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../../language/language.tsx'
import { Button, LinkButton } from '../../parts/button.tsx'
import { Words } from '../../parts/words.tsx'
import type { IdentityProvider } from '../data/identity-provider.ts'
import { FormField } from '../form/form-field.tsx'
import form from '../form/save-line.module.css'
import { providerFormTexts as t } from '../texts/texts.ts'
import { dayInMonths, endOfDay } from './provider-values.ts'
import classes from './secret-entry.module.css'

export interface Secret {
  readonly value: string
  /** `2028-11-24`, or nothing */
  readonly endsOn: string
}

export const noSecret: Secret = { value: '', endsOn: '' }

/** The body of a request that keeps it. */
export const secretBody = ({ value, endsOn }: Secret) => ({
  type: 'client_secret' as const,
  client_secret: value.trim(),
  ...(endsOn === '' ? {} : { not_after: endOfDay(endsOn) }),
})

interface Props {
  readonly provider: IdentityProvider
  readonly secret: Secret
  /** The first characters of the one that is kept. */
  readonly kept: string | null
  readonly isMissing: boolean
  readonly error: Error | null
  readonly onChange: (secret: Secret) => void
}

const months = [6, 12, 24] as const

/** The ID of a secret has the form of a GUID, and a secret never has. */
const isGuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text.trim())

export function SecretEntry({ provider, secret, kept, isMissing, error, onChange }: Props): ReactNode {
  const { date } = useLanguage()
  const [isShown, setShown] = useState(false)
  if (provider.client_secret === null) return null
  const { label, hint } = provider.client_secret
  const fault = isMissing ? t.needed : isGuid(secret.value) ? t.looksLikeId : null
  return (
    <div className={form.stack}>
      <div className={isShown ? classes.secret : `${classes.secret} ${classes.isHidden}`}>
        <FormField
          label={label}
          pointer="/client_secret"
          kind="code"
          value={secret.value}
          error={error}
          fault={fault}
          hint={<Words text={kept === null ? hint : t.kept(kept)} />}
          onChange={(value) => onChange({ ...secret, value })}
        />
        {secret.value !== '' && (
          <span className={classes.look}>
            <LinkButton aria-pressed={isShown} onClick={() => setShown(!isShown)}>
              {isShown ? t.hide : t.show}
            </LinkButton>
          </span>
        )}
      </div>
      {secret.value !== '' && (
        <div>
          <div className={classes.ends}>
            <FormField
              label={t.endsOn}
              pointer="/not_after"
              kind="date"
              value={secret.endsOn}
              error={error}
              onChange={(endsOn) => onChange({ ...secret, endsOn })}
            />
            <span className={classes.or}>
              {t.orIn}
              {months.map((count) => {
                const day = dayInMonths(Date.now(), count)
                return (
                  <Button
                    key={count}
                    isSmall
                    aria-pressed={secret.endsOn === day}
                    title={date(day)}
                    onClick={() => onChange({ ...secret, endsOn: day })}
                  >
                    {t.months(count)}
                  </Button>
                )
              })}
            </span>
          </div>
          <p className={classes.told}>{t.told}</p>
        </div>
      )}
    </div>
  )
}
