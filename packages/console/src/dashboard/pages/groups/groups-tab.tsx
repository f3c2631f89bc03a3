/** The groups of an organization with the roles they give, the order of roles, and why a person has theirs. */
import type { Group, Organization } from '@gatehouse-sso/sdk/browser'
import { IconPlus } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { Button } from '../../../parts/button.tsx'
import { DangerDialog } from '../../../parts/danger-dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { Section } from '../../../parts/section.tsx'
import { useChange, useRead } from '../../data/reading.ts'
import { useRoles } from '../../data/roles.ts'
import { useMay } from '../../data/session.tsx'
import { paths } from '../../routes.ts'
import { useToast } from '../../shell/toast.tsx'
import { groupsTexts as t } from '../../texts/texts.ts'
import { CreateGroup } from './create-group.tsx'
import classes from './groups.module.css'
import { GroupsTable } from './groups-table.tsx'
import { RoleOrder } from './role-order.tsx'
import { WhyRole } from './why-role.tsx'

const most = 100

export function GroupsTab({ organization }: { readonly organization: Organization }): ReactNode {
  const { id, policy } = organization
  const mayWrite = useMay('groups:write')
  const toast = useToast()
  const [isCreating, setCreating] = useState(false)
  const [removing, setRemoving] = useState<Group | null>(null)
  const {
    data: groups,
    error,
    refetch,
  } = useRead(['groups', id], async (api, options) => {
    // Those that somebody entered first: they give the roles. Sign-ins bring many more.
    const [entered, latest] = await Promise.all([
      api.groups.list({ organization_id: id, source: 'api', limit: most }, options),
      api.groups.list({ organization_id: id, limit: most }, options),
    ])
    return [...new Map([...entered.data, ...latest.data].map((group) => [group.id, group])).values()]
  })
  const { data: roles } = useRoles()
  const give = useChange((api, { group, given }: { group: string; given: string[] }) =>
    api.groups.update(group, { roles: given }),
  )
  const remove = useChange((api, group: string) => api.groups.delete(group))
  const nameOf = (slug: string): string => roles?.find((role) => role.slug === slug)?.name ?? slug
  const choose = (group: Group, slug: string): void => {
    const before = group.roles
    const text = slug === '' ? t.nowNone(group.name) : t.now(group.name, nameOf(slug))
    give.mutate(
      { group: group.id, given: slug === '' ? [] : [slug] },
      { onSuccess: () => toast(text, () => give.mutate({ group: group.id, given: before })) },
    )
  }
  const fallback = policy.default_role ?? roles?.find(({ is_default }) => is_default)?.slug ?? null
  const shared = { roles: roles ?? [], isReadOnly: !mayWrite, onRole: choose }
  return (
    <div className={classes.layout}>
      <div>
        <Section
          id="mapped"
          title={t.mapped}
          text={t.mappedText}
          end={
            mayWrite && (
              <Button kind="primary" data-shortcut="c" onClick={() => setCreating(true)}>
                <IconPlus className="icon" aria-hidden="true" />
                {t.create}
              </Button>
            )
          }
        >
          {error && groups === undefined && <Failed title={t.notLoaded} error={error} onRetry={() => void refetch()} />}
          <GroupsTable
            {...shared}
            label={t.mapped}
            groups={groups?.filter(({ source }) => source === 'api')}
            hasCount={false}
            empty={
              <p className={classes.none}>
                <b>{t.none}</b> {t.noneText}
              </p>
            }
            onRemove={mayWrite ? setRemoving : null}
          />
          <p className={classes.note}>
            {fallback === null ? t.noFallback : t.fallback(nameOf(fallback))}{' '}
            <Link to={`${paths.organization(id)}#default-role`}>{t.change}</Link>
          </p>
          {give.error && <Failed error={give.error} />}
        </Section>
        <Section id="seen" title={t.seen} text={t.seenText}>
          <GroupsTable
            {...shared}
            label={t.seen}
            groups={groups?.filter(({ source }) => source === 'sign_in')}
            hasCount
            empty={<p className={classes.none}>{t.noneSeen}</p>}
            onRemove={null}
          />
          {groups?.length === most && <p className={classes.note}>{t.more}</p>}
        </Section>
      </div>
      <div>
        <RoleOrder roles={roles} />
        <WhyRole organization_id={id} roles={roles ?? []} groups={groups ?? []} />
      </div>
      <CreateGroup organization_id={id} roles={roles ?? []} isOpen={isCreating} onClose={() => setCreating(false)} />
      <DangerDialog
        title={t.removeTitle(removing?.name ?? '')}
        text={t.removeText}
        breaks={[]}
        name={null}
        act={t.remove}
        isOpen={removing !== null}
        isBusy={remove.isPending}
        error={remove.error}
        onAct={() => removing && remove.mutate(removing.id, { onSuccess: () => setRemoving(null) })}
        onClose={() => setRemoving(null)}
      />
    </div>
  )
}
