/** The people of an organization who may sign in, and how long they stay. */
import type { Organization } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { Failed } from '../../../parts/failed.tsx'
import { Select } from '../../../parts/select.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { useChange } from '../../data/reading.ts'
import { FormField, focusFault } from '../../form/form-field.tsx'
import form from '../../form/save-line.module.css'
import { SaveLine } from '../../form/save-line.tsx'
import { Tick } from '../../form/tick.tsx'
import { organizationTexts } from '../../texts/texts.ts'

const t = organizationTexts.settings

type Policy = Organization['policy']
type Mode = Policy['provisioning']

const modes = Object.keys(t.provisionings) as Mode[]

interface Props {
  readonly organization: Organization
  readonly onDirty: (isDirty: boolean) => void
}

const minutesOf = (minutes: number | null): string => (minutes === null ? '' : String(minutes))
const isMinutes = (text: string): boolean => text.trim() === '' || /^\d+$/.test(text.trim())
const groupRules = [false, true, 'known'] as const

const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text))

export function OrganizationPolicy({ organization, onDirty }: Props): ReactNode {
  const { policy } = organization
  const [mode, setMode] = useState<Mode>(policy.provisioning)
  const [outside, setOutside] = useState(policy.outside_domains)
  const [needsGroup, setNeedsGroup] = useState<(typeof groupRules)[number]>(policy.require_group)
  const [idle, setIdle] = useState(minutesOf(policy.session.idle_minutes))
  const [lifetime, setLifetime] = useState(minutesOf(policy.session.lifetime_minutes))
  const [isShared, setShared] = useState(policy.session.is_shared)
  const peopleDirty =
    mode !== policy.provisioning || outside !== policy.outside_domains || needsGroup !== policy.require_group
  const sessionDirty =
    idle !== minutesOf(policy.session.idle_minutes) ||
    lifetime !== minutesOf(policy.session.lifetime_minutes) ||
    isShared !== policy.session.is_shared
  const save = useChange((api, change: Parameters<typeof api.organizations.update>[1]) =>
    api.organizations.update(organization.id, change),
  )
  const saved = { onSuccess: () => onDirty(false), onError: focusFault }
  const touch =
    <T,>(setValue: (value: T) => void) =>
    (value: T) => {
      setValue(value)
      onDirty(true)
    }
  return (
    <>
      <SettingsRow id="people" title={t.people} text={t.peopleText}>
        <div className={form.pair}>
          <Select
            label={t.provisioning}
            value={mode}
            options={modes.map((value) => ({ value, label: t.provisionings[value] }))}
            onChange={(event) => touch(setMode)(modes.find((one) => one === event.currentTarget.value) ?? mode)}
          />
          <Select
            label={t.outside}
            value={outside}
            options={(['refuse', 'allow'] as const).map((value) => ({ value, label: t.outsides[value] }))}
            onChange={(event) => touch(setOutside)(event.currentTarget.value === 'allow' ? 'allow' : 'refuse')}
          />
        </div>
        <Select
          label={t.requireGroup}
          value={String(needsGroup)}
          hint={t.requireGroupText}
          options={groupRules.map((value) => ({ value: String(value), label: t.requireGroups[`${value}`] }))}
          onChange={(event) =>
            touch(setNeedsGroup)(groupRules.find((one) => String(one) === event.currentTarget.value) ?? needsGroup)
          }
        />
        <SaveLine
          act={t.save}
          isDirty={peopleDirty}
          isBusy={save.isPending}
          unchanged={t.unchanged}
          onSave={() =>
            save.mutate({ policy: { provisioning: mode, outside_domains: outside, require_group: needsGroup } }, saved)
          }
        />
      </SettingsRow>
      <SettingsRow id="sessions" title={t.sessions} text={t.sessionsText}>
        <div className={form.pair}>
          <FormField
            label={t.idle}
            pointer="/policy/session/idle_minutes"
            value={idle}
            onChange={touch(setIdle)}
            error={save.error}
            fault={isMinutes(idle) ? null : t.notANumber}
            hint={t.idleHint}
          />
          <FormField
            label={t.lifetime}
            pointer="/policy/session/lifetime_minutes"
            value={lifetime}
            onChange={touch(setLifetime)}
            error={save.error}
            fault={isMinutes(lifetime) ? null : t.notANumber}
            hint={t.lifetimeHint}
          />
        </div>
        <Tick label={t.shared} isChecked={isShared} onChange={touch(setShared)} />
        {save.error && (
          <Failed error={save.error} placed={['/policy/session/idle_minutes', '/policy/session/lifetime_minutes']} />
        )}
        <SaveLine
          act={t.save}
          isDirty={sessionDirty && isMinutes(idle) && isMinutes(lifetime)}
          isBusy={save.isPending}
          unchanged={t.unchanged}
          onSave={() =>
            save.mutate(
              {
                policy: {
                  session: {
                    idle_minutes: numberOf(idle),
                    lifetime_minutes: numberOf(lifetime),
                    is_shared: isShared,
                  },
                },
              },
              saved,
            )
          }
        />
      </SettingsRow>
    </>
  )
}
