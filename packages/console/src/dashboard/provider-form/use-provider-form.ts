/** The state of the form for an identity provider, and how it is kept. */
import type { Connection } from '@gatehouse-sso/sdk/browser'
import type { UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { Api } from '../data/api.tsx'
import type { IdentityProvider, ProviderField, ProviderWay } from '../data/identity-provider.ts'
import { useIdentityProviders } from '../data/identity-providers.tsx'
import { useChange } from '../data/reading.ts'
import { changedSettings, fieldsOf, initialTexts, missingField, type Texts, wayOf } from './provider-values.ts'
import { noSecret, type Secret, secretBody } from './secret-entry.tsx'

export interface ProviderForm {
  readonly provider: IdentityProvider
  readonly way: ProviderWay
  readonly texts: Texts
  readonly secret: Secret
  readonly logoutPage: string
  readonly missing: ProviderField | null
  readonly isSecretMissing: boolean
  readonly isDirty: boolean
  /** The pointers of all fields. */
  readonly pointers: readonly string[]
  readonly save: UseMutationResult<void, Error, void>
  setWay(way: ProviderWay): void
  setText(param: string, text: string): void
  setSecret(secret: Secret): void
  setLogoutPage(text: string): void
  /** Marks the first field that lacks a value. */
  isComplete(needsSecret: boolean): boolean
  reset(): void
}

export function useProviderForm(connection: Connection): ProviderForm {
  const provider = useIdentityProviders()[connection.type]
  // The candidate is what the next change goes on from.
  const { settings } = connection.candidate ?? connection
  const keptPage = connection.policy.logout_page_url ?? ''
  const [way, setWay] = useState(() => wayOf(provider, settings))
  const [texts, setTexts] = useState<Texts>(() => initialTexts(provider, settings))
  const [begun, setBegun] = useState(settings)
  const [isTouched, setTouched] = useState(false)
  const [secret, setSecret] = useState(noSecret)
  const [logoutPage, setLogoutPage] = useState(keptPage)
  const [missing, setMissing] = useState<ProviderField | null>(null)
  const [isSecretMissing, setSecretMissing] = useState(false)
  const fields = fieldsOf(provider, way)
  const changes = changedSettings(fields, texts, settings)
  const hasSecret = secret.value.trim() !== ''
  const isPageChanged = logoutPage.trim() !== keptPage
  const save = useChange(async (api) => {
    const body = {
      ...(Object.keys(changes).length > 0 ? { settings: changes } : {}),
      ...(isPageChanged ? { policy: { logout_page_url: logoutPage.trim() || null } } : {}),
    }
    await keep(api, connection, body, hasSecret ? secret : null)
    setSecret(noSecret)
    setTouched(false)
  })
  // A page may open with settings that it read before. The newer ones take their place where nobody has typed.
  if (!isTouched && JSON.stringify(settings) !== JSON.stringify(begun)) {
    setBegun(settings)
    setTexts(initialTexts(provider, settings))
    setWay(wayOf(provider, settings))
  }
  return {
    provider,
    way,
    texts,
    secret,
    logoutPage,
    missing,
    isSecretMissing,
    isDirty: Object.keys(changes).length > 0 || hasSecret || isPageChanged,
    pointers: [...fields.map(({ param }) => param), '/client_secret', '/not_after', '/policy/logout_page_url'],
    save,
    setWay: (next) => {
      setWay(next)
      // A fault of the other way says nothing about this one.
      setMissing(null)
      save.reset()
    },
    setText: (param, text) => {
      setTexts((kept) => ({ ...kept, [param]: text }))
      setTouched(true)
      if (missing?.param === param) setMissing(null)
    },
    setSecret: (next) => {
      setSecret(next)
      setSecretMissing(false)
    },
    setLogoutPage,
    isComplete: (needsSecret) => {
      const lacking = missingField(fields, texts)
      setMissing(lacking)
      const lacksSecret = needsSecret && provider.client_secret !== null && !hasSecret
      setSecretMissing(lacking === null && lacksSecret)
      return lacking === null && !lacksSecret
    },
    reset: () => {
      setTouched(false)
      setTexts(initialTexts(provider, settings))
      setWay(wayOf(provider, settings))
      setSecret(noSecret)
      setLogoutPage(keptPage)
      save.reset()
    },
  }
}

/** Keeps the settings first, then the secret. The secrets of a draft are of no use to anybody, so a new one takes their place. */
async function keep(
  api: Api,
  { id, state, credentials }: Connection,
  body: Parameters<Api['connections']['update']>[1],
  secret: Secret | null,
): Promise<void> {
  const older = state === 'draft' && secret !== null ? credentials : []
  for (const credential of older) await api.credentials.delete(id, credential.id)
  if (Object.keys(body).length > 0) await api.connections.update(id, body)
  if (secret !== null) await api.credentials.create(id, secretBody(secret))
}
