/** Screen 3: the values of the identity provider, each checked as it is pasted, and the credential. */
import type {
  Connection,
  Credential,
  GuideField,
  SetupGuide,
  SetupSession,
  ValueFinding,
} from '@gatehouse-sso/sdk/browser'
import { useForm } from '@mantine/form'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { ActionBar, Aside, Beside, Head, Panel, PanelBody } from '../../frame/panel.tsx'
import { useLanguage } from '../../language/language.tsx'
import { Button, LinkButton } from '../../parts/button.tsx'
import { Drawing } from '../../parts/drawing.tsx'
import { placeErrors } from '../../parts/pointers.ts'
import { api } from '../api.ts'
import { CredentialChoice, type CredentialType } from '../credential-choice.tsx'
import { type FindingChoice, FindingNote } from '../finding-note.tsx'
import { Guided } from '../guided.tsx'
import { BackLink, useNextLabel, useOnward } from '../onward.tsx'
import { Problem } from '../problem.tsx'
import { SecretField } from '../secret-field.tsx'
import { useChange, useConnection, useSetup } from '../session.tsx'
import { useValueChecks } from '../value-checks.ts'
import { ValueField } from '../value-field.tsx'
import {
  changedLogoutPage,
  changedSettings,
  corrected,
  expiryPointer,
  initialValues,
  logoutPagePointer,
  missingField,
  secretPointer,
  settingsOf,
  shownFields,
  wrongPointers,
} from '../values-form.ts'
import { firstGroup, hasWays, isApart, otherWays, wayOf, withoutOtherWays } from '../ways.ts'
import classes from './values.module.css'

export function ValuesScreen(): ReactNode {
  return <Guided step="values">{(guide) => <ValuesForm guide={guide} />}</Guided>
}

/** The page after signing out counts at once, so a link that only sets up may not change it where people sign in already. */
function maySetLogoutPage({ intents }: SetupSession, { state }: Connection): boolean {
  return state === 'draft' || intents.includes('manage')
}

/** Moves the focus to the field of a pointer. */
const focusOn = (pointer: string): void =>
  document.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(pointer)}"]`)?.focus()

function ValuesForm({ guide }: { readonly guide: SetupGuide }): ReactNode {
  const { t } = useLanguage()
  const session = useSetup()
  const connection = useConnection()
  const { vendor, language } = session
  const settings = (connection.candidate ?? connection).settings
  const onward = useOnward('values')
  const fields = guide.fields.filter(
    ({ param }) => param !== logoutPagePointer || maySetLogoutPage(session, connection),
  )
  const form = useForm({ initialValues: { ...initialValues(fields, settings, connection.policy.logout_page_url) } })
  const [group, setGroup] = useState<string | null>(() => firstGroup(fields, settings))
  const isSaml = hasWays(fields)
  const shown = shownFields(fields, group)
  // Of the ways of SAML only the shown one is sent.
  const sent = isSaml ? shown : fields
  const checks = useValueChecks(sent, settings, language)
  const active = connection.credentials.find((one) => one.active) ?? connection.credentials[0]
  const [kind, setKind] = useState<CredentialType | null>(
    active?.type ??
      guide.credentials.find(({ recommended }) => recommended)?.type ??
      (isSaml ? null : (guide.credentials[0]?.type ?? null)),
  )
  const [at, setAt] = useState<number | null>(null)
  const [missing, setMissing] = useState<GuideField | null>(null)
  const save = useChange((input: { withSecret: boolean }) => keep(input.withSecret))

  /** Keeps the settings, and the secret in place of an older one that nobody uses yet. */
  async function keep(withSecret: boolean): Promise<void> {
    const values = form.getValues()
    const changes = withoutOtherWays(fields, changedSettings(settingsOf(sent, values, settings), settings), settings)
    const client_secret = values[secretPointer]?.trim() ?? ''
    const isNew = withSecret && kind === 'client_secret' && client_secret !== ''
    let older = connection.state === 'draft' ? connection.credentials : []
    const page = changedLogoutPage(fields, values, connection.policy.logout_page_url)
    if (Object.keys(changes).length > 0) {
      // The gateway keeps a secret from the hosts of other settings. The secret of a draft gives way to the new one.
      for (const { id } of isNew ? older : []) await api.credentials.delete(connection.id, id)
      if (isNew) older = []
      await api.connections.update(connection.id, { settings: changes, ...page })
    } else if (page.policy) await api.connections.update(connection.id, page)
    if (!isNew) return
    const not_after = values[expiryPointer]
    await replaceCredential(connection.id, older, {
      client_secret,
      ...(not_after ? { not_after } : {}),
    })
  }

  const leave = async (pointer: string, isForced = false): Promise<void> => {
    const found = await checks.check(pointer, form.getValues(), isForced)
    if (found.some(({ value }) => value !== null)) form.setValues(corrected(form.getValues(), found))
  }
  const change = (pointer: string, text: string): void => {
    form.setFieldValue(pointer, text)
    checks.forget(pointer)
    if (missing?.param === pointer) setMissing(null)
  }
  /** Shows another way. Findings about the values of this one count no more. */
  const choose = (other: string | null): void => {
    for (const { param } of shown) checks.forget(param)
    setMissing(null)
    setGroup(other)
    const first = shownFields(fields, other).find(({ param }) => !shown.some((field) => field.param === param))
    if (first) requestAnimationFrame(() => focusOn(first.param))
  }
  const onChoice = (pointer: string, choice: FindingChoice): void => {
    if (choice === 'check_again') void leave(pointer, true)
    else if (choice === 'use_federated') setKind('federated')
    else if (choice === 'swap') {
      const [first, second] = fields.filter(({ kind: one }) => one === 'guid').map(({ param }) => param)
      const values = form.getValues()
      if (first && second) form.setValues({ ...values, [first]: values[second] ?? '', [second]: values[first] ?? '' })
      void leave(pointer, true)
    } else {
      const list = fields.find(({ kind: one }) => one === 'list')
      if (choice === 'list_tenants' && list) {
        if (list.instead !== null) setGroup(list.instead)
        requestAnimationFrame(() => focusOn(list.param))
      } else {
        change(pointer, '')
        focusOn(pointer)
      }
    }
  }
  /** A list of tenants needs a field for it. */
  const possible = (finding: ValueFinding | undefined): ValueFinding | undefined =>
    finding === undefined || fields.some(({ kind: one }) => one === 'list')
      ? finding
      : { ...finding, choices: finding.choices.filter((choice) => choice !== 'list_tenants') }
  const noteOf = (field: Pick<GuideField, 'param' | 'asking'>): ReactNode => (
    <FindingNote
      finding={possible(checks.findings[field.param])}
      asking={checks.checking === field.param ? field.asking : null}
      tookMs={checks.tookMs}
      onChoice={(choice) => onChoice(field.param, choice)}
    />
  )
  const wrong = wrongPointers(checks.findings)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const lacking = missingField(fields, form.getValues(), group)
    setMissing(lacking)
    if (lacking) return focusOn(lacking.param)
    const found = await checks.check(sent[0]?.param ?? '', form.getValues())
    const stopped = found.find(({ result }) => result === 'wrong')?.param ?? wrong[0]
    if (stopped !== undefined) return focusOn(stopped)
    try {
      await save.mutateAsync({ withSecret: true })
      onward()
    } catch (error) {
      const placed = placeErrors(error, [...fields.map(({ param }) => param), secretPointer, expiryPointer])
      checks.place(placed.fields)
      const first = Object.keys(placed.fields)[0]
      if (first !== undefined) focusOn(first)
    }
  }
  const step = guide.steps.find(({ id }) => id === 'values')
  const next = useNextLabel(step?.next ?? t.states.goOn)
  const secretField = fields.find(({ kind: one }) => one === 'secret')
  const plain = shown.filter(({ kind: one }) => one !== 'secret')
  const others = [...new Set(fields.flatMap(({ instead }) => instead ?? []))]
  const secretGuide = guide.credentials.find(({ type }) => type === 'client_secret')
  const side = guide.fields_drawing
  const fieldOf = (field: GuideField): ReactNode => (
    <ValueField
      key={field.param}
      field={field}
      value={form.values[field.param] ?? ''}
      isWrong={wrong.includes(field.param) || missing?.param === field.param}
      isChecking={checks.checking === field.param}
      isMissing={missing?.param === field.param}
      isJudged={(checks.findings[field.param]?.result ?? 'found') !== 'found'}
      note={noteOf(field)}
      onChange={(text) => change(field.param, text)}
      onFile={(text) => {
        change(field.param, text)
        void leave(field.param)
      }}
      onEnter={() => setAt(plain.indexOf(field) + 1)}
      onLeave={() => {
        setAt(null)
        void leave(field.param)
      }}
    />
  )
  const list = (
    <div className={classes.fields}>
      {plain.filter((field) => !isSaml || !isApart(field)).map(fieldOf)}
      {others.length > 0 && (
        <div className={classes.others}>
          {isSaml
            ? otherWays(fields, group).map((other) => (
                <LinkButton key={other.way} onClick={() => choose(other.group)}>
                  {t.saml.ways[other.way]}
                </LinkButton>
              ))
            : others.map((other) => (
                <LinkButton key={other} onClick={() => setGroup(group === other ? null : other)}>
                  {group === other
                    ? t.values.usualForm
                    : t.values.otherForm(fields.find(({ instead }) => instead === other)?.label ?? other)}
                </LinkButton>
              ))}
        </div>
      )}
      {isSaml && <div className={classes.apart}>{plain.filter(isApart).map(fieldOf)}</div>}
    </div>
  )
  const way = isSaml && group !== null ? wayOf(fields, group) : null
  return (
    <Panel>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <PanelBody>
          <Head
            title={way === null ? (step?.title ?? t.steps.values) : t.saml.titles[way]}
            lead={way === null ? (step?.lead ?? null) : t.saml.leads[way]}
            vendor={vendor.name}
          />
          {side === null ? (
            list
          ) : (
            <Beside>
              {list}
              <Aside>
                <Drawing drawing={side} at={at} />
              </Aside>
            </Beside>
          )}
          <CredentialChoice
            guide={guide}
            kind={kind}
            onKind={setKind}
            keepValues={async () => {
              const lacking = missingField(fields, form.getValues(), group)
              setMissing(lacking)
              if (lacking) focusOn(lacking.param)
              else await save.mutateAsync({ withSecret: false })
              return lacking === null
            }}
            secret={
              secretGuide && (
                <SecretField
                  label={secretField?.label ?? t.handOver.secret}
                  value={form.values[secretPointer] ?? ''}
                  isWrong={wrong.includes(secretPointer)}
                  isChecking={checks.checking === secretPointer}
                  note={noteOf({ param: secretPointer, asking: secretField?.asking ?? t.states.loading })}
                  credential={secretGuide}
                  kept={connection.credentials.find(({ type }) => type === 'client_secret')}
                  shortName={guide.short_name}
                  expiry={form.values[expiryPointer] ?? ''}
                  onValue={(text) => change(secretPointer, text)}
                  onExpiry={(expiry) => {
                    change(expiryPointer, expiry)
                    void checks.check(secretPointer, { ...form.getValues(), [expiryPointer]: expiry })
                  }}
                  onLeave={() => void leave(secretPointer)}
                />
              )
            }
          />
          {save.error && <Problem error={save.error} />}
          <p className={classes.hand}>
            {isSaml ? t.saml.noForm : t.values.notAllowed} <Link to="/hand_over">{t.values.handOver}</Link>{' '}
            {t.values.handOverEnd(vendor.name)}
          </p>
        </PanelBody>
        <ActionBar
          back={<BackLink step="values" />}
          say={
            wrong[0] !== undefined && (
              <LinkButton onClick={() => focusOn(wrong[0] ?? '')}>{t.states.someWrong(wrong.length)}</LinkButton>
            )
          }
        >
          <Button type="submit" kind="primary" isBusy={save.isPending}>
            {next}
          </Button>
        </ActionBar>
      </form>
    </Panel>
  )
}

/** Adds a credential. Those of a draft are of no use to anybody, so the new one takes their place. */
async function replaceCredential(
  connection_id: string,
  older: readonly Credential[],
  body: { client_secret: string; not_after?: string },
): Promise<void> {
  const [, ...surplus] = older
  for (const { id } of surplus) await api.credentials.delete(connection_id, id)
  const { id } = await api.credentials.create(connection_id, { type: 'client_secret', ...body })
  const last = older[0]
  if (!last) return
  await api.credentials.activate(connection_id, id)
  await api.credentials.delete(connection_id, last.id)
}
