/** The redirect URI that is asked for beside the one that the identity provider has, as the reader finds it there. */
import { type FormEvent, type ReactNode, useState } from 'react'
import { useLanguage } from '../../language/language.tsx'
import { Button, LinkButton } from '../../parts/button.tsx'
import { Comparison } from '../../parts/comparison.tsx'
import { CopyBox } from '../../parts/copy-box.tsx'
import { CodeField } from '../../parts/field.tsx'
import { useSetup } from '../session.tsx'
import classes from './comparing.module.css'

interface Props {
  readonly asked: string
  /** The address that the identity provider is known to have; `null` if only the reader sees it. */
  readonly has: string | null
  readonly shortName: string
}

export function Comparing({ asked, has, shortName }: Props): ReactNode {
  const { t } = useLanguage()
  const { vendor } = useSetup()
  const [shown, setShown] = useState(has)
  const [text, setText] = useState('')
  const compare = (event: FormEvent): void => {
    event.preventDefault()
    if (text.trim() !== '') setShown(text.trim())
  }
  if (shown !== null) {
    return (
      <Comparison names={[t.test.asks(vendor.name), t.test.has(shortName)]} asked={asked} has={shown} short={shortName}>
        <LinkButton onClick={() => setShown(null)}>{t.test.somethingElse(shortName)}</LinkButton>
      </Comparison>
    )
  }
  return (
    <form className={classes.form} onSubmit={compare}>
      <CopyBox value={asked} label={t.test.asks(vendor.name)} kind="address" />
      <div className={classes.line}>
        <CodeField
          label={t.test.whatShows(shortName)}
          inputMode="url"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit">{t.test.compare}</Button>
      </div>
    </form>
  )
}
