/** Exports what is filtered, in the browser. */
import { Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useLanguage } from '../../../language/language.tsx'
import { Button } from '../../../parts/button.tsx'
import menu from '../../../parts/menu.module.css'
import { saveFile } from '../../../portal/download.ts'
import { type Api, useApi } from '../../data/api.tsx'
import { useEnvironment } from '../../data/session.tsx'
import { eventsTexts } from '../../texts/texts.ts'
import { csvOf, jsonLinesOf, mostExported, readEvents } from './export-events.ts'

const t = eventsTexts.export

interface Props {
  readonly filters: NonNullable<Parameters<Api['events']['list']>[0]>
  /** Told how the export goes; an empty text when nothing is to say. */
  readonly onSay: (text: string, error: Error | null) => void
}

export function ExportButton({ filters, onSay }: Props): ReactNode {
  const { number } = useLanguage()
  const api = useApi()
  const { slug } = useEnvironment()
  const running = useRef<AbortController | null>(null)
  const [isRunning, setRunning] = useState(false)
  useEffect(() => () => running.current?.abort(), [])
  const run = async (format: 'jsonl' | 'csv'): Promise<void> => {
    const controller = new AbortController()
    running.current = controller
    setRunning(true)
    onSay(t.running('0'), null)
    try {
      const { signal } = controller
      const events = await readEvents(api, filters, {
        signal,
        onProgress: (count) => onSay(t.running(number(count)), null),
      })
      const isCsv = format === 'csv'
      saveFile(`events-${slug}.${format}`, isCsv ? csvOf(events) : jsonLinesOf(events))
      onSay((events.length >= mostExported ? t.bounded : t.done)(number(events.length)), null)
    } catch (error) {
      if (controller.signal.aborted) onSay('', null)
      else onSay('', error instanceof Error ? error : new Error(String(error)))
    } finally {
      setRunning(false)
    }
  }
  if (isRunning) return <Button onClick={() => running.current?.abort()}>{t.stop}</Button>
  return (
    <Menu
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      position="bottom-end"
      classNames={{ dropdown: menu.float ?? '', item: menu.item ?? '' }}
    >
      <Menu.Target>
        <Button>
          <IconDownload className="icon" aria-hidden="true" />
          {t.act}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void run('jsonl')}>
          {t.jsonLines}
          <span className={menu.describes}>{t.note(number(mostExported))}</span>
        </Menu.Item>
        <Menu.Item onClick={() => void run('csv')}>
          {t.csv}
          <span className={menu.describes}>{t.note(number(mostExported))}</span>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
