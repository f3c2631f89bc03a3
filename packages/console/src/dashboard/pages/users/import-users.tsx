/** Says how known people are imported: by the command line. */
import type { ReactNode } from 'react'
import { Button } from '../../../parts/button.tsx'
import { CodeBox } from '../../../parts/code-box.tsx'
import dialog from '../../../parts/dialog.module.css'
import { Dialog } from '../../../parts/dialog.tsx'
import { useAddress } from '../../data/address.ts'
import { usersTexts } from '../../texts/texts.ts'

const t = usersTexts.importing

interface Props {
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function ImportUsers({ isOpen, onClose }: Props): ReactNode {
  const organization = useAddress().get('organization_id') ?? 'org_…'
  const line = `gatehouse users import people.csv --organization-id ${organization}`
  return (
    <Dialog title={t.title} isOpen={isOpen} onClose={onClose}>
      <p className={dialog.lead}>{t.text}</p>
      <CodeBox label={t.label} code={`${line} --dry-run\n${line}`} note={t.columns} />
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{t.close}</Button>
      </div>
    </Dialog>
  )
}
