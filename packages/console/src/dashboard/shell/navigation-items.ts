/** The pages of the navigation: their paths, icons, and the key after `g`. */
import {
  type Icon,
  IconApi,
  IconBuilding,
  IconHistory,
  IconLayoutDashboard,
  IconLayoutGridAdd,
  IconLogin2,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react'
import { paths } from '../routes.ts'
import type { shellTexts } from '../texts/texts.ts'

export type PageName = keyof typeof shellTexts.pages

export interface NavigationItem {
  readonly name: PageName
  readonly to: string
  /** The first part of the paths that belong to it. */
  readonly root: string
  readonly icon: Icon
  readonly key: string
}

export const navigationItems: readonly NavigationItem[] = [
  { name: 'overview', to: paths.overview(), root: '/overview', icon: IconLayoutDashboard, key: 'h' },
  { name: 'organizations', to: paths.organizations(), root: '/organizations', icon: IconBuilding, key: 'o' },
  { name: 'applications', to: paths.applications(), root: '/applications', icon: IconLayoutGridAdd, key: 'a' },
  { name: 'apiResources', to: paths.apiResources(), root: '/api_resources', icon: IconApi, key: 'r' },
  { name: 'users', to: paths.users(), root: '/users', icon: IconUsers, key: 'u' },
  { name: 'signIns', to: paths.signIns(), root: '/sign_ins', icon: IconLogin2, key: 's' },
  { name: 'events', to: paths.events(), root: '/events', icon: IconHistory, key: 'e' },
]

export const settingsItem: NavigationItem = {
  name: 'settings',
  to: paths.settings(),
  root: '/settings',
  icon: IconSettings,
  key: 't',
}
