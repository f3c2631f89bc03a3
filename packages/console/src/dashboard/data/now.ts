/** The time, for words such as "4 minutes ago". It moves on once a minute. */
import { useEffect, useState } from 'react'

const minuteMs = 60_000

export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minuteMs)
    return () => clearInterval(timer)
  }, [])
  return now
}
