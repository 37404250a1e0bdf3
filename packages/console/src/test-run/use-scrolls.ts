import { type RefCallback, useCallback, useState } from 'react'

/** Whether an element holds more than it shows, followed as either changes. */
export function useScrolls(): { readonly box: RefCallback<HTMLElement>; readonly scrolls: boolean } {
  const [scrolls, setScrolls] = useState(false)
  const box = useCallback((element: HTMLElement) => {
    const look = (): void => setScrolls(element.scrollHeight > element.clientHeight)
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    const contents = new MutationObserver(look)
    contents.observe(element, { childList: true, subtree: true, characterData: true })
    look()
    return () => {
      sizes.disconnect()
      contents.disconnect()
    }
  }, [])
  return { box, scrolls }
}
