/** The navigation: the environment, the search, the pages, and at the foot settings, documents and the account. */
import { IconBook, IconMenu2, IconSearch, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { IconButton } from '../../parts/icon-button.tsx'
import { basePath } from '../data/api.tsx'
import { useLoadPage } from '../pages.tsx'
import { shellTexts } from '../texts/texts.ts'
import { Account } from './account.tsx'
import { EnvironmentSwitch } from './environment-switch.tsx'
import classes from './navigation.module.css'
import { type NavigationItem, navigationItems, settingsItem } from './navigation-items.ts'

interface Props {
  readonly onSearch: () => void
  readonly onSheet: () => void
}

export function Navigation({ onSearch, onSheet }: Props): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const [location] = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu
  useEffect(() => setOpen(false), [location])
  useEffect(() => {
    if (!isOpen) return
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setOpen(false)
    }
    document.addEventListener('keydown', onKey)
    // The menu covers the page, so the page is out of reach meanwhile.
    const page = document.getElementById('main')
    page?.setAttribute('inert', '')
    return () => {
      document.removeEventListener('keydown', onKey)
      page?.removeAttribute('inert')
    }
  }, [isOpen])
  const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
  return (
    <nav className={isOpen ? `${classes.nav} ${classes.isOpen}` : classes.nav} aria-label={shellTexts.main}>
      <div className={classes.inner}>
        <div className={classes.head}>
          <EnvironmentSwitch />
          <span className={classes.toggle}>
            <IconButton
              label={isOpen ? shellTexts.closeMenu : shellTexts.openMenu}
              icon={isOpen ? IconX : IconMenu2}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            />
          </span>
        </div>
        <button
          type="button"
          className={classes.search}
          onClick={() => {
            setOpen(false)
            onSearch()
          }}
        >
          <IconSearch className="icon" aria-hidden="true" />
          {shellTexts.search}
          <span className={classes.keys} aria-hidden="true">
            <kbd>{isMac ? '⌘' : 'Ctrl'}</kbd>
            <kbd>K</kbd>
          </span>
        </button>
        <ul className={classes.list}>
          {navigationItems.map((item) => (
            <Item key={item.name} item={item} location={location} />
          ))}
        </ul>
        <ul className={`${classes.list} ${classes.foot}`}>
          <Item item={settingsItem} location={location} />
          <li>
            <a href={`${basePath}/docs/errors`} target="_blank" rel="noreferrer">
              <IconBook className="icon" aria-hidden="true" />
              {shellTexts.docs}
            </a>
          </li>
          <li>
            <Account onSheet={onSheet} />
          </li>
        </ul>
      </div>
    </nav>
  )
}

function Item({ item, location }: { readonly item: NavigationItem; readonly location: string }): ReactNode {
  const isHere = location === item.root || location.startsWith(`${item.root}/`)
  const Shape = item.icon
  const loadPage = useLoadPage()
  const load = (): void => loadPage(item.to)
  return (
    <li>
      <Link to={item.to} onPointerEnter={load} onFocus={load} aria-current={isHere ? 'page' : undefined}>
        <Shape className="icon" aria-hidden="true" />
        {shellTexts.pages[item.name]}
      </Link>
    </li>
  )
}
