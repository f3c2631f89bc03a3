/** A sign of waiting comes after 200 ms, so that a quick answer shows none, and then stays for 300 ms at least. */
import { useEffect, useRef, useState } from 'react'

const delayMs = 200
const leastMs = 300

export function useLate(isWaiting: boolean): boolean {
  const [isShown, setShown] = useState(false)
  const shownAt = useRef(0)
  useEffect(() => {
    const wait = isWaiting ? delayMs : Math.max(0, shownAt.current + leastMs - Date.now())
    const timer = setTimeout(() => {
      if (isWaiting) shownAt.current = Date.now()
      setShown(isWaiting)
    }, wait)
    return () => clearTimeout(timer)
  }, [isWaiting])
  return isShown
}
