import { recall, remember } from './remembered.ts'
import { createSignal, useSignal } from './signal.ts'

export type Theme = 'system' | 'light' | 'dark'

const theme = createSignal<Theme>('system')

export const useTheme = (): Theme => useSignal(theme)

/** Puts the remembered theme on the page; before the first render, so that nothing flashes. */
export function startTheme(): void {
  const remembered = recall('theme')
  theme.set(remembered === 'light' || remembered === 'dark' ? remembered : 'system')
  show()
}

export function setTheme(chosen: Theme): void {
  remember('theme', chosen === 'system' ? null : chosen)
  theme.set(chosen)
  show()
}

/** The other of light and dark than what is seen now. */
export function toggleTheme(): void {
  const chosen = theme.get()
  const isDark = chosen === 'dark' || (chosen === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  setTheme(isDark ? 'light' : 'dark')
}

function show(): void {
  const { dataset } = document.documentElement
  const chosen = theme.get()
  if (chosen === 'system') delete dataset['theme']
  else dataset['theme'] = chosen
}
