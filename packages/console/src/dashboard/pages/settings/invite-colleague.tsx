/** Invites a colleague to the console. The link is shown once. */
import type { StaffMemberWithAddress, StaffRole } from '@gatehouse-sso/sdk/browser'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import dialog from '../../../parts/dialog.module.css'
import { Dialog } from '../../../parts/dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Select } from '../../../parts/select.tsx'
import { InDefaultEnvironment } from '../../data/default-environment.tsx'
import { useChange } from '../../data/reading.ts'
import { FormField, focusFault } from '../../form/form-field.tsx'
import { Stack } from '../../form/stack.tsx'
import { settingsTexts, teamTexts } from '../../texts/texts.ts'
import { TeamSignInWarning } from './team-sign-in-warning.tsx'

const t = teamTexts.inviting

interface Props {
  readonly isOpen: boolean
  /** Those that this staff member may give. */
  readonly roles: readonly StaffRole[]
  readonly onMade: (made: StaffMemberWithAddress) => void
  readonly onClose: () => void
}

export function InviteColleague({ isOpen, ...rest }: Props): ReactNode {
  return (
    <Dialog title={t.title} isOpen={isOpen} onClose={rest.onClose}>
      <Form {...rest} />
    </Dialog>
  )
}

function Form({ roles, onMade, onClose }: Omit<Props, 'isOpen'>): ReactNode {
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState<StaffRole>(roles.includes('support') ? 'support' : 'viewer')
  const [isChecked, setChecked] = useState(false)
  const invite = useChange((api) =>
    api.staff.invite({ email: email.trim(), role, ...(name.trim() === '' ? {} : { name: name.trim() }) }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (email.trim() === '') focusFault()
    else invite.mutate(undefined, { onSuccess: onMade, onError: focusFault })
  }
  return (
    <form noValidate onSubmit={submit}>
      <p className={dialog.lead}>{t.text}</p>
      <Stack>
        <InDefaultEnvironment>
          <TeamSignInWarning />
        </InDefaultEnvironment>
        <FormField
          label={t.email}
          pointer="/email"
          isFirst
          kind="email"
          value={email}
          onChange={setEmail}
          error={invite.error}
          fault={isChecked && email.trim() === '' ? settingsTexts.needed : null}
        />
        <FormField label={t.name} pointer="/name" value={name} onChange={setName} error={invite.error} />
        <Select
          label={t.role}
          value={role}
          options={roles.map((value) => ({ value, label: teamTexts.roles[value][0] }))}
          hint={teamTexts.roles[role][1]}
          onChange={(event) => setRole(roles.find((one) => one === event.currentTarget.value) ?? role)}
        />
      </Stack>
      {invite.error && <Failed error={invite.error} placed={['/email', '/name']} />}
      <div className={dialog.buttons}>
        <Button onClick={onClose}>{settingsTexts.cancel}</Button>
        <Button type="submit" kind="primary" isBusy={invite.isPending}>
          {t.act}
        </Button>
      </div>
    </form>
  )
}
