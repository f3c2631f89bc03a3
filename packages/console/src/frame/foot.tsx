/** The foot of every page: for the security team, whom to ask, the other language. */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { LanguageCode } from '../language/formats.ts'
import { useLanguage } from '../language/language.tsx'
import classes from './foot.module.css'

interface Props {
  readonly helpPath: string
  readonly supportEmail: string | null
  readonly onLanguage: (code: LanguageCode) => void
}

export function Foot({ helpPath, supportEmail, onLanguage }: Props): ReactNode {
  const { t, code } = useLanguage()
  const other = code === 'en' ? 'de' : 'en'
  return (
    <footer className={classes.foot}>
      <Link to={helpPath}>{t.frame.stored}</Link>
      {supportEmail !== null && <a href={`mailto:${supportEmail}`}>{supportEmail}</a>}
      <button type="button" lang={other} className={classes.language} onClick={() => onLanguage(other)}>
        {t.frame.other}
      </button>
      <span className={classes.secured}>
        <svg className="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" aria-hidden="true">
          <path d="M3 21V10a9 9 0 0 1 18 0v11" />
          <path d="M3 21h18" />
          <path d="M8 21v-9M12 21V8M16 21v-9" />
        </svg>
        {t.frame.secured}
      </span>
    </footer>
  )
}
