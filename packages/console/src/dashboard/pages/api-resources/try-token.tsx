/** Judges an access token rule by rule. The field forgets the token when the page is left. */
import { IconAlertHexagon, IconCircleCheck } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { Button } from '../../../parts/button.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Rule, Rules, SettingsRow } from '../../../parts/settings-row.tsx'
import { StateBadge } from '../../../parts/state-badge.tsx'
import type { Api } from '../../data/api.tsx'
import { useChange } from '../../data/reading.ts'
import { FormField, focusFault } from '../../form/form-field.tsx'
import { paths } from '../../routes.ts'
import { apiResourceTexts, codeInWords } from '../../texts/texts.ts'
import classes from './api-resources.module.css'

const t = apiResourceTexts.trying

type AccessTest = Awaited<ReturnType<Api['apiResources']['test']>>

export function TryToken({ id }: { readonly id: string }): ReactNode {
  const [token, setToken] = useState('')
  const judge = useChange((api) => api.apiResources.test(id, { access_token: token.trim() }))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (token.trim() !== '') judge.mutate(undefined, { onError: focusFault })
  }
  return (
    <SettingsRow id="try" title={t.title} text={t.text}>
      <form noValidate onSubmit={submit} className={classes.form}>
        <FormField
          label={t.token}
          pointer="/access_token"
          kind="area"
          isCode
          value={token}
          onChange={setToken}
          error={judge.error}
        />
        <Button type="submit" isBusy={judge.isPending} whyNot={token.trim() === '' ? t.needed : null}>
          {t.act}
        </Button>
      </form>
      {judge.error && <Failed error={judge.error} placed={['/access_token']} />}
      <div aria-live="polite">{judge.data && <Verdict test={judge.data} />}</div>
    </SettingsRow>
  )
}

function Verdict({ test: { allowed, steps, user } }: { readonly test: AccessTest }): ReactNode {
  return (
    <>
      <p className={classes.verdict}>
        <StateBadge shape={allowed ? 'dot' : 'hexagon'} tone={allowed ? 'good' : 'bad'} isPill>
          {allowed ? t.allowed : t.refused}
        </StateBadge>
      </p>
      <ol className={classes.steps} aria-label={t.steps}>
        {steps.map(({ name, passed, expected, received, error }) => (
          <li key={name} className={passed ? undefined : classes.failed}>
            {passed ? (
              <IconCircleCheck className="icon" aria-hidden="true" />
            ) : (
              <IconAlertHexagon className="icon" aria-hidden="true" />
            )}
            <div>
              <p>
                {codeInWords(name)}
                <span className="sr">{passed ? t.passed : t.failed}</span>
              </p>
              {!passed && expected !== null && (
                <p className={classes.more}>
                  {t.expected} <code>{expected}</code>
                </p>
              )}
              {received !== null && (
                <p className={classes.more}>
                  {!passed && `${t.received} `}
                  <code>{received}</code>
                </p>
              )}
              {error !== null && (
                <p className={classes.more}>
                  {error.title}. {error.remedy}
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
      {user !== null && (
        <Rules>
          <Rule name={t.user} why={user.because}>
            {user.id === null ? t.newUser : <Link to={paths.user(user.id)}>{user.name ?? user.email ?? user.id}</Link>}
          </Rule>
          <Rule name={t.roles}>{user.roles.join(', ') || t.none}</Rule>
        </Rules>
      )}
    </>
  )
}
