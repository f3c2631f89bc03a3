/** Groups become roles by a click: each row opens the roles that the customer may give. */
import { Menu } from '@mantine/core'
import { IconArrowRight, IconChevronDown } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Beside } from '../frame/panel.tsx'
import { useLanguage } from '../language/language.tsx'
import { Button, LinkButton } from '../parts/button.tsx'
import { CodeField, Field } from '../parts/field.tsx'
import menu from '../parts/menu.module.css'
import { Note } from '../parts/note.tsx'
import { placeErrors } from '../parts/pointers.ts'
import { api } from './api.ts'
import classes from './group-roles.module.css'
import { Problem } from './problem.tsx'
import { type GroupRow, previewOf } from './role-preview.ts'
import { useChange, useSetup } from './session.tsx'

interface Props {
  readonly rows: readonly GroupRow[]
  /** The person of the latest test; `null` before it. */
  readonly person: string | null
}

export function GroupRoles({ rows, person }: Props): ReactNode {
  const { t } = useLanguage()
  const { organization } = useSetup()
  const give = useChange(({ row, role }: { row: GroupRow; role: string | null }) => {
    const roles = role === null ? [] : [role]
    if (row.id !== null) return api.groups.update(row.id, { roles })
    const name = row.name === null ? {} : { name: row.name }
    return api.groups.create({ organization_id: organization.id, idp_id: row.idp_id, ...name, roles })
  })
  return (
    <Beside>
      <div>
        {give.error && <Problem error={give.error} />}
        <ul className={classes.groups}>
          {rows.map((row) => (
            <li key={row.idp_id}>
              <Group row={row} onRole={(role) => give.mutate({ row, role })} />
            </li>
          ))}
        </ul>
        <p className={classes.missing}>{t.access.missing}</p>
        <AddGroup />
      </div>
      <Effect rows={rows} person={person} />
    </Beside>
  )
}

function Group({ row, onRole }: { readonly row: GroupRow; readonly onRole: (role: string | null) => void }): ReactNode {
  const { t } = useLanguage()
  const { roles } = useSetup()
  const given = row.roles.map((slug) => roles.find((role) => role.slug === slug)?.name ?? slug)
  const label = row.name ?? row.idp_id
  return (
    <Menu
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      position="bottom-end"
      offset={-4}
      classNames={{ dropdown: menu.float ?? '', item: menu.item ?? '' }}
    >
      <Menu.Target>
        <button type="button" className={classes.group}>
          <span className={classes.who}>
            {row.name === null ? <span className="faint">{t.access.unknown}</span> : <span>{row.name}</span>}
            <code>{row.idp_id}</code>
          </span>
          <span className={classes.to}>
            {given.length > 0 ? <IconArrowRight className="icon" aria-hidden="true" /> : <span />}
            {given.length > 0 ? <b>{given.join(', ')}</b> : <span>{t.access.noRole}</span>}
            <IconChevronDown className="icon" aria-hidden="true" />
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t.access.roleFor(label)}>
        {roles.map(({ slug, name, description }) => (
          <Menu.Item key={slug} onClick={() => onRole(slug)}>
            {name}
            {description !== null && <span className={menu.describes}>{description}</span>}
          </Menu.Item>
        ))}
        <Menu.Item className={menu.none ?? ''} onClick={() => onRole(null)}>
          {t.access.noneOf}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** The effect of the choice on the person of the test, and on everybody else. */
function Effect({ rows, person }: Props): ReactNode {
  const { t } = useLanguage()
  const { roles, default_role, organization } = useSetup()
  const { role, reasons } = previewOf(rows, roles)
  return (
    <div className={classes.preview} aria-live="polite">
      {person !== null && (
        <div>
          <h3>{t.access.wouldBe(person)}</h3>
          <p className={classes.role}>{role ?? default_role?.name ?? t.access.noRoles}</p>
          <p>
            {reasons.length === 0
              ? t.access.nobody
              : `${reasons.map((one) => t.access.because(one.group, one.role)).join(', ')}.`}
            {reasons.length > 1 && ` ${t.access.highest}`}
          </p>
        </div>
      )}
      <div>
        <h3>{t.access.everybody}</h3>
        <p className={classes.role}>{default_role?.name ?? t.access.noRoles}</p>
        <p>{default_role === null ? t.access.noDefault : t.access.byDefault(organization.name)}</p>
      </div>
    </div>
  )
}

function AddGroup(): ReactNode {
  const { t } = useLanguage()
  const { organization } = useSetup()
  const [isOpen, setOpen] = useState(false)
  const [values, setValues] = useState({ idp_id: '', name: '' })
  const add = useChange(({ idp_id, name }: typeof values) =>
    api.groups.create({ organization_id: organization.id, idp_id, ...(name === '' ? {} : { name }) }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const trimmed = { idp_id: values.idp_id.trim(), name: values.name.trim() }
    add.mutate(trimmed, {
      onSuccess: () => {
        setValues({ idp_id: '', name: '' })
        setOpen(false)
      },
    })
  }
  if (!isOpen) return <LinkButton onClick={() => setOpen(true)}>{t.access.add}</LinkButton>
  const { fields } = placeErrors(add.error, ['/idp_id', '/name'])
  const fault = fields['/idp_id'] ?? fields['/name'] ?? (add.error ? add.error.message : null)
  return (
    <form className={classes.add} onSubmit={submit}>
      <CodeField
        label={t.access.objectId}
        value={values.idp_id}
        isWrong={fault !== null}
        finding={fault !== null && <Note tone="bad" title={fault} />}
        onChange={(event) => setValues({ ...values, idp_id: event.currentTarget.value })}
      />
      <Field
        label={t.access.groupName}
        type="text"
        value={values.name}
        onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
      />
      <div className={classes.buttons}>
        <Button type="submit" isBusy={add.isPending}>
          {t.access.addGroup}
        </Button>
        <Button kind="bare" onClick={() => setOpen(false)}>
          {t.parts.cancel}
        </Button>
      </div>
    </form>
  )
}
