/** Makes a new key with the scopes of an old one, which goes on working for a while. */
import type { ApiKey } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import dialog from '../../../parts/dialog.module.css'
import { Dialog } from '../../../parts/dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Select } from '../../../parts/select.tsx'
import { useChange } from '../../data/reading.ts'
import { apiKeysTexts, settingsTexts } from '../../texts/texts.ts'

const t = apiKeysTexts.rotating

interface Props {
  /** `null` closes the dialog. */
  readonly apiKey: ApiKey | null
  readonly onMade: (made: { readonly secret: string }) => void
  readonly onClose: () => void
}

export function RotateApiKey({ apiKey, onMade, onClose }: Props): ReactNode {
  const [seconds, setSeconds] = useState('86400')
  const rotate = useChange((api, id: string) => api.apiKeys.rotate(id, { overlap_seconds: Number(seconds) }))
  return (
    <Dialog title={t.title(apiKey?.name ?? '')} isOpen={apiKey !== null} onClose={onClose}>
      <p className={dialog.lead}>{t.text}</p>
      <Select
        label={t.overlap}
        value={seconds}
        options={Object.entries(t.choices).map(([value, label]) => ({ value, label }))}
        onChange={(event) => setSeconds(event.currentTarget.value)}
      />
      <Failed error={rotate.error} />
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{settingsTexts.cancel}</Button>
        <Button
          kind="primary"
          isBusy={rotate.isPending}
          onClick={() => apiKey && rotate.mutate(apiKey.id, { onSuccess: onMade })}
        >
          {t.act}
        </Button>
      </div>
    </Dialog>
  )
}
