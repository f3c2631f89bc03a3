/** Screen 4: the claims that the identity provider sends, and what each is read for. */
import type { SetupGuide, SetupTest } from '@gatehouse-sso/sdk/browser'
import { type FormEvent, type ReactNode, useState } from 'react'
import { ActionBar, Aside, Beside, Head, Panel, PanelBody, Section } from '../../frame/panel.tsx'
import type { Catalogue } from '../../language/en.ts'
import { useLanguage } from '../../language/language.tsx'
import { Button, LinkButton } from '../../parts/button.tsx'
import { Drawing } from '../../parts/drawing.tsx'
import { Field } from '../../parts/field.tsx'
import { Note } from '../../parts/note.tsx'
import table from '../../parts/table.module.css'
import { TickedActions } from '../../parts/ticked-actions.tsx'
import { Words } from '../../parts/words.tsx'
import { api } from '../api.ts'
import { shownValue } from '../claim-values.ts'
import { Guided } from '../guided.tsx'
import { BackLink, useNextLabel, useOnward } from '../onward.tsx'
import { ownClaims } from '../own-claims.ts'
import { Problem } from '../problem.tsx'
import { useChange, useConnection, useLatestTest, useProgress, useSetup } from '../session.tsx'
import classes from './claims.module.css'

export function ClaimsScreen(): ReactNode {
  return <Guided step="claims">{(guide) => <Claims guide={guide} />}</Guided>
}

function Claims({ guide }: { readonly guide: SetupGuide }): ReactNode {
  const { t } = useLanguage()
  const { vendor } = useSetup()
  const { data: test } = useLatestTest()
  const progress = useProgress()
  const onward = useOnward('claims')
  const [at, setAt] = useState<number | null>(null)
  const step = guide.steps.find(({ id }) => id === 'claims')
  const next = useNextLabel(step?.next ?? t.states.goOn)
  const actions = step?.actions ?? []
  const done = actions.flatMap(({ id }, index) => (progress.isDone('claims', id) ? [index + 1] : []))
  const list = (
    <TickedActions
      actions={actions}
      isDone={(id) => progress.isDone('claims', id)}
      onTick={(id, isDone) => progress.tick('claims', id, isDone)}
      onAt={setAt}
    />
  )
  return (
    <Panel>
      <PanelBody>
        <Head title={step?.title ?? t.steps.claims} lead={step?.lead ?? null} vendor={vendor.name} />
        {actions.length > 0 &&
          (step?.drawing ? (
            <Beside>
              {list}
              <Aside>
                <Drawing drawing={step.drawing} done={done} at={at} />
              </Aside>
            </Beside>
          ) : (
            list
          ))}
        <Section title={t.claims.attributes(vendor.name)} id="attributes" lead={t.claims.attributesLead}>
          <table className={`${table.table} ${classes.attributes}`}>
            <thead>
              <tr>
                <th scope="col">{t.claims.attribute(vendor.name)}</th>
                <th scope="col">{t.claims.claim(guide.short_name)}</th>
                <th scope="col">{t.claims.value}</th>
                <th scope="col">
                  <span className="sr">{t.claims.change}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {guide.attributes.map((attribute) => (
                <Attribute key={attribute.attribute} attribute={attribute} test={test ?? null} />
              ))}
            </tbody>
          </table>
        </Section>
      </PanelBody>
      <ActionBar
        back={<BackLink step="claims" />}
        say={actions.length > 0 ? t.frame.doneOf(done.length, actions.length) : null}
      >
        <Button kind="primary" onClick={onward}>
          {next}
        </Button>
      </ActionBar>
    </Panel>
  )
}

/** A long list by its first item. */
function shortValue(value: unknown, list: (items: readonly string[]) => string, t: Catalogue): string | null {
  if (!Array.isArray(value) || value.length < 3) return shownValue(value, list)
  return t.claims.andMore(String(value[0]), value.length - 1)
}

interface AttributeProps {
  readonly attribute: SetupGuide['attributes'][number]
  readonly test: SetupTest | null
}

function Attribute({ attribute: { attribute, label, claims, note }, test }: AttributeProps): ReactNode {
  const { t, list } = useLanguage()
  const connection = useConnection()
  const isSaml = connection.saml !== null
  const [isEditing, setEditing] = useState(false)
  const mapping = (connection.candidate ?? connection).mapping
  const own = ownClaims(mapping, { attribute, label, claims, note })
  const used = own ?? claims
  const [text, setText] = useState(used.join(', '))
  const save = useChange((paths: string[] | null) =>
    api.connections.update(connection.id, { mapping: { [attribute]: paths } }),
  )
  const done = { onSuccess: () => setEditing(false) }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate(
      text.split(/[\s,;]+/).filter((one) => one !== ''),
      done,
    )
  }
  const received = test?.mapping.find((one) => one.attribute === attribute)
  return (
    <>
      <tr>
        <th scope="row">
          {label}
          <code>{attribute}</code>
        </th>
        <td>
          {used.length === 0 ? (
            <span className="faint">{t.claims.off}</span>
          ) : (
            used.map((claim, index) => (
              <span key={claim}>
                {index > 0 && <span className="faint"> {t.claims.or} </span>}
                <code>{claim}</code>
              </span>
            ))
          )}
          {note !== null && (
            <span className={classes.note}>
              <Words text={note} />
            </span>
          )}
        </td>
        <td>
          {received === undefined ? (
            <span className="faint">{t.claims.none}</span>
          ) : (
            (shortValue(received.value, list, t) ?? <span className={classes.absent}>{t.claims.absent}</span>)
          )}
        </td>
        <td className={table.right}>
          <LinkButton
            aria-expanded={isEditing}
            aria-label={isSaml ? t.saml.attribute(label) : t.claims.changeThe(label)}
            onClick={() => setEditing(!isEditing)}
          >
            {t.claims.change}
          </LinkButton>
        </td>
      </tr>
      {isEditing && (
        <tr className={classes.editing}>
          <td colSpan={4}>
            <form onSubmit={submit}>
              <Field
                label={isSaml ? t.saml.edit(label) : t.claims.edit(label)}
                type="text"
                isCode
                value={text}
                isWrong={save.isError}
                onChange={(event) => setText(event.currentTarget.value)}
                finding={save.error && <Note tone="bad" title={save.error.message} />}
              />
              <div className={classes.buttons}>
                <Button type="submit" isBusy={save.isPending}>
                  {t.claims.save}
                </Button>
                {own !== null && (
                  <Button
                    kind="bare"
                    onClick={() =>
                      save.mutate(null, {
                        onSuccess: () => {
                          setText(claims.join(', '))
                          setEditing(false)
                        },
                      })
                    }
                  >
                    {t.claims.preset}
                  </Button>
                )}
              </div>
            </form>
          </td>
        </tr>
      )}
      {save.error && !isEditing && (
        <tr>
          <td colSpan={4}>
            <Problem error={save.error} />
          </td>
        </tr>
      )}
    </>
  )
}
