/** The bar: whose product, what is set up, and what is always there. */
import { Menu } from '@mantine/core'
import { IconCheck, IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.tsx'
import { Button, ButtonLink } from '../parts/button.tsx'
import menu from '../parts/menu.module.css'
import classes from './bar.module.css'

interface Props {
  readonly vendor: { readonly name: string; readonly logo_url: string | null }
  readonly context: string | null
  readonly saving: 'saved' | 'saving' | 'failed' | null
  readonly helpPath: string
  readonly onColleague: (() => void) | null
  readonly onLeave: (() => void) | null
  /** A person who signed in to look after the connection. */
  readonly person: string | null
  /** Whether everything here is only for trying out. */
  readonly isTest: boolean
}

export function Bar(props: Props): ReactNode {
  const { vendor, context, saving, helpPath, onColleague, onLeave, person, isTest } = props
  const { t } = useLanguage()
  const words = { saved: t.frame.saved, saving: t.frame.saving, failed: t.frame.notSaved }
  return (
    <>
      <a className={classes.skip} href="#main">
        {t.frame.skip}
      </a>
      <header className={classes.bar}>
        {isTest && <p className={classes.test}>{t.frame.testEnvironment}</p>}
        <div className={classes.barIn}>
          <span className={classes.brand}>
            {vendor.logo_url === null ? <Arch /> : <img src={vendor.logo_url} alt="" />}
            {vendor.name}
          </span>
          {context !== null && <span className={classes.barContext}>{context}</span>}
          <div className={classes.barEnd}>
            <span className={classes.saved} role="status">
              {saving === 'saved' && <IconCheck className="icon" aria-hidden="true" />}
              {person ?? (saving === null ? '' : words[saving])}
            </span>
            <span className={classes.wide}>
              {onColleague && (
                <Button kind="bare" onClick={onColleague}>
                  {t.frame.colleague}
                </Button>
              )}
              {onLeave && (
                <Button kind="bare" onClick={onLeave}>
                  {t.frame.leave}
                </Button>
              )}
              <ButtonLink kind="bare" to={helpPath}>
                {t.frame.help}
              </ButtonLink>
            </span>
            <Menu
              withinPortal={false}
              withInitialFocusPlaceholder={false}
              position="bottom-end"
              classNames={{ dropdown: menu.float ?? '', item: menu.item ?? '' }}
            >
              <Menu.Target>
                <button type="button" className={classes.narrow} aria-label={t.frame.menu}>
                  <IconDots className="icon" aria-hidden="true" />
                </button>
              </Menu.Target>
              <Menu.Dropdown>
                {onColleague && <Menu.Item onClick={onColleague}>{t.frame.colleague}</Menu.Item>}
                <Menu.Item component="a" href={helpPath}>
                  {t.frame.help}
                </Menu.Item>
                {onLeave && <Menu.Item onClick={onLeave}>{t.frame.leave}</Menu.Item>}
              </Menu.Dropdown>
            </Menu>
          </div>
        </div>
      </header>
    </>
  )
}

/** The mark of Gatehouse, where a vendor has no logo: the same as on the page before the portal. */
function Arch(): ReactNode {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <rect className={classes.markBack} width="24" height="24" rx="6" />
      <g className={classes.markFront} transform="translate(4 4) scale(0.667)">
        <path d="M3 21V10a9 9 0 0 1 18 0v11" />
        <path d="M3 21h18" />
        <path d="M8 21v-9M12 21V8M16 21v-9" />
      </g>
    </svg>
  )
}
