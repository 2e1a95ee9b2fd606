import { useEffect, useRef, useState } from 'preact/hooks'

/** Whether an element has been near the screen: what nobody looks at is not computed. */
export function useSeen<E extends Element>() {
  const element = useRef<E>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (element.current === null || seen) return
    const observer = new IntersectionObserver((entries) => setSeen(entries.some((entry) => entry.isIntersecting)), {
      rootMargin: '200px',
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [seen])
  return { element, seen }
}

const waiting: (() => void)[] = []
let busy = false

/** Does work when nothing else is to be done, one piece after the other. Gives what takes it back. */
export function whenIdle(work: () => void): () => void {
  waiting.push(work)
  if (!busy) next()
  return () => {
    const place = waiting.indexOf(work)
    if (place >= 0) waiting.splice(place, 1)
  }
}

function next(): void {
  busy = waiting.length > 0
  if (!busy) return
  setTimeout(() => {
    waiting.shift()?.()
    next()
  }, 4)
}
