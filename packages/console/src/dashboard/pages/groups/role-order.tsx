/** The order of roles. The first that a person has is the primary one. */
import type { Role } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { Failed } from '../../../parts/failed.tsx'
import { OrderedList } from '../../../parts/ordered-list.tsx'
import { Section } from '../../../parts/section.tsx'
import { useChange } from '../../data/reading.ts'
import { useMay } from '../../data/session.tsx'
import { useToast } from '../../shell/toast.tsx'
import { groupsTexts } from '../../texts/groups.ts'
import classes from './groups.module.css'

const t = groupsTexts.order

export function RoleOrder({ roles }: { readonly roles: readonly Role[] | undefined }): ReactNode {
  const mayWrite = useMay('roles:write')
  const toast = useToast()
  const move = useChange((api, { id, position }: { id: string; position: number }) =>
    api.roles.update(id, { position }),
  )
  const onMove = (id: string, to: number): void => {
    const before = roles?.findIndex((role) => role.id === id) ?? 0
    const target = roles?.[to]
    const role = roles?.[before]
    if (!role || !target) return
    move.mutate(
      { id, position: target.position },
      { onSuccess: () => toast(t.moved(role.name), () => move.mutate({ id, position: role.position })) },
    )
  }
  return (
    <Section id="order" title={t.title} text={t.text}>
      {roles?.length === 0 ? (
        <p className={classes.note}>{t.none}</p>
      ) : (
        <OrderedList
          label={t.title}
          items={(roles ?? []).map(({ id, name, is_default, assignable_by_customer }) => ({
            id,
            name,
            note: is_default ? t.isDefault : assignable_by_customer ? null : t.notForCustomers,
          }))}
          onMove={mayWrite ? onMove : null}
        />
      )}
      {mayWrite && (
        <p className={classes.note}>
          {t.keys} <kbd>Alt</kbd> <kbd>↑</kbd> <kbd>↓</kbd>.
        </p>
      )}
      {move.error && <Failed error={move.error} />}
    </Section>
  )
}
