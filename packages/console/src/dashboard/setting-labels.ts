/** The labels of the settings of a connection, by the JSON pointers of the API. */
import { connectionTexts } from './texts/texts.ts'

export const settingLabels: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(connectionTexts.settings).map(([name, label]) => [`/settings/${name}`, label]),
)
