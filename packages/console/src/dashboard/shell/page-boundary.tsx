/** Keeps a page that breaks, or whose file is gone after an update, from taking the shell with it. */
import { Component, type ReactNode } from 'react'
import { Button } from '../../parts/button.tsx'
import { shellTexts } from '../texts/texts.ts'
import { PageHead } from './page-head.tsx'

interface Props {
  readonly children: ReactNode
}

interface State {
  readonly isBroken: boolean
}

// React offers this to classes only.
export class PageBoundary extends Component<Props, State> {
  override state: State = { isBroken: false }

  static getDerivedStateFromError(): State {
    return { isBroken: true }
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children
    return (
      <PageHead
        title={shellTexts.pageNotLoaded}
        text={shellTexts.pageNotLoadedText}
        actions={<Button onClick={() => window.location.reload()}>{shellTexts.reload}</Button>}
      />
    )
  }
}
