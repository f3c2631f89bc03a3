/**
 * The changes of a directory that break sign-ins in practice, each in one call: for one person or one application.
 *
 *   POST /_admin/changes {"name": "many-groups", "of": "ada@contoso.example"}     and the home page
 *
 * A change is an edit of the directory, so GET /_admin/directory shows it, and POST /_admin/reset takes it back.
 */
import { type ApplicationChange, applicationChanges } from './application-changes.ts'
import { type PersonChange, personChanges } from './person-changes.ts'

export type ChangeName = keyof typeof personChanges | keyof typeof applicationChanges

export const changeNames = [...Object.keys(personChanges), ...Object.keys(applicationChanges)]

export function personChangeNamed(name: string): PersonChange | undefined {
  return Object.entries(personChanges).find(([own]) => own === name)?.[1]
}

export function applicationChangeNamed(name: string): ApplicationChange | undefined {
  return Object.entries(applicationChanges).find(([own]) => own === name)?.[1]
}
