import type { BladeRoute } from '../blade.ts'
import { groupRoutes } from './group.ts'
import { groupsRoute } from './groups.ts'
import { newGroupRoute } from './new-group.ts'
import { newUserRoute } from './new-user.ts'
import { userRoute } from './user.ts'
import { usersRoute } from './users.ts'

export const peopleRoutes: readonly BladeRoute[] = [
  usersRoute,
  newUserRoute,
  userRoute,
  groupsRoute,
  newGroupRoute,
  ...groupRoutes,
]
