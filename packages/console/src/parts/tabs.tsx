/** Tabs on a line. Each is a link, so a tab is a part of the address, and a new window can have it. */
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { Link } from 'wouter'
import classes from './tabs.module.css'

export interface Tab {
  readonly id: string
  readonly label: string
  readonly to: string
  /** Of a bounded set only. Zero is not shown. */
  readonly count?: number
  readonly tone?: 'plain' | 'warn' | 'bad'
}

interface Props {
  readonly label: string
  readonly tabs: readonly Tab[]
  readonly current: string
}

export function Tabs({ label, tabs, current }: Props): ReactNode {
  const strip = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is another place
  useLayoutEffect(() => showCurrent(strip.current), [current])
  return (
    <nav ref={strip} className={classes.tabs} aria-label={label}>
      {tabs.map(({ id, label: name, to, count = 0, tone = 'plain' }) => (
        <Link key={id} to={to} aria-current={id === current ? 'page' : undefined}>
          {name}
          {count > 0 && <span className={`${classes.count} ${classes[tone]}`}> {count}</span>}
        </Link>
      ))}
    </nav>
  )
}

/** Moves the current tab into the middle of a strip that is narrower than its tabs. The page stays where it is. */
function showCurrent(strip: HTMLElement | null): void {
  const tab = strip?.querySelector('[aria-current]')
  if (!strip || !tab) return
  const [outer, inner] = [strip.getBoundingClientRect(), tab.getBoundingClientRect()]
  strip.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2)
}
