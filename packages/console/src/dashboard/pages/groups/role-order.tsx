/** The order of roles. The first that a person has is the primary one. */
import type { Role } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { Failed } from '../../../parts/failed.tsx'
import { OrderedList } from '../../../parts/ordered-list.tsx'
import { Section } from '../../../parts/section.tsx'
import { useRoleOrder } from '../../data/role-order.ts'
import { useMay } from '../../data/session.tsx'
import { useToast } from '../../shell/toast.tsx'
import { groupsTexts } from '../../texts/texts.ts'
import classes from './groups.module.css'

const t = groupsTexts.order

export function RoleOrder({ roles }: { readonly roles: readonly Role[] | undefined }): ReactNode {
  const mayWrite = useMay('roles:write')
  const toast = useToast()
  const { change, move } = useRoleOrder(roles ?? [])
  const onMove = (id: string, to: number): void => move(id, to, (role, undo) => toast(t.moved(role.name), undo))
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
      {change.error && <Failed error={change.error} />}
    </Section>
  )
}
