/** The claims that came, each beside what the application receives. */
import type { SetupGuide, SetupTest } from '@gatehouse-sso/sdk/browser'
import { IconArrowRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.tsx'
import table from '../../parts/table.module.css'
import { shortClaim } from '../claim-names.ts'
import { groupsWithoutRole, isAddress, type ResultRow, resultRows } from '../result-rows.ts'
import { useSetup } from '../session.tsx'
import { reasonsOf } from './reasons.ts'
import classes from './result.module.css'

interface Props {
  readonly guide: SetupGuide
  readonly test: SetupTest
  /** The name of the role; `null` for none. */
  readonly roleName: string | null
}

export function ReceivedRows({ guide, test, roleName }: Props): ReactNode {
  const { t, list } = useLanguage()
  const { vendor, roles, default_role } = useSetup()
  const without = groupsWithoutRole(test)
  const named = [...roles, ...(default_role ? [default_role] : [])]
  const nameOf = (slug: string): string => named.find((one) => one.slug === slug)?.name ?? slug
  const email = typeof test.receives?.email === 'string' ? test.receives.email : null
  const domain = email?.split('@')[1] ?? ''
  /** The words for a value that has a reason of its own. */
  const wordsOf = ({
    becomes,
    sent,
    received,
    because,
  }: ResultRow): { value: string | null; because: string | null } => {
    if (becomes === 'role') {
      return { value: roleName, because: test.roles.length > 0 ? reasonsOf(test.roles, t, nameOf) : null }
    }
    if (becomes === 'sub' && received === null) {
      return { value: t.test.subLater, because: isAddress(sent) ? t.test.subIsEmail : t.test.subWhy }
    }
    if (becomes === 'email_verified' && received === 'false' && domain !== '') {
      return { value: received, because: t.test.verifiedLater(domain) }
    }
    return { value: received, because }
  }
  return (
    <table className={`${table.table} ${classes.received}`}>
      <colgroup>
        <col className={classes.c1} />
        <col />
        <col className={classes.c3} />
        <col className={classes.c4} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th colSpan={2} scope="colgroup">
            {t.test.sent(guide.company)}
          </th>
          <td>
            <span className="sr">{t.test.becomes}</span>
          </td>
          <th colSpan={2} scope="colgroup">
            {t.test.receives(vendor.name)}
          </th>
        </tr>
      </thead>
      <tbody>
        {resultRows(test, list).map((row) => (
          <Row key={row.becomes} row={row} words={wordsOf(row)} without={row.becomes === 'role' ? without : 0} />
        ))}
      </tbody>
    </table>
  )
}

const isId = (text: string): boolean => /^[0-9a-f-]{36}$/i.test(text)

/** A value that came. Groups that give no role are only counted. */
function Sent({ sent, without }: { readonly sent: string | null; readonly without: number }): ReactNode {
  const { t } = useLanguage()
  if (sent === null) return without > 0 ? t.test.without(without) : <span className="faint">{t.test.never}</span>
  return (
    <>
      {isId(sent) ? <code>{sent}</code> : sent}
      {without > 0 && <span className={classes.because}>{t.test.more(without)}</span>}
    </>
  )
}

interface RowProps {
  readonly row: ResultRow
  readonly words: { readonly value: string | null; readonly because: string | null }
  /** How many groups give no role. */
  readonly without: number
}

function Row({ row: { claim, sent, becomes }, words: { value, because }, without }: RowProps): ReactNode {
  const { t } = useLanguage()
  return (
    <tr>
      <td className={classes.k}>{claim !== null && <code title={claim}>{shortClaim(claim)}</code>}</td>
      <td className={classes.v}>
        <Sent sent={sent} without={without} />
      </td>
      <td className={classes.arrow}>
        <IconArrowRight className="icon" aria-hidden="true" />
      </td>
      <td className={classes.k}>
        <code>{becomes}</code>
      </td>
      <td className={classes.v}>
        {value ?? <span className="faint">{t.parts.empty}</span>}
        {because !== null && <span className={classes.because}>{because}</span>}
      </td>
    </tr>
  )
}
