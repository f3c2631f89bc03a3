/** The sign-in for programs. */
import type { SignInWithTrace } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { CodeView } from '../../../parts/code-view.tsx'
import { resourceSnippets } from '../../snippets.ts'
import { signInTexts } from '../../texts/texts.ts'
import part from './sign-in-drawer.module.css'

export function SignInCode({ signIn }: { readonly signIn: SignInWithTrace }): ReactNode {
  const { application: _, organization: _1, connection: _2, user: _3, ...own } = signIn
  const snippets = resourceSnippets({
    path: `/sign_ins/${signIn.id}`,
    value: own,
    cli: `signins get ${signIn.id}`,
    sdk: `signIns.get('${signIn.id}')`,
  })
  return (
    <section className={part.part} aria-label={signInTexts.code}>
      <CodeView label={signInTexts.code} snippets={snippets} values={[signIn.id]} />
    </section>
  )
}
