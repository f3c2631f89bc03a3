import { eventTypes as inContract } from '@gatehouse-sso/sdk/contract/events'
import { expect, it } from 'vitest'
import { eventTypes } from './event-types.ts'

it('the types of events are those of the contract', () => expect(eventTypes).toEqual(inContract))
