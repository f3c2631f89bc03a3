/** Groups with their ids at the identity provider, and the role that each gives. */
import type { Group, Role } from '@gatehouse-sso/sdk/browser'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { CopyId } from '../../../parts/copy-id.tsx'
import { type Column, DataTable } from '../../../parts/data-table.tsx'
import { IconButton } from '../../../parts/icon-button.tsx'
import { Select } from '../../../parts/select.tsx'
import { groupsTexts as t } from '../../texts/texts.ts'
import classes from './groups.module.css'

interface Props {
  readonly label: string
  readonly groups: readonly Group[] | undefined
  readonly roles: readonly Role[]
  readonly isReadOnly: boolean
  /** How many sign-ins brought it. */
  readonly hasCount: boolean
  readonly empty: ReactNode
  readonly onRole: (group: Group, slug: string) => void
  readonly onRemove: ((group: Group) => void) | null
}

export function GroupsTable(props: Props): ReactNode {
  const { label, groups, roles, isReadOnly, hasCount, empty, onRole, onRemove } = props
  const nameOf = (slug: string): string => roles.find((role) => role.slug === slug)?.name ?? slug
  const columns: readonly Column<Group>[] = [
    {
      id: 'name',
      head: t.name,
      width: '24%',
      cell: ({ name, idp_id }) => (name === idp_id ? <span className="quiet">{t.notNamed}</span> : name),
    },
    {
      id: 'id',
      head: t.id,
      isAbove: true,
      cell: ({ idp_id }) => <CopyId value={idp_id} label={t.theId} />,
    },
    {
      id: 'role',
      head: t.role,
      width: '148px',
      isAbove: true,
      cell: (group) => {
        const several = group.roles.length > 1
        return (
          <Select
            label={t.roleOf(group.name)}
            isLabelHidden
            isSmall
            disabled={isReadOnly}
            value={several ? group.roles.join(' ') : (group.roles[0] ?? '')}
            options={[
              { value: '', label: t.noRole },
              ...(several ? [{ value: group.roles.join(' '), label: group.roles.map(nameOf).join(', ') }] : []),
              ...roles.map(({ slug, name }) => ({ value: slug, label: name })),
            ]}
            onChange={(event) => onRole(group, event.currentTarget.value)}
          />
        )
      },
    },
    ...(hasCount
      ? [
          {
            id: 'count',
            head: t.seenCount,
            width: '72px',
            align: 'right',
            card: 'end',
            cell: ({ seen_count }: Group) => seen_count,
          } as const,
        ]
      : []),
    ...(onRemove
      ? [
          {
            id: 'remove',
            head: t.remove,
            isHeadHidden: true,
            width: '44px',
            align: 'right',
            card: 'end',
            isAbove: true,
            cell: (group: Group) => (
              <IconButton label={`${t.remove} ${group.name}`} icon={IconX} onClick={() => onRemove(group)} />
            ),
          } as const,
        ]
      : []),
  ]
  return (
    <div className={classes.groups}>
      <DataTable label={label} columns={columns} rows={groups} keyOf={({ id }) => id} empty={empty} bones={4} />
    </div>
  )
}
