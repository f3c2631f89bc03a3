/** Everything that can be changed later, and the switch that turns all of it off. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../../language/language.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import dialog from '../../parts/dialog.module.css'
import { Dialog } from '../../parts/dialog.tsx'
import { api } from '../api.ts'
import { hasOwnClaims } from '../own-claims.ts'
import { Problem } from '../problem.tsx'
import { useChange, useDomains, useGroups, useGuide, useSetup } from '../session.tsx'
import { allows, pathOf } from '../walk.ts'
import { Block } from './block.tsx'
import classes from './settings.module.css'

export function Settings({ connection }: { readonly connection: Connection }): ReactNode {
  const { t, list } = useLanguage()
  const session = useSetup()
  const { data: groups = [] } = useGroups()
  const { data: domains = [] } = useDomains()
  const { data: guide } = useGuide()
  const mapped = groups.filter(({ roles }) => roles.length > 0).length
  const proved = domains.filter(({ state }) => state === 'verified').map(({ domain }) => domain)
  const isOwn = hasOwnClaims(connection.mapping, guide?.attributes ?? [])
  const rows = [
    {
      step: 'access' as const,
      name: t.manage.roles,
      value: t.manage.rolesSet(mapped, session.default_role?.name ?? t.access.noRole),
    },
    {
      step: 'claims' as const,
      name: t.manage.claims,
      value: isOwn ? t.told.ownClaims : t.told.preset(guide?.short_name ?? ''),
    },
    {
      step: 'values' as const,
      name: connection.saml ? t.saml.identityProvider : t.manage.values,
      value: session.tenant.join(' · ') || Object.values(connection.settings).find((one) => typeof one === 'string'),
    },
    {
      step: 'domains' as const,
      name: t.manage.domains,
      value: proved.length > 0 ? list(proved) : t.manage.noDomains,
    },
  ].filter(({ step }) => allows(session, step))
  return (
    <Block title={t.manage.settings} id="settings">
      <ul className={classes.set}>
        {rows.map(({ step, name, value }) => (
          <li key={step}>
            <h3>{name}</h3>
            <span>{value}</span>
            <ButtonLink to={pathOf(session, step)}>
              {t.manage.change}
              <span className="sr"> {name}</span>
            </ButtonLink>
          </li>
        ))}
        <Switch connection={connection} />
      </ul>
    </Block>
  )
}

function Switch({ connection: { id, state } }: { readonly connection: Connection }): ReactNode {
  const { t } = useLanguage()
  const { vendor, organization } = useSetup()
  const [isAsking, setAsking] = useState(false)
  const change = useChange(() => (state === 'active' ? api.connections.deactivate(id) : api.connections.activate(id)))
  return (
    <li>
      <h3>{t.manage.turnOff}</h3>
      <span>
        {t.manage.turnOffText(vendor.name)}
        {change.error && <Problem error={change.error} />}
      </span>
      {state === 'active' ? (
        <Button kind="danger" onClick={() => setAsking(true)}>
          {t.manage.turnOffButton}
        </Button>
      ) : (
        <Button isBusy={change.isPending} onClick={() => change.mutate(undefined)}>
          {t.manage.turnOnButton}
        </Button>
      )}
      <Dialog title={t.manage.turnOffAsk} isOpen={isAsking} onClose={() => setAsking(false)}>
        <p className={dialog.lead}>{t.manage.turnOffConfirm(organization.name)}</p>
        <div className={dialog.buttons}>
          <Button onClick={() => setAsking(false)}>{t.manage.keepOn}</Button>
          <Button
            kind="danger"
            isBusy={change.isPending}
            onClick={() => change.mutate(undefined, { onSettled: () => setAsking(false) })}
          >
            {t.manage.turnOff}
          </Button>
        </div>
      </Dialog>
    </li>
  )
}
