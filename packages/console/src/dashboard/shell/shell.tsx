/** The frame of every page: the test bar, the navigation, the page, and what floats above. */
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useEnvironment } from '../data/session.tsx'
import { shellTexts } from '../texts/texts.ts'
import { EnvironmentBar } from './environment-bar.tsx'
import { KeySheet } from './key-sheet.tsx'
import { LoadingPage } from './loading-page.tsx'
import { Navigation } from './navigation.tsx'
import { PageBoundary } from './page-boundary.tsx'
import { Palette } from './palette.tsx'
import { SessionOver } from './session-over.tsx'
import classes from './shell.module.css'
import { useShortcuts } from './shortcuts.ts'

export function Shell({ children }: { readonly children: ReactNode }): ReactNode {
  const environment = useEnvironment()
  const [isSearching, setSearching] = useState(false)
  const [isSheet, setSheet] = useState(false)
  const [location] = useLocation()
  useShortcuts({ onSearch: () => setSearching(true), onSheet: () => setSheet(true) })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top
  useEffect(() => {
    window.scrollTo(0, 0)
  }, [location])
  return (
    <>
      <a className={classes.skip} href="#main">
        {shellTexts.skip}
      </a>
      {environment.kind === 'test' && <EnvironmentBar />}
      <div className={environment.kind === 'test' ? `${classes.shell} ${classes.isTest}` : classes.shell}>
        <Navigation onSearch={() => setSearching(true)} onSheet={() => setSheet(true)} />
        <main id="main" className={classes.main} tabIndex={-1}>
          <div className={classes.page}>
            <PageBoundary key={location}>
              <Suspense fallback={<LoadingPage />}>{children}</Suspense>
            </PageBoundary>
          </div>
        </main>
      </div>
      <Palette isOpen={isSearching} onClose={() => setSearching(false)} />
      <KeySheet isOpen={isSheet} onClose={() => setSheet(false)} />
      <SessionOver />
    </>
  )
}
