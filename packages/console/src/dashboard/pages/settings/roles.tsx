/** The roles in their order. Each can be dragged, and moved by buttons. A move can be taken back. */
import type { Role } from '@gatehouse-sso/sdk/browser'
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../../../language/language.tsx'
import { Button } from '../../../parts/button.tsx'
import { DangerDialog } from '../../../parts/danger-dialog.tsx'
import { Failed } from '../../../parts/failed.tsx'
import { IconButton } from '../../../parts/icon-button.tsx'
import { SettingsRow } from '../../../parts/settings-row.tsx'
import { Skeleton } from '../../../parts/skeleton.tsx'
import { StateBadge } from '../../../parts/state-badge.tsx'
import { useChange } from '../../data/reading.ts'
import { useRoleOrder } from '../../data/role-order.ts'
import { useRoles } from '../../data/roles.ts'
import { useToast } from '../../shell/toast.tsx'
import { rolesTexts as t } from '../../texts/texts.ts'
import { RoleForm } from './role-form.tsx'
import classes from './settings.module.css'

interface Props {
  readonly mayWrite: boolean
}

type Asked = { readonly act: 'edit' | 'delete'; readonly role: Role } | { readonly act: 'create' } | null

export function Roles({ mayWrite }: Props): ReactNode {
  const show = useToast()
  const [asked, setAsked] = useState<Asked>(null)
  const [dragged, setDragged] = useState<Role | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const { data, error, refetch } = useRoles()
  const change = useChange((api, { id, ...body }: Pick<Role, 'id'> & { is_default: true }) =>
    api.roles.update(id, body),
  )
  const remove = useChange((api, id: string) => api.roles.delete(id))
  const roles = data ?? []
  const close = (): void => setAsked(null)
  const order = useRoleOrder(roles)
  const move = (role: Role, to: number): void =>
    order.move(role.id, to, (moved, undo) => show(t.moved(moved.name), undo))
  const makeDefault = (role: Role): void => {
    const last = roles.find(({ is_default }) => is_default)
    change.mutate(
      { id: role.id, is_default: true },
      {
        onSuccess: () => last && show(t.madeDefault(role.name), () => change.mutate({ id: last.id, is_default: true })),
      },
    )
  }
  return (
    <SettingsRow id="roles" title={t.title} text={t.text}>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Skeleton lines={5} />)}
      {data?.length === 0 && <p className="quiet">{t.none}</p>}
      <ol className={classes.items}>
        {roles.map((role, index) => (
          <li
            key={role.id}
            className={over === index && dragged !== null ? classes.over : undefined}
            onDragOver={(event) => {
              event.preventDefault()
              setOver(index)
            }}
            onDrop={() => {
              if (dragged) move(dragged, index)
              setDragged(null)
              setOver(null)
            }}
          >
            <RoleName role={role}>
              {mayWrite && (
                <span
                  className={classes.grip}
                  draggable
                  title={t.drag(role.name)}
                  aria-hidden="true"
                  onDragStart={() => setDragged(role)}
                  onDragEnd={() => setDragged(null)}
                >
                  <IconGripVertical className="icon" />
                </span>
              )}
            </RoleName>
            {mayWrite && (
              <RoleActs
                role={role}
                index={index}
                count={roles.length}
                onMove={move}
                onDefault={makeDefault}
                onAsk={(act) => setAsked({ act, role })}
              />
            )}
          </li>
        ))}
      </ol>
      <Failed error={change.error} />
      {mayWrite && <Button onClick={() => setAsked({ act: 'create' })}>{t.create}</Button>}
      <RoleForm
        isOpen={asked?.act === 'create' || asked?.act === 'edit'}
        role={asked?.act === 'edit' ? asked.role : null}
        onClose={close}
      />
      <DangerDialog
        title={t.deleteTitle(asked?.act === 'delete' ? asked.role.name : '')}
        text={t.deleteLead}
        breaks={t.deleteBreaks}
        name={asked?.act === 'delete' ? asked.role.name : null}
        act={t.deleteAct}
        isOpen={asked?.act === 'delete'}
        isBusy={remove.isPending}
        error={remove.error}
        onAct={() => asked?.act === 'delete' && remove.mutate(asked.role.id, { onSuccess: close })}
        onClose={close}
      />
    </SettingsRow>
  )
}

function RoleName({ role, children }: { readonly role: Role; readonly children: ReactNode }): ReactNode {
  const { name, slug, description, is_default, assignable_by_customer, claim_values } = role
  const notes = [
    description,
    assignable_by_customer ? t.assignable : null,
    claim_values.length > 0 ? t.from(claim_values.join(', ')) : null,
  ].filter((note) => note !== null)
  return (
    <div className={classes.role}>
      {children}
      <div>
        <p className={classes.roleName}>
          <b>{name}</b> <code className="faint">{slug}</code>
          {is_default && (
            <StateBadge shape="dot" tone="accent" isPill>
              {t.isDefault}
            </StateBadge>
          )}
        </p>
        {notes.length > 0 && <p className={classes.more}>{notes.join(' · ')}</p>}
      </div>
    </div>
  )
}

interface ActsProps {
  readonly role: Role
  readonly index: number
  readonly count: number
  readonly onMove: (role: Role, to: number) => void
  readonly onDefault: (role: Role) => void
  readonly onAsk: (act: 'edit' | 'delete') => void
}

function RoleActs({ role, index, count, onMove, onDefault, onAsk }: ActsProps): ReactNode {
  const { t: common } = useLanguage()
  return (
    <span className={classes.acts}>
      <IconButton
        label={common.parts.moveUp(role.name)}
        icon={IconArrowUp}
        aria-disabled={index === 0}
        onClick={() => onMove(role, index - 1)}
      />
      <IconButton
        label={common.parts.moveDown(role.name)}
        icon={IconArrowDown}
        aria-disabled={index === count - 1}
        onClick={() => onMove(role, index + 1)}
      />
      {!role.is_default && (
        <Button isSmall aria-label={t.makeDefaultOf(role.name)} onClick={() => onDefault(role)}>
          {t.makeDefault}
        </Button>
      )}
      <Button isSmall aria-label={t.editOf(role.name)} onClick={() => onAsk('edit')}>
        {t.edit}
      </Button>
      <Button isSmall aria-label={`${t.delete} ${role.name}`} onClick={() => onAsk('delete')}>
        {t.delete}
      </Button>
    </span>
  )
}
