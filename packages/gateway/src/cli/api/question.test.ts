import { operations } from '@gatehouse-sso/sdk/contract'
import { expect, it } from 'vitest'
import { questionOf } from './question.ts'

const questions: Readonly<Record<string, string>> = {
  'apiKeys.revoke': 'Revoke API key ID?',
  'apiResources.delete': 'Delete API resource ID? Its tokens are refused.',
  'apiResources.removeTenant': 'Remove tenant ID from an API resource? Its programs and people can call no longer.',
  'applications.delete': 'Delete application ID? Its tokens stop working.',
  'applications.revokeSecret': 'Revoke client secret ID?',
  'connections.delete': 'Delete connection ID and its credentials? Users stay.',
  'credentials.delete': 'Delete credential ID?',
  'domains.delete': 'Remove domain ID from its organization?',
  'groups.delete': 'Delete group ID? Its members lose the roles it gives at their next sign-in.',
  'organizations.delete': 'Delete organization ID with its connections, users and sessions?',
  'staff.delete': 'Remove staff member ID? The sessions end at once.',
  'staff.endSession': 'End staff session ID?',
  'roles.delete': 'Delete role ID? People lose it at their next sign-in.',
  'users.delete': 'Delete user ID? All sessions end now, and a sign-in alone does not bring the person back.',
  'users.unlinkIdentity': 'Take identity ID from a user? All sessions of the user end now.',
  'sessions.end': 'End session ID? Its tokens stop working, and the person must sign in again.',
  'sessions.endAll': 'End all sessions of user ID? Refresh tokens stop working too.',
  'sessions.endAllOfConnection': 'End all sessions of connection ID? Refresh tokens stop working too.',
  'sessions.endAllOfOrganization': 'End all sessions of organization ID? Refresh tokens stop working too.',
}

it('every deletion asks about the one thing, by its id, and says what goes with it', () => {
  const deletions = operations.filter(({ method }) => method === 'DELETE')
  expect(Object.fromEntries(deletions.map((one) => [one.id, questionOf(one, 'ID')]))).toEqual(questions)
})
