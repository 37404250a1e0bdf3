import { spawn } from 'node:child_process'

/** How each system opens an address. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [command: string, ...words: string[]]>>> =
  Object.freeze({
    darwin: ['open'],
    win32: ['rundll32', 'url.dll,FileProtocolHandler'],
    linux: ['xdg-open'],
  })

/** Opens an address in the user's browser. False where that cannot be done, so that the address can be shown instead. */
export function openInBrowser(url: string): Promise<boolean> {
  const [command, ...words] = openers[process.platform] ?? []
  if (command === undefined) return Promise.resolve(false)
  return new Promise((resolve) => {
    const child = spawn(command, [...words, url], { stdio: 'ignore', detached: true })
    child.once('error', () => resolve(false))
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}
