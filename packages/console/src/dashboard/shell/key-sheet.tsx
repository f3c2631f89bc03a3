/** The sheet of all keys. */
import type { ReactNode } from 'react'
import { Dialog } from '../../parts/dialog.tsx'
import { shellTexts } from '../texts/texts.ts'
import classes from './key-sheet.module.css'
import { navigationItems, settingsItem } from './navigation-items.ts'

interface Props {
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function KeySheet({ isOpen, onClose }: Props): ReactNode {
  const t = shellTexts.keys
  return (
    <Dialog title={t.title} isOpen={isOpen} onClose={onClose}>
      <dl className={classes.keys}>
        <Keys keys={['Ctrl', 'K']} name={t.palette} />
        <Keys keys={['/']} name={t.search} />
        <Keys keys={['C']} name={t.create} />
        <Keys keys={['Ctrl', 'Enter']} name={t.submit} />
        <Keys keys={['?']} name={t.sheet} />
        <Keys keys={['Esc']} name={t.close} />
        {[...navigationItems, settingsItem].map(({ name, key }) => (
          <Keys key={name} keys={['G', key.toUpperCase()]} isSequence name={t.go(shellTexts.pages[name])} />
        ))}
      </dl>
    </Dialog>
  )
}

interface KeysProps {
  readonly keys: readonly string[]
  readonly name: string
  readonly isSequence?: boolean
}

function Keys({ keys, name, isSequence = false }: KeysProps): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {keys.map((key, index) => (
          <span key={key}>
            {index > 0 && isSequence && ` ${shellTexts.keys.afterwards} `}
            <kbd>{key}</kbd>
          </span>
        ))}
      </dd>
    </div>
  )
}
