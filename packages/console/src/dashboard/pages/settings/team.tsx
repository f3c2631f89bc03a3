/** The team: who uses the console with which role, their sessions, and how they sign in. */

import { isStronger, type StaffMember, type StaffRole, staffRoles } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../parts/button.tsx'
import { DangerDialog } from '../../../parts/danger-dialog.tsx'
import { type Column, DataTable, Pager } from '../../../parts/data-table.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { RelativeTime } from '../../../parts/relative-time.tsx'
import { SecretOnce } from '../../../parts/secret-once.tsx'
import { Section } from '../../../parts/section.tsx'
import { Select } from '../../../parts/select.tsx'
import { Rule, Rules } from '../../../parts/settings-row.tsx'
import { StateBadge } from '../../../parts/state-badge.tsx'
import { useAddress } from '../../data/address.ts'
import { InDefaultEnvironment } from '../../data/default-environment.tsx'
import { useList } from '../../data/list.ts'
import { useNow } from '../../data/now.ts'
import { useChange } from '../../data/reading.ts'
import { useSession } from '../../data/session.tsx'
import { ListFailed } from '../../list-failed.tsx'
import { useToast } from '../../shell/toast.tsx'
import { settingsTexts, teamTexts as t } from '../../texts/texts.ts'
import { InviteColleague } from './invite-colleague.tsx'
import classes from './settings.module.css'
import { StaffSessions } from './staff-sessions.tsx'
import { TeamOrganization } from './team-organization.tsx'

const nameOf = ({ name, email }: StaffMember): string => name ?? email ?? t.noEmail

export function Team({ mayWrite }: { readonly mayWrite: boolean }): ReactNode {
  const now = useNow()
  const show = useToast()
  const address = useAddress()
  const { staff: me } = useSession()
  const [isInviting, setInviting] = useState(false)
  const [removed, setRemoved] = useState<StaffMember | null>(null)
  const [made, setMade] = useState<{ readonly email: string | null; readonly url: string } | null>(null)
  const list = useList(['staff'], (api, query, options) => api.staff.list(query, options), { limit: 50 })
  const update = useChange((api, { id, role }: { readonly id: string; readonly role: StaffRole }) =>
    api.staff.update(id, { role }),
  )
  const resend = useChange((api, id: string) => api.staff.resend(id))
  const remove = useChange((api, id: string) => api.staff.delete(id))
  // Only members who are not stronger can be changed, and only to such roles.
  const mayChange = ({ role }: StaffMember): boolean => mayWrite && !isStronger(role, me.role)
  const givable = staffRoles.filter((role) => !isStronger(role, me.role))
  const change = (member: StaffMember, role: StaffRole): void =>
    update.mutate(
      { id: member.id, role },
      {
        onSuccess: () =>
          show(t.changed(nameOf(member), t.roles[role][0]), () => update.mutate({ id: member.id, role: member.role })),
      },
    )
  const columns: readonly Column<StaffMember>[] = [
    {
      id: 'person',
      head: t.columns.person,
      cell: (member) => (
        <>
          {nameOf(member)} {member.id === me.id && <span className="faint">{t.you}</span>}
          {member.name !== null && member.email !== null && <span className="faint dense"> {member.email}</span>}
        </>
      ),
    },
    {
      id: 'role',
      head: t.columns.role,
      width: '144px',
      isAbove: true,
      cell: (member) =>
        mayChange(member) ? (
          <Select
            label={t.roleOf(nameOf(member))}
            isLabelHidden
            isSmall
            value={member.role}
            options={givable.map((value) => ({ value, label: t.roles[value][0] }))}
            onChange={(event) => {
              const role = givable.find((one) => one === event.currentTarget.value)
              if (role) change(member, role)
            }}
          />
        ) : (
          t.roles[member.role][0]
        ),
    },
    {
      id: 'state',
      head: t.columns.state,
      width: '96px',
      cell: ({ state }) => (
        <StateBadge shape={state === 'active' ? 'dot' : 'ring'} tone={state === 'active' ? 'good' : 'plain'}>
          {t.states[state]}
        </StateBadge>
      ),
    },
    {
      id: 'seen',
      head: t.columns.seen,
      width: '108px',
      card: 'label',
      cell: ({ last_seen_at }) =>
        last_seen_at === null ? settingsTexts.never : <RelativeTime at={last_seen_at} now={now} form="since" />,
    },
    {
      id: 'act',
      head: t.columns.act,
      width: '188px',
      align: 'right',
      isAbove: true,
      cell: (member) => (
        <span className={classes.acts}>
          {member.state === 'active' ? (
            <Button isSmall aria-label={t.sessionsOf(nameOf(member))} onClick={() => address.set({ staff: member.id })}>
              {t.sessions}
            </Button>
          ) : (
            mayChange(member) && (
              <Button
                isSmall
                aria-label={t.resendOf(nameOf(member))}
                onClick={() => resend.mutate(member.id, { onSuccess: setMade })}
              >
                {t.resend}
              </Button>
            )
          )}
          {mayChange(member) && member.id !== me.id && (
            <Button isSmall aria-label={t.removeOf(nameOf(member))} onClick={() => setRemoved(member)}>
              {t.remove}
            </Button>
          )}
        </span>
      ),
    },
  ]
  return (
    <>
      <Section
        id="team"
        title={t.title}
        text={t.text}
        end={
          mayWrite && (
            <Button kind="primary" data-shortcut="c" onClick={() => setInviting(true)}>
              {t.invite}
            </Button>
          )
        }
      >
        <ListFailed list={list} title={settingsTexts.notLoaded} />
        <Failed error={update.error ?? resend.error} />
        {(list.rows !== undefined || list.error === null) && (
          <DataTable
            label={t.title}
            columns={columns}
            rows={list.rows}
            keyOf={({ id }) => id}
            currentKey={address.get('staff')}
            isStale={list.isFetching}
            bones={3}
          />
        )}
        <Pager newer={list.newer} older={list.older} />
      </Section>
      <Section id="owner" title={t.owner} text={t.ownerText}>
        <InDefaultEnvironment>
          <TeamOrganization mayWrite={mayWrite} />
        </InDefaultEnvironment>
      </Section>
      <Section id="who" title={t.who} text={t.whoText}>
        <Rules>
          {staffRoles.map((role) => (
            <Rule key={role} name={t.roles[role][0]}>
              {t.roles[role][1]}
            </Rule>
          ))}
        </Rules>
      </Section>
      <InviteColleague
        isOpen={isInviting}
        roles={givable}
        onMade={(invited) => {
          setInviting(false)
          setMade(invited)
        }}
        onClose={() => setInviting(false)}
      />
      <SecretOnce
        title={t.madeTitle}
        text={t.madeText(made?.email ?? '')}
        label={t.link}
        secret={made?.url ?? null}
        onClose={() => setMade(null)}
      />
      <StaffSessions
        id={address.get('staff')}
        member={list.rows?.find(({ id }) => id === address.get('staff')) ?? null}
        mayWrite={mayWrite}
        onClose={() => address.set({ staff: null })}
      />
      <DangerDialog
        title={t.removeTitle(removed ? nameOf(removed) : '')}
        text={t.removeLead}
        breaks={t.removeBreaks}
        name={null}
        act={t.removeAct}
        isOpen={removed !== null}
        isBusy={remove.isPending}
        error={remove.error}
        onAct={() => removed && remove.mutate(removed.id, { onSuccess: () => setRemoved(null) })}
        onClose={() => setRemoved(null)}
      />
    </>
  )
}
