/** The remedy for a code of the identity provider, and the page for it. */
import type { ExplainedFailure } from '@gatehouse-sso/sdk/browser'
import { IconExternalLink } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.tsx'
import { ButtonOut } from '../../parts/button.tsx'
import { PathChip } from '../../parts/path-chip.tsx'
import { Words } from '../../parts/words.tsx'
import { useSetup } from '../session.tsx'
import classes from './hint-steps.module.css'

export type Hint = ExplainedFailure['hints'][number]

/** The parts of a menu path, as the texts write it: `Enterprise applications > Users and groups`. */
export const partsOf = (where: string): readonly string[] => where.split(/\s*[>›]\s*/).filter((part) => part !== '')

interface Props {
  readonly hint: Hint
  /** The identity provider, as people say it. */
  readonly shortName: string
}

export function HintSteps({ hint, shortName }: Props): ReactNode {
  const { t } = useLanguage()
  const { vendor } = useSetup()
  const { parties } = t.test
  const party = hint.who in parties ? parties[hint.who as keyof typeof parties](vendor.name, shortName) : hint.who
  const parts = partsOf(hint.where)
  return (
    <div className={classes.hint}>
      {parts.length > 0 && <PathChip path={{ parts, old: null }} />}
      <p>
        <Words text={hint.what} />
      </p>
      <p className="quiet dense">{t.test.who(party)}</p>
      {hint.url !== null && (
        <p>
          <ButtonOut to={hint.url}>
            {t.test.openPage}
            <IconExternalLink className="icon" aria-hidden="true" />
            <span className="sr">{t.parts.newTab}</span>
          </ButtonOut>
        </p>
      )}
    </div>
  )
}
