import type { BrowserContext, Page, Request, Response } from 'playwright-core'

/** What a page did that no page of the console may do, and all that went over the wire. */
export interface Watch {
  /** Errors on the console, uncaught errors, what the policy blocked, requests that failed. */
  readonly problems: readonly string[]
  /** Everything sent and received so far, headers and bodies included, each with a name. */
  traffic(): Promise<readonly Transfer[]>
}

export interface Transfer {
  /** `request POST /api/v1/connections`, without the query. */
  readonly name: string
  readonly text: string
}

/** Answers that say no to a person, in whose wording the test is interested; the browser logs them as errors. */
const REFUSALS = /the server responded with a status of (401|412|422) /

const LINES = 'application/x-ndjson'

/** What the init scripts below find in a page to tell the test by. */
interface Reporting {
  reportProblem(text: string): void
  reportLines(text: string): void
}

/** In the page: says what its policy blocked. */
function reportViolations(): void {
  const { reportProblem } = window as unknown as Reporting
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
    reportProblem(`policy: ${violatedDirective} blocked ${blockedURI} at ${sourceFile}:${lineNumber}`),
  )
}

/** In the page: says what answers that come line by line hold, which the browser does not keep. */
function reportStreams(): void {
  const { reportProblem, reportLines } = window as unknown as Reporting
  const { fetch } = window
  window.fetch = async (...call) => {
    const response = await fetch(...call)
    if (response.headers.get('content-type') === 'application/x-ndjson') {
      response
        .clone()
        .text()
        .then(reportLines, () => reportProblem(`cut: ${response.url}`))
    }
    return response
  }
}

/** Watches every page of a context, those it opens included, from before their first script. */
export async function watch(context: BrowserContext): Promise<Watch> {
  const problems: string[] = []
  const transfers: Promise<Transfer>[] = []
  await context.exposeBinding('reportProblem', (_, problem: string) => void problems.push(problem))
  await context.exposeBinding('reportLines', (_, text: string) => {
    transfers.push(Promise.resolve({ name: 'response in lines', text }))
  })
  await context.addInitScript(reportViolations)
  await context.addInitScript(reportStreams)
  context.on('weberror', (error) => void problems.push(`uncaught: ${error.error().message}`))
  context.on('console', (message) => {
    if (message.type() === 'error' && !REFUSALS.test(message.text())) {
      problems.push(`console: ${message.text()} ${message.location().url}`)
    }
    if (message.type() === 'warning') problems.push(`console: ${message.text()}`)
  })
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    // A page that is left, or a search that is typed on, waits for its answers no longer.
    if (reason === 'net::ERR_ABORTED' && request.method() === 'GET') return
    // Chromium says so of some answers that a page has read to their end, piece by piece. The page reports those itself.
    if (reason === 'net::ERR_ABORTED' && request.headers()['accept'] === LINES) return
    problems.push(`failed: ${nameOf(request)} ${reason}`)
  })
  context.on('request', (request) => void transfers.push(readRequest(request)))
  context.on('response', (response) => void transfers.push(readResponse(response)))
  return { problems, traffic: () => Promise.all(transfers) }
}

/** All that a page keeps: its HTML, its address, and what it put into the browser. */
export function kept(page: Page): Promise<readonly Transfer[]> {
  return page.evaluate(async () => {
    const databases = await Promise.all(
      (await indexedDB.databases()).map(async ({ name = '' }) => {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const opening = indexedDB.open(name)
          opening.onsuccess = () => resolve(opening.result)
          opening.onerror = () => reject(opening.error)
        })
        const rows = [...database.objectStoreNames].map(
          (store) =>
            new Promise((resolve, reject) => {
              const reading = database.transaction(store).objectStore(store).getAll()
              reading.onsuccess = () => resolve(reading.result)
              reading.onerror = () => reject(reading.error)
            }),
        )
        const all = JSON.stringify(await Promise.all(rows))
        database.close()
        return all
      }),
    )
    return [
      { name: 'page', text: document.documentElement.outerHTML },
      { name: 'address', text: location.href },
      { name: 'history', text: JSON.stringify(history.state) ?? '' },
      { name: 'cookies', text: document.cookie },
      { name: 'localStorage', text: JSON.stringify({ ...localStorage }) },
      { name: 'sessionStorage', text: JSON.stringify({ ...sessionStorage }) },
      { name: 'IndexedDB', text: databases.join('\n') },
    ]
  })
}

const nameOf = (request: Request): string => {
  const { origin, pathname } = new URL(request.url())
  return `${request.method()} ${origin}${pathname}`
}

async function readRequest(request: Request): Promise<Transfer> {
  // The cookie is the browser's own business; what a script set beside it is not.
  const { cookie: _, ...headers } = await request.allHeaders().catch(() => request.headers())
  return {
    name: `request ${nameOf(request)}`,
    text: [request.url(), JSON.stringify(headers), request.postData() ?? ''].join('\n'),
  }
}

async function readResponse(response: Response): Promise<Transfer> {
  // A redirect and a page that is gone have none.
  const body = await response.body().catch(() => Buffer.alloc(0))
  return {
    name: `response ${nameOf(response.request())}`,
    text: [response.url(), JSON.stringify(response.headers()), body.toString('latin1')].join('\n'),
  }
}
