/** Screen 2: the registration at the identity provider, as ticked actions, a command or a file. */
import type { GuideStep, SetupGuide } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { ActionBar, Aside, Beside, Head, Panel, PanelBody } from '../../frame/panel.tsx'
import { useLanguage } from '../../language/language.tsx'
import { Button } from '../../parts/button.tsx'
import { CodeBox } from '../../parts/code-box.tsx'
import { Drawing } from '../../parts/drawing.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { TickedActions } from '../../parts/ticked-actions.tsx'
import { Guided } from '../guided.tsx'
import { BackLink, useNextLabel, useOnward } from '../onward.tsx'
import { useProgress, useSetup } from '../session.tsx'

export function RegisterScreen(): ReactNode {
  return <Guided step="register">{(guide) => <Register guide={guide} />}</Guided>
}

function Register({ guide }: { readonly guide: SetupGuide }): ReactNode {
  const { t } = useLanguage()
  const { vendor } = useSetup()
  const progress = useProgress()
  const onward = useOnward('register')
  const [how, setHow] = useState('pages')
  const step = guide.steps.find(({ id }) => id === 'register')
  const next = useNextLabel(step?.next ?? t.states.goOn)
  if (!step) return null
  const done = step.actions.filter(({ id }) => progress.isDone('register', id)).length
  const code = step.code.find(({ id }) => id === how)
  const options = [
    { value: 'pages', label: step.place ?? guide.short_name },
    ...step.code.map(({ id, label }) => ({ value: id as string, label })),
  ]
  return (
    <Panel>
      <PanelBody>
        <Head
          title={step.title}
          lead={step.lead}
          vendor={vendor.name}
          end={
            options.length > 1 && <Segmented label={t.register.how} value={how} options={options} onChange={setHow} />
          }
        />
        {code ? (
          <CodeBox label={t.register.codeOf(code.label)} code={code.code} note={code.note} />
        ) : (
          <Actions step={step} guide={guide} />
        )}
      </PanelBody>
      <ActionBar back={<BackLink step="register" />} say={code ? null : t.frame.doneOf(done, step.actions.length)}>
        <Button kind="primary" onClick={onward}>
          {next}
        </Button>
      </ActionBar>
    </Panel>
  )
}

function Actions({ step, guide }: { readonly step: GuideStep; readonly guide: SetupGuide }): ReactNode {
  const { t, date } = useLanguage()
  const progress = useProgress()
  const [at, setAt] = useState<number | null>(null)
  const list = (
    <TickedActions
      actions={step.actions}
      isDone={(id) => progress.isDone('register', id)}
      onTick={(id, isDone) => progress.tick('register', id, isDone)}
      onAt={setAt}
    />
  )
  if (step.drawing === null) return list
  const done = step.actions.flatMap(({ id }, index) => (progress.isDone('register', id) ? [index + 1] : []))
  const drawing = {
    ...step.drawing,
    caption: step.drawing.caption || t.register.checkedOn(date(guide.checked_on)),
  }
  return (
    <Beside>
      {list}
      <Aside>
        <Drawing drawing={drawing} done={done} at={at} />
      </Aside>
    </Beside>
  )
}
