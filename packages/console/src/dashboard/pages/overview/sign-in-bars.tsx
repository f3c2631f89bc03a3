/** The sign-ins of thirty days, with a note for the worst one. */
import type { Overview } from '@gatehouse-sso/sdk/browser'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useLanguage } from '../../../language/language.tsx'
import { Bars } from '../../../parts/bars.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Section } from '../../../parts/section.tsx'
import { dayOf } from '../../filters/period.ts'
import { paths } from '../../routes.ts'
import { codeInWords, overviewTexts } from '../../texts/texts.ts'
import classes from './overview.module.css'

const t = overviewTexts.bars
/** A day with fewer failures needs no note. */
const leastOfNote = 3

export function SignInBars({ days }: { readonly days: Overview['days'] }): ReactNode {
  const { number, percent, utcDay } = useLanguage()
  const succeeded = days.reduce((sum, day) => sum + day.succeeded, 0)
  const failed = days.reduce((sum, day) => sum + day.failed, 0)
  const all = succeeded + failed
  const worstIndex = days.reduce((worst, day, index) => (day.failed > (days[worst]?.failed ?? 0) ? index : worst), 0)
  const worst = days[worstIndex]
  const [cause] = worst?.causes ?? []
  const [first, last] = [days[0], days.at(-1)]
  const shown = first && last ? { from: dayOf(first.date).from, to: dayOf(last.date).to } : {}
  return (
    <Section
      id="bars"
      title={t.title}
      end={
        all > 0 && (
          <p className={classes.legend}>
            <span>
              <i />
              <Link to={paths.signIns({ ...shown, state: 'succeeded' })}>{t.succeeded(number(succeeded))}</Link>
            </span>
            <span>
              <i className={classes.bad} />
              <Link to={paths.signIns({ ...shown, state: 'failed' })}>{t.failed(number(failed))}</Link>
            </span>
            <span>{t.share(percent(succeeded / all), number(all))}</span>
          </p>
        )
      }
    >
      {all === 0 || !first || !last || !worst ? (
        <Empty title={t.noneTitle} text={t.noneText} />
      ) : (
        <Bars
          labelledBy="bars"
          caption={t.caption}
          sentence={t.sentence(
            utcDay(first.date),
            utcDay(last.date),
            worst.failed > 0 ? t.worst(worst.failed, utcDay(worst.date)) : null,
          )}
          days={days.map(({ date, succeeded: good, failed: bad, causes }) => ({
            date,
            succeeded: good,
            failed: bad,
            cause: causes[0] ? codeInWords(causes[0].error_code) : null,
            to: paths.signIns(dayOf(date)),
          }))}
          note={
            worst.failed < leastOfNote
              ? null
              : {
                  index: worstIndex,
                  text: (
                    <>
                      <Link to={paths.signIns({ ...dayOf(worst.date), state: 'failed' })}>
                        {t.note(worst.failed, utcDay(worst.date))}
                      </Link>
                      {cause && <span>{t.noteMore(cause.count, codeInWords(cause.error_code).toLowerCase())}</span>}
                    </>
                  ),
                }
          }
        />
      )}
    </Section>
  )
}
