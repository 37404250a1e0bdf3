import { dirname, join, relative } from 'node:path/posix'

/** What a link can lead to. Paths are from the root of the repository, with slashes. */
export interface LinkTargets {
  /** Source → page of the site. */
  readonly pages: ReadonlyMap<string, string>
  /** Whether a file or folder is in the repository. */
  exists(path: string): boolean
  /** Address of a file that is no page. */
  readonly repositoryUrl: string
}

const link = /(!?\[(?:[^\][]|\[[^\][]*\])*\])\(([^)\s]+)\)/g
const fence = /^(```|~~~)/

/**
 * Links of a page as the site needs them: to pages among each other, to everything else in the repository by its address.
 * Images stay, for they are copied along. Throws for a link that leads nowhere.
 */
export function rewriteLinks(
  markdown: string,
  { source, page }: { source: string; page: string },
  targets: LinkTargets,
): string {
  let isCode = false
  const lines = markdown.split('\n').map((line) => {
    if (fence.test(line)) isCode = !isCode
    if (isCode || fence.test(line)) return line
    return line.replace(link, (whole, text: string, address: string) => {
      if (/^[a-z][a-z0-9+.-]*:|^#|^\//i.test(address)) return whole
      const [path = '', anchor] = address.split('#')
      const target = join(dirname(source), path).replace(/\/$/, '')
      if (!targets.pages.has(target) && !targets.exists(target)) {
        throw new Error(`${source} links to ${address}, which is not there.`)
      }
      if (text.startsWith('!')) return whole
      const to = targets.pages.get(target)
      const suffix = anchor === undefined ? '' : `#${anchor}`
      if (to === undefined) return `${text}(${targets.repositoryUrl}${target}${suffix})`
      const way = relative(dirname(page), to)
      return `${text}(${way.startsWith('.') ? way : `./${way}`}${suffix})`
    })
  })
  return lines.join('\n')
}
