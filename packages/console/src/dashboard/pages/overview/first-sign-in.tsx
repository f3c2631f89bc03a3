/** The checklist to the first sign-in. It ticks itself from what there is, and each staff member can hide it. */
import type { Overview } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { LinkButton } from '../../../parts/button.tsx'
import { Checklist } from '../../../parts/checklist.tsx'
import { useEnvironment } from '../../data/session.tsx'
import { paths } from '../../routes.ts'
import { overviewTexts } from '../../texts/texts.ts'

type Item = keyof Overview['checklist']

const t = overviewTexts.checklist
const items: readonly Item[] = ['application', 'redirect_uri', 'organization', 'setup_link', 'sign_in']

const places: Readonly<Record<Item, string>> = {
  application: paths.applications(),
  redirect_uri: paths.applications(),
  organization: paths.organizations({ create: '1' }),
  setup_link: paths.organizations(),
  sign_in: paths.signIns(),
}

const donePlaces: Readonly<Record<Item, string>> = { ...places, organization: paths.organizations() }

interface Props {
  readonly checklist: Overview['checklist']
  readonly onTry: () => void
}

export function FirstSignIn({ checklist, onTry }: Props): ReactNode {
  const { id, kind } = useEnvironment()
  const key = `gatehouse-checklist-${id}`
  const [isHidden, setHidden] = useState(() => localStorage.getItem(key) === 'hidden')
  const done = items.filter((item) => checklist[item]).length
  if (isHidden || done === items.length) return null
  const next = items.find((item) => !checklist[item])
  return (
    <Checklist
      title={t.title(kind)}
      count={t.count(done, items.length)}
      hide={t.hide}
      done={t.done}
      open={t.open}
      onHide={() => {
        localStorage.setItem(key, 'hidden')
        setHidden(true)
      }}
      items={items.map((item) => ({
        name: t[item],
        isDone: checklist[item],
        more: checklist[item] ? (
          <Link to={donePlaces[item]}>{t.yes[item]}</Link>
        ) : item === 'sign_in' && next === item ? (
          <LinkButton onClick={onTry}>{t.no[item]}</LinkButton>
        ) : (
          <Link to={places[item]}>{t.no[item]}</Link>
        ),
      }))}
    />
  )
}
