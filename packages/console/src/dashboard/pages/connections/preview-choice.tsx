/** Chooses the past sign-in of the preview, and reveals its values. */
import { IconEye } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLanguage } from '../../../language/language.tsx'
import { Button } from '../../../parts/button.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Select } from '../../../parts/select.tsx'
import { useNow } from '../../data/now.ts'
import { personOf } from '../../person.ts'
import { connectionTexts } from '../../texts/texts.ts'
import classes from './connection.module.css'
import type { Preview } from './use-preview.ts'

const t = connectionTexts.claims

export function PreviewChoice({ preview }: { readonly preview: Preview }): ReactNode {
  const { whenAt } = useLanguage()
  const now = useNow()
  const { signIns, chosen, claims, isMasked, isRead, isRevealing, error, reveal } = preview
  if (signIns === undefined) return <div className={classes.previewLine} />
  if (signIns.length === 0) return <p className={classes.note}>{t.noSignIns}</p>
  return (
    <>
      <div className={classes.previewLine}>
        <Select
          label={t.preview}
          value={chosen ?? ''}
          options={signIns.map((signIn) => ({
            value: signIn.id,
            label: `${personOf(signIn)}, ${whenAt(signIn.created_at, now)}`,
          }))}
          onChange={(event) => preview.choose(event.currentTarget.value)}
        />
        {isMasked && claims !== null && reveal && (
          <Button kind="bare" isBusy={isRevealing} onClick={reveal}>
            <IconEye className="icon" aria-hidden="true" />
            {t.reveal}
          </Button>
        )}
        {!isMasked && (
          <span className={classes.note} role="status">
            {t.revealed}
          </span>
        )}
      </div>
      {isRead && claims === null && <p className={classes.note}>{t.gone}</p>}
      {error && <Failed error={error} />}
    </>
  )
}
