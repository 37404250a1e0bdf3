import { useEffect } from 'react'
import { useTexts } from '../texts/texts-context.tsx'

/** Names the page in the browser's tab and history. */
export function usePageTitle(title: string): void {
  const { t } = useTexts()
  useEffect(() => {
    document.title = t.shell.pageTitle(title)
  }, [t, title])
}
