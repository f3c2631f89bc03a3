/** The person who is signed in: role, colors, keys, and the way out. */
import { Menu, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconKeyboard, IconLogout } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import menu from '../../parts/menu.module.css'
import { basePath, consoleApi } from '../data/api.tsx'
import { useSession } from '../data/session.tsx'
import { shellTexts } from '../texts/texts.ts'
import { LanguageChoice } from './language-choice.tsx'
import classes from './navigation.module.css'

const schemes = ['auto', 'light', 'dark'] as const

export function Account({ onSheet }: { readonly onSheet: () => void }): ReactNode {
  const { staff } = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const name = staff.name ?? staff.email ?? shellTexts.noName
  const leave = async (): Promise<void> => {
    await consoleApi.leave().catch(() => undefined)
    window.location.assign(`${basePath}/console`)
  }
  return (
    <Menu
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      position="top-start"
      classNames={{ dropdown: menu.float ?? '', item: menu.item ?? '' }}
    >
      <Menu.Target>
        <button type="button" className={classes.account} title={shellTexts.account}>
          <span className={classes.avatar} aria-hidden="true">
            {name.charAt(0).toUpperCase()}
          </span>
          <span className={classes.who}>{name.split(/[ @]/, 1)[0]}</span>
          <span className={classes.note}>{shellTexts.roles[staff.role]}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map((scheme) => (
          <Menu.Item
            key={scheme}
            closeMenuOnClick={false}
            aria-label={`${shellTexts.scheme}: ${shellTexts.schemes[scheme]}`}
            rightSection={scheme === colorScheme ? <IconCheck className="icon" aria-hidden="true" /> : null}
            onClick={() => setColorScheme(scheme)}
          >
            {shellTexts.schemes[scheme]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <LanguageChoice />
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard className="icon" aria-hidden="true" />} onClick={onSheet}>
          {shellTexts.shortcuts}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout className="icon" aria-hidden="true" />}
          onClick={() => {
            void leave()
          }}
        >
          {shellTexts.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
