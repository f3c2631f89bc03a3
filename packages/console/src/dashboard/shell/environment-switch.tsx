/** The environment that the page shows, and the way to another. */
import { Menu } from '@mantine/core'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import menu from '../../parts/menu.module.css'
import { useRead } from '../data/reading.ts'
import { useEnvironment, useMay, useSession } from '../data/session.tsx'
import { shellTexts } from '../texts/texts.ts'
import { addressOf } from './environment-address.ts'
import classes from './navigation.module.css'

export function EnvironmentSwitch(): ReactNode {
  const { environments } = useSession()
  const environment = useEnvironment()
  const mayRead = useMay('branding:read')
  const { data: branding } = useRead(['branding'], (api, options) => api.branding.get(options), { isEnabled: mayRead })
  return (
    <Menu
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      position="bottom-start"
      classNames={{ dropdown: menu.float ?? '', item: menu.item ?? '' }}
    >
      <Menu.Target>
        <button type="button" className={classes.env} title={shellTexts.switchEnvironment}>
          <span className={classes.mark} aria-hidden="true">
            <Arch />
          </span>
          <span className="sr">{shellTexts.environment}: </span>
          <span className={classes.envName}>
            <b>{branding?.name ?? shellTexts.product}</b>
            <span className={classes.envKind}>
              <Dot kind={environment.kind} />
              {environment.name}
            </span>
          </span>
          <IconSelector className="icon" aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {environments.map(({ id, slug, name, kind }) => (
          <Menu.Item
            key={id}
            component="a"
            href={addressOf(slug)}
            leftSection={<Dot kind={kind} />}
            rightSection={id === environment.id ? <IconCheck className="icon" aria-hidden="true" /> : null}
          >
            {name}
            <span className={menu.describes}>{shellTexts.kinds[kind]}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const Dot = ({ kind }: { readonly kind: 'test' | 'live' }): ReactNode => (
  <span className={kind === 'test' ? `${classes.dot} ${classes.test}` : classes.dot} aria-hidden="true" />
)

/** The mark of Gatehouse. */
export const Arch = (): ReactNode => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d="M4 21V11a8 8 0 0 1 16 0v10" />
    <path d="M4 21h16" />
    <path d="M8.5 21v-8M12 21v-9M15.5 21v-8" />
  </svg>
)
