/** The parts, each under a heading with its name. */
import type { Drawing as DrawingData, GuideAction, ValueFinding } from '@gatehouse-sso/sdk/browser'
import { type ReactNode, useState } from 'react'
import { ActionBar, Panel, PanelBody, Section } from '../../src/frame/panel.tsx'
import { Badge } from '../../src/parts/badge.tsx'
import { Button, LinkButton } from '../../src/parts/button.tsx'
import { ChoiceCards } from '../../src/parts/choice-card.tsx'
import { CodeBox } from '../../src/parts/code-box.tsx'
import { Comparison } from '../../src/parts/comparison.tsx'
import { CopyBox } from '../../src/parts/copy-box.tsx'
import { CredentialSlot, EmptySlot, Slots } from '../../src/parts/credential-slot.tsx'
import { Drawing } from '../../src/parts/drawing.tsx'
import { Empty } from '../../src/parts/empty.tsx'
import { Facts } from '../../src/parts/facts.tsx'
import { Area, CodeField, Field } from '../../src/parts/field.tsx'
import { Fold } from '../../src/parts/fold.tsx'
import { PathChip } from '../../src/parts/path-chip.tsx'
import { Points } from '../../src/parts/points.tsx'
import { Segmented } from '../../src/parts/segmented.tsx'
import { Skeleton } from '../../src/parts/skeleton.tsx'
import { Strip } from '../../src/parts/strip.tsx'
import { NumberedActions, TickedActions } from '../../src/parts/ticked-actions.tsx'
import { Timeline } from '../../src/parts/timeline.tsx'
import { FindingNote } from '../../src/portal/finding-note.tsx'
import { credential, federated, redirect_uri, tenant_id } from '../canned/values.ts'

const now = Date.parse('2026-11-25T10:41:00Z')
const path = ['App registrations', 'Acme Planner – production', 'Overview']

const finding = (result: ValueFinding['result'], more: Partial<ValueFinding> = {}): ValueFinding => ({
  param: '/settings/tenant_id',
  result,
  code: 'x',
  title: 'A sentence that says the finding.',
  text: 'Then the reason, with **words of the page**, and the way out.',
  facts: [],
  value: null,
  path: null,
  choices: [],
  ...more,
})

const findings: readonly (readonly [string, ValueFinding | undefined, boolean])[] = [
  ['Empty', undefined, false],
  ['Checking', undefined, true],
  ['Found', finding('found', { facts: ['Contoso Ltd', 'public cloud', 'EU'], text: null }), false],
  ['Changed', finding('changed', { title: '**contoso.example** belongs to this directory.', text: null }), false],
  ['Looks right', finding('looks_right', { text: null }), false],
  ['Warning', finding('warn', { choices: ['use_federated'] }), false],
  ['Wrong', finding('wrong', { path, choices: ['swap', 'pin_tenant'] }), false],
  ['No answer', finding('no_answer', { text: null }), false],
]

const drawing: DrawingData = {
  title: 'A page with each kind of part',
  bar: 'Admin center',
  menu: [
    { text: null, current: false, mark: null },
    { text: 'Authentication', current: true, mark: 1 },
    { text: 'Overview', current: false, mark: null },
  ],
  parts: [
    { kind: 'crumb', text: 'App registrations' },
    { kind: 'heading', text: 'Authentication', mark: null },
    { kind: 'label', text: 'Name', mark: null },
    { kind: 'input', text: redirect_uri, before: 'Web', mark: 2 },
    { kind: 'choice', text: 'Single tenant', chosen: true, mark: 3 },
    { kind: 'choice', text: '', chosen: false, mark: null },
    { kind: 'row', label: 'Object ID', value: null, mark: null },
    { kind: 'row', label: 'Directory ID', value: '3f8a2c1e-7b…', mark: 4 },
    {
      kind: 'table',
      columns: [
        { label: 'Expires', value: null, note: null, tone: 'plain' },
        { label: 'Value', value: 'gE78Q~x…', note: 'Copy this', tone: 'right' },
        { label: 'Secret ID', value: 'd41b7f3a-…', note: 'Not this', tone: 'wrong' },
      ],
      mark: null,
    },
    { kind: 'bars', widths: [80, 60] },
    { kind: 'line' },
    { kind: 'button', text: 'Save', mark: 5 },
  ],
  caption: 'The numbers are those of the actions.',
}

const actions: readonly GuideAction[] = [
  {
    id: 'one',
    title: 'Enter the redirect URI',
    text: 'Choose the platform **Web**.',
    path,
    old_path: ['Identity', 'Applications'],
    copy: [{ label: 'Redirect URI', value: redirect_uri, is_code: true, note: null }],
    link: { label: 'Open the admin center', url: 'https://entra.example/' },
    note: 'It takes some seconds.',
  },
  { id: 'two', title: 'Select **Save**', text: null, path: null, old_path: null, copy: [], link: null, note: null },
]

export function AllParts(): ReactNode {
  const [ticked, setTicked] = useState<readonly string[]>(['two'])
  const [period, setPeriod] = useState('12')
  const [kind, setKind] = useState<'secret' | 'none'>('none')
  return (
    <Panel>
      <PanelBody>
        <h1>Parts and their states</h1>
        <Section title="Buttons" id="buttons">
          <Button kind="primary">Test again</Button> <Button isBusy>Busy</Button> <Button kind="bare">Back</Button>{' '}
          <Button kind="danger">Turn off…</Button> <LinkButton>In a sentence</LinkButton>
        </Section>
        <Section title="Badges" id="badges">
          <Badge tone="plain">Plain</Badge> <Badge tone="good">Granted</Badge> <Badge tone="warn">Not yet</Badge>{' '}
          <Badge tone="clock">49 days left</Badge> <Badge tone="bad">Declined</Badge>{' '}
          <Badge tone="accent">Recommended</Badge> <Badge tone="waiting">Waiting</Badge>
        </Section>
        <Section title="Copy boxes and paths" id="copies">
          <CopyBox value={redirect_uri} kind="address" />
          <CopyBox value={redirect_uri.slice(0, -1)} kind="address" label="Without a slash" />
          <CopyBox value={tenant_id} kind="code" label="Code" note="A note" />
          <CopyBox value="Acme Planner" />
          <PathChip path={{ parts: path, old: 'Identity › Applications' }} />
          <CodeBox label="Command" code={'az ad app create \\\n  --display-name Acme'} note="It prints the `appId`." />
        </Section>
        <Section title="Fields" id="fields">
          {findings.map(([name, found, isChecking]) => (
            <CodeField
              key={name}
              label={name}
              defaultValue={name === 'Empty' ? '' : tenant_id}
              placeholder="00000000-0000-0000-0000-000000000000"
              isWrong={found?.result === 'wrong'}
              isChecking={isChecking}
              finding={
                <FindingNote
                  finding={found}
                  asking={isChecking ? 'Asking Microsoft…' : null}
                  tookMs={312}
                  onChoice={() => undefined}
                />
              }
            />
          ))}
          <Field label="A plain field" hint="A hint" defaultValue="contoso.example" />
          <Area label="Several lines" defaultValue="a b" />
          <Segmented
            label="Period"
            value={period}
            options={['6', '12', '24'].map((value) => ({ value, label: `${value} months` }))}
            onChange={setPeriod}
          />
        </Section>
        <Section title="Choices" id="choices">
          <ChoiceCards
            labelledBy="choices"
            value={kind}
            onChange={setKind}
            choices={[
              { value: 'secret', title: 'Client secret', text: 'It expires, and somebody renews it.' },
              { value: 'none', title: 'No secret', text: 'Nothing expires.', isRecommended: true },
            ]}
          />
        </Section>
        <Section title="Actions and drawings" id="actions">
          <TickedActions
            actions={actions}
            isDone={(id) => ticked.includes(id)}
            onTick={(id, isDone) => setTicked(isDone ? [...ticked, id] : ticked.filter((one) => one !== id))}
          />
          <NumberedActions actions={actions} />
          <Drawing drawing={drawing} done={[2]} at={4} />
        </Section>
        <Section title="Comparisons" id="comparisons">
          {['/oauth/complete', '/OAuth/complete/', '/other/'].map((end) => (
            <Comparison
              key={end}
              names={['Acme Planner asks for', 'Entra has']}
              asked={redirect_uri}
              has={`https://sso.acmeplanner.example${end}`}
              short="Entra"
            />
          ))}
          <Comparison
            names={['Asks for', 'Has']}
            asked={redirect_uri}
            has={redirect_uri.replace('s:', ':')}
            short="Entra"
          />
        </Section>
        <Section title="Timeline" id="timeline">
          <Timeline
            label="So far"
            steps={(['done', 'running', 'failed', 'waiting'] as const).map((state) => ({
              id: state,
              state,
              title: `A step that is ${state}`,
              text: 'It proves one thing.',
              took: state === 'waiting' ? null : '0.2 s',
            }))}
          />
        </Section>
        <Section title="Credentials" id="credentials">
          <Slots>
            <CredentialSlot label="In use" credential={credential} now={now} />
            <CredentialSlot
              label="In use"
              credential={{ ...credential, not_after: '2027-01-13T00:00:00Z', created_at: '2026-01-13T00:00:00Z' }}
              now={now}
            />
            <CredentialSlot
              label="In use"
              credential={{ ...credential, not_after: '2026-11-05T00:00:00Z', created_at: '2025-11-05T00:00:00Z' }}
              now={now}
            />
            <CredentialSlot label="Next" credential={federated} now={now}>
              <Button>Use it now</Button>
            </CredentialSlot>
            <EmptySlot label="Next" title="Empty" text="A new secret, or none at all.">
              <Button kind="primary">Add</Button>
            </EmptySlot>
          </Slots>
        </Section>
        <Section title="Strips, facts and folds" id="strips">
          <Strip tone="plain" title="A fact" />
          <Strip tone="warn" title="It will stop">
            <p>Unless somebody acts.</p>
          </Strip>
          <Strip tone="bad" title="This did not work">
            <p>Typed values stay.</p>
            <Button>Try again</Button>
          </Strip>
          <Facts facts={[{ name: 'Directory', value: 'Contoso Ltd' }]} />
          <Points items={['A sentence.', 'Another one.']} />
          <Fold title="What Microsoft wrote">
            <Facts facts={[{ name: 'Code', value: <code>AADSTS50011</code> }]} />
          </Fold>
          <Empty title="Your groups appear here" text="After a test sign-in.">
            <Button>Run a test sign-in</Button>
          </Empty>
          <Skeleton />
        </Section>
      </PanelBody>
      <ActionBar back={<Button kind="bare">Back</Button>} say="2 of 5 done">
        <Button kind="primary">Continue</Button>
      </ActionBar>
    </Panel>
  )
}
