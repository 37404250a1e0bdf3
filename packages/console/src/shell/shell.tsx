import { type ReactNode, useEffect, useRef } from 'react'
import { NavLink, useLocation } from 'react-router'
import { useTexts } from '../texts/texts-context.tsx'
import { Icon, IconButton, type IconName } from '../ui/index.ts'
import { CONTENT_ID } from './content-id.ts'
import { ServerBanner } from './server-banner.tsx'
import { toggleTheme } from './theme.ts'

export interface ShellProps {
  /** What stands in the head beside the product's name, such as the tenant. */
  readonly tools?: ReactNode
  readonly children: ReactNode
}

const pages = [
  { path: '/', section: 'connections', icon: 'list' },
  { path: '/setups', section: 'setups', icon: 'layers' },
  { path: '/oauth-clients', section: 'oauthClients', icon: 'key' },
  { path: '/activity', section: 'activity', icon: 'clock' },
  { path: '/settings', section: 'settings', icon: 'settings' },
] as const satisfies readonly { path: string; section: string; icon: IconName }[]

/** Head, pages at the left (below where it is narrow) and the page itself. */
export function Shell({ tools, children }: ShellProps) {
  const { t } = useTexts()
  const main = useRef<HTMLElement>(null)
  const current = pageOf(useLocation().pathname)
  const shown = useRef(current)
  useEffect(() => {
    if (shown.current === current) return
    shown.current = current
    main.current?.focus()
  }, [current])
  return (
    <div className="shell">
      <a className="skip-link" href={`#${CONTENT_ID}`}>
        {t.shell.skip}
      </a>
      <header className="shell-head">
        <NavLink to="/" className="shell-brand">
          {t.shell.product}
        </NavLink>
        {tools}
        <IconButton icon="theme" label={t.shell.switchTheme} onClick={toggleTheme} />
      </header>
      <nav className="shell-nav" aria-label={t.shell.navigation}>
        <ul>
          {pages.map(({ path, section, icon }) => (
            <li key={path}>
              <NavLink to={path} aria-current={current === path ? 'page' : undefined}>
                <Icon name={icon} />
                <span>{t.shell[section]}</span>
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <main id={CONTENT_ID} ref={main} className="shell-main" tabIndex={-1}>
        <ServerBanner />
        {children}
      </main>
    </div>
  )
}

/** Panels over the list belong to the list. */
const pageOf = (path: string): string | undefined =>
  path.startsWith('/connections/')
    ? '/'
    : pages.find((page) => page.path === path || (page.path !== '/' && path.startsWith(`${page.path}/`)))?.path
