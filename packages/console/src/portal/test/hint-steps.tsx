/** The remedy for a code of the identity provider, and the page for it. */
import type { ExplainedFailure } from '@gatehouse-sso/sdk/browser'
import { IconExternalLink } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.tsx'
import { ButtonOut } from '../../parts/button.tsx'
import { PathChip } from '../../parts/path-chip.tsx'
import { Words } from '../../parts/words.tsx'
import classes from './hint-steps.module.css'

export type Hint = ExplainedFailure['hints'][number]

/** The parts of a menu path, as the texts write it: `Enterprise applications > Users and groups`. */
export const partsOf = (where: string): readonly string[] => where.split(/\s*[>›]\s*/).filter((part) => part !== '')

export function HintSteps({ hint }: { readonly hint: Hint }): ReactNode {
  const { t } = useLanguage()
  const parts = partsOf(hint.where)
  return (
    <div className={classes.hint}>
      {parts.length > 0 && <PathChip path={{ parts, old: null }} />}
      <p>
        <Words text={hint.what} />
      </p>
      <p className="quiet dense">{t.test.who(hint.who)}</p>
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
