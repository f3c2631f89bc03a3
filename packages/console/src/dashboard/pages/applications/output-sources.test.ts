import { outputSources as accepted } from '@gatehouse-sso/core/oidc/output-claims'
import { expect, it } from 'vitest'
import { outputSources } from './output-sources.ts'

it('offers every attribute that the gateway accepts', () => expect(outputSources).toEqual(accepted))
