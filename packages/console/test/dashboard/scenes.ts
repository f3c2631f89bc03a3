/** Every page of the dashboard in the states that matter, for screenshots and for the checks of each page. */
import { customerScenes } from './customer-scenes.ts'
import type { DashboardScene } from './scene.ts'
import { workScenes } from './work-scenes.ts'

export const scenes: readonly DashboardScene[] = [...customerScenes, ...workScenes]
