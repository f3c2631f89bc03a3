/** One connection: its state and facts, the candidate, and its parts. */
import type { Connection, Organization } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useEffect, useState } from 'react'
import { CodeView } from '../../../parts/code-view.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { useMay } from '../../data/session.tsx'
import type { OnDirty } from '../../form/on-dirty.ts'
import { useUnsaved } from '../../shell/unsaved.tsx'
import { connectionSnippets } from '../../snippets.ts'
import { connectionTexts as t } from '../../texts/texts.ts'
import { AccessPolicy } from './access-policy.tsx'
import { AddressesToRegister } from './addresses-to-register.tsx'
import { Candidate } from './candidate.tsx'
import { Claims } from './claims.tsx'
import classes from './connection.module.css'
import { ConnectionHead } from './connection-head.tsx'
import { ConnectionHistory } from './connection-history.tsx'
import { Credentials } from './credentials.tsx'
import { Logout } from './logout.tsx'
import { ProviderDetails } from './provider-details.tsx'
import { SwitchOff } from './switch-off.tsx'
import { Warnings } from './warnings.tsx'

interface Props {
  readonly organization: Organization
  readonly connection: Connection
}

export function ConnectionPage({ organization, connection }: Props): ReactNode {
  const mayWrite = useMay('connections:write')
  const [dirty, setDirty] = useState<Readonly<Record<string, boolean>>>({})
  useUnsaved(Object.values(dirty).some(Boolean))
  const note =
    (part: string): OnDirty =>
    (isDirty) =>
      setDirty((kept) => (kept[part] === isDirty ? kept : { ...kept, [part]: isDirty }))
  useEffect(() => {
    // The part that a link names is here only now.
    const { hash } = window.location
    if (hash.length > 1) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView()
  }, [])
  return (
    <>
      <ConnectionHead organization={organization} connection={connection} />
      <Warnings connection={connection} />
      {connection.candidate && <Candidate connection={connection} candidate={connection.candidate} />}
      <div className={classes.rows}>
        <AddressesToRegister connection={connection} />
        <fieldset disabled={!mayWrite} className={classes.rows}>
          <ProviderDetails connection={connection} onDirty={note('provider')} />
        </fieldset>
        <Claims connection={connection} mayWrite={mayWrite} onDirty={note('claims')} />
        <Credentials connection={connection} />
        <fieldset disabled={!mayWrite} className={classes.rows}>
          <AccessPolicy connection={connection} onDirty={note('access')} />
          <Logout connection={connection} onDirty={note('logout')} />
        </fieldset>
        <ConnectionHistory connection={connection} />
        {mayWrite && <SwitchOff connection={connection} />}
        <SettingsRow id="code" title={t.code.title} text={t.code.text}>
          <CodeView label={t.code.title} snippets={connectionSnippets(connection)} values={[connection.id]} />
        </SettingsRow>
      </div>
    </>
  )
}
