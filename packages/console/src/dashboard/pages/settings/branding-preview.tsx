/** The head of the setup portal, drawn small. It is a picture: nothing in it can be pressed. */
import type { ReactNode } from 'react'
import { accentVariables } from '../../../theme/accent.ts'
import { brandingTexts as t } from '../../texts/texts.ts'
import classes from './branding-preview.module.css'

interface Props {
  readonly name: string
  readonly logo: string | null
  /** Empty for that of Gatehouse. */
  readonly accent: string
  readonly support: string
}

export function BrandingPreview({ name, logo, accent, support }: Props): ReactNode {
  return (
    <div className={classes.preview} style={accentVariables(accent) as never} role="img" aria-label={t.previewText}>
      <div className={classes.bar}>
        <span className={classes.brand}>
          {logo === null ? <Arch /> : <img src={logo} alt="" />}
          {name}
        </span>
        <span className={classes.context}>{t.previewContext}</span>
      </div>
      <div className={classes.page}>
        <b>{t.previewTitle}</b>
        <p>{t.previewSentence}</p>
        <span className={classes.act}>{t.previewAct}</span>
        {support.trim() !== '' && <p>{t.previewQuestions(support.trim())}</p>}
      </div>
    </div>
  )
}

const Arch = (): ReactNode => (
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
    <path d="M4 21V11a8 8 0 0 1 16 0v10M4 21h16M8.5 21v-8M12 21v-9M15.5 21v-8" />
  </svg>
)
