/** An address without a page. */
import type { ReactNode } from 'react'
import { ButtonLink } from '../../../parts/button.tsx'
import { paths } from '../../routes.ts'
import { PageHead } from '../../shell/page-head.tsx'
import { shellTexts } from '../../texts/texts.ts'

export function MissingPage(): ReactNode {
  const { title, text, act } = shellTexts.missing
  return <PageHead title={title} text={text} actions={<ButtonLink to={paths.overview()}>{act}</ButtonLink>} />
}
