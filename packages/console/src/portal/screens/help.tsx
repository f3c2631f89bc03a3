/** P22: for the security team, printable: permissions, what is kept, addresses, servers to allow. */
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { ActionBar, Head, Panel, PanelBody, Section } from '../../frame/panel.tsx'
import { useLanguage } from '../../language/language.tsx'
import { Button } from '../../parts/button.tsx'
import { CopyBox } from '../../parts/copy-box.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Points } from '../../parts/points.tsx'
import { samlValues } from '../../parts/saml-values.ts'
import { HallPage } from '../page.tsx'
import { useGuide, useSetup } from '../session.tsx'
import { startOf } from '../walk.ts'
import classes from './sheet.module.css'

export function HelpScreen(): ReactNode {
  const { t } = useLanguage()
  const session = useSetup()
  const { data: guide } = useGuide()
  const [, navigate] = useLocation()
  const { vendor, connection } = session
  const back = (): void => (window.history.length > 1 ? window.history.back() : navigate(startOf(session)))
  const saml = connection?.saml ?? null
  const named = saml && samlValues(saml, t)
  const addresses = named
    ? named
    : connection
      ? [
          { name: t.help.redirect, value: connection.redirect_uri },
          { name: t.help.consent, value: connection.consent_redirect_uri },
          { name: t.help.logout, value: connection.logout.post_logout_redirect_uri },
        ].filter((one): one is { name: string; value: string } => one.value !== null)
      : []
  return (
    <HallPage>
      <Panel>
        <PanelBody>
          <Head
            title={t.help.title}
            lead={t.help.lead(vendor.name)}
            vendor={vendor.name}
            end={
              <span className="screen-only">
                <Button onClick={() => window.print()}>{t.help.print}</Button>
              </span>
            }
          />
          {guide ? (
            <section aria-labelledby="scopes">
              <h2 id="scopes">{saml ? t.saml.permissions : t.help.scopes}</h2>
              {saml && <p className="quiet">{t.saml.noPermissions}</p>}
              <div className={`${classes.facts} ${classes.codes}`}>
                <Facts facts={guide.security.scopes.map(({ scope, why }) => ({ name: scope, value: why }))} />
              </div>
            </section>
          ) : (
            <p className="quiet">{t.help.none}</p>
          )}
          <Section title={t.help.kept} id="kept">
            {guide ? (
              <div className={classes.facts}>
                <Facts facts={guide.security.kept.map(({ what, how_long }) => ({ name: what, value: how_long }))} />
              </div>
            ) : (
              <Points items={t.help.keptList(vendor.name)} />
            )}
          </Section>
          {addresses.length > 0 && (
            <Section title={t.help.addresses} id="addresses">
              <div className={classes.boxes}>
                {addresses.map(({ name, value }) => (
                  <CopyBox key={name} label={name} value={value} kind="code" />
                ))}
              </div>
            </Section>
          )}
          {guide && guide.security.domains.length > 0 && (
            <Section title={t.help.hosts} id="hosts" lead={t.help.hostsLead}>
              <ul className={classes.hosts}>
                {guide.security.domains.map((host) => (
                  <li key={host}>
                    <code>{host}</code>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Section title={t.help.protocol} id="protocol">
            <p className="quiet">{saml ? t.saml.protocolText : t.help.protocolText}</p>
          </Section>
          {vendor.support_email !== null && (
            <Section title={t.help.questions} id="questions">
              <a href={`mailto:${vendor.support_email}`}>{vendor.support_email}</a>
            </Section>
          )}
        </PanelBody>
        <ActionBar
          back={
            <Button kind="bare" onClick={back}>
              {t.frame.back}
            </Button>
          }
        />
      </Panel>
    </HallPage>
  )
}
