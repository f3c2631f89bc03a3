/** The values on paper, for people who must send them to the vendor instead of pasting them into a form. */
import type { ReactNode } from 'react'
import { ActionBar, Head, Panel, PanelBody } from '../../frame/panel.tsx'
import { useLanguage } from '../../language/language.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { HallPage } from '../page.tsx'
import { Problem } from '../problem.tsx'
import { useConnection, useGuide, useSetup } from '../session.tsx'
import { initialValues, shownFields } from '../values-form.ts'
import { allows, pathOf, startOf } from '../walk.ts'
import { firstGroup } from '../ways.ts'
import classes from './sheet.module.css'

export function HandOverScreen(): ReactNode {
  const { t, date } = useLanguage()
  const session = useSetup()
  const connection = useConnection()
  const { data: guide, error, refetch } = useGuide()
  const { vendor, organization } = session
  const toFill = <span className={classes.fill}>{t.handOver.toFill}</span>
  const settings = (connection.candidate ?? connection).settings
  const { saml } = connection
  const values = guide ? initialValues(guide.fields, settings) : {}
  const group = guide ? firstGroup(guide.fields, settings) : null
  const fields = guide ? shownFields(guide.fields, group).filter(({ kind }) => kind !== 'secret') : []
  const credential = connection.credentials[0]
  const facts = [
    { name: t.handOver.organization, value: organization.name },
    { name: t.handOver.provider, value: guide?.name ?? '' },
    ...fields.map(({ param, label, kind }) => ({
      name: label,
      value: values[param] ? (
        <code>{values[param]}</code>
      ) : kind === 'metadata' || kind === 'certificate' ? (
        t.saml.handOverFile
      ) : (
        toFill
      ),
    })),
    ...(saml
      ? [
          { name: t.saml.handOverEntity, value: <code>{saml.sp_entity_id}</code> },
          { name: t.saml.handOverAcs, value: <code>{saml.acs_url}</code> },
        ]
      : [
          { name: t.handOver.redirect, value: <code>{connection.redirect_uri}</code> },
          { name: t.handOver.expires, value: credential?.not_after ? date(credential.not_after) : toFill },
          { name: t.handOver.secret, value: <p className="quiet dense">{t.handOver.secretHow}</p> },
        ]),
  ]
  return (
    <HallPage>
      <Panel>
        <PanelBody>
          <Head
            title={t.handOver.title(vendor.name)}
            lead={(saml ? t.saml.handOverLead : t.handOver.lead)(vendor.name)}
            vendor={vendor.name}
            end={
              <span className="screen-only">
                <Button onClick={() => window.print()}>{t.handOver.print}</Button>
              </span>
            }
          />
          {error && <Problem error={error} onRetry={() => void refetch()} />}
          {guide ? (
            <div className={classes.sheet}>
              <Facts facts={facts} />
            </div>
          ) : (
            !error && <Skeleton lines={8} />
          )}
          <p className="quiet dense">
            {t.handOver.made(date(new Date().toISOString()))}
            {vendor.support_email !== null && ` ${t.handOver.sendTo(vendor.support_email)}`}
          </p>
        </PanelBody>
        <ActionBar
          back={
            <ButtonLink kind="bare" to={allows(session, 'values') ? pathOf(session, 'values') : startOf(session)}>
              {t.frame.back}
            </ButtonLink>
          }
        />
      </Panel>
    </HallPage>
  )
}
