import { expect, it } from 'vitest'
import { isGraphAudience } from './graph-audience.ts'

it.each<[string, boolean]>([
  ['00000003-0000-0000-c000-000000000000', true],
  ['00000003-0000-0000-C000-000000000000', true],
  ['https://graph.microsoft.com', true],
  ['https://graph.microsoft.com/', true],
  ['https://Graph.Microsoft.us', true],
  ['https://graph.microsoft.com.example', false],
  ['api://5d6e7f80-9a1b-4c2d-8e3f-405162738495', false],
])('%s is Microsoft Graph: %s', (audience, isGraph) => expect(isGraphAudience(audience)).toBe(isGraph))
