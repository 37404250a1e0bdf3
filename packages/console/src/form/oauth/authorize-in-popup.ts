/** Name of the channel on which the page after an authorisation reports. */
const CHANNEL = 'connform-oauth'
const LOOK_EVERY_MS = 500
/** A page that reports closes its window at once: its report may arrive after that. */
const REPORT_WITHIN_MS = 1500

export type AuthorizationState =
  | { readonly state: 'idle' }
  | { readonly state: 'waiting'; readonly url: string | undefined }
  /** The browser opened no window; the address can be opened by hand. */
  | { readonly state: 'blocked'; readonly url: string }
  | { readonly state: 'approved' }
  | { readonly state: 'denied'; readonly message: string | undefined }
  | { readonly state: 'closed' }
  | { readonly state: 'timed_out' }
  | { readonly state: 'broken'; readonly error: unknown }

export interface AuthorizeOptions {
  readonly connection: string
  /** Asks the server where to send the person. */
  readonly begin: () => Promise<{ readonly url: string; readonly expiresAt: string }>
  /** Asks the server whether the connection has been authorised since. */
  readonly isAuthorized: () => Promise<boolean>
  readonly onState: (state: AuthorizationState) => void
}

/** What the page after an authorisation says. */
interface Report {
  readonly connection?: unknown
  readonly ok?: unknown
  readonly issues?: unknown
  readonly message?: unknown
}

/**
 * Opens a window for the provider's question, within the click that calls this, and tells how it went: by what the page
 * after it reports, and by looking at the connection again. Every way it can end is told.
 *
 * @returns stops listening; the window stays
 */
export function authorizeInPopup({ connection, begin, isAuthorized, onState }: AuthorizeOptions): () => void {
  const popup = window.open('', CHANNEL, 'popup,width=640,height=760')
  const channel = new BroadcastChannel(CHANNEL)
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const stop = (): void => {
    stopped = true
    clearTimeout(timer)
    channel.close()
  }
  const end = (state: AuthorizationState): void => {
    if (stopped) return
    stop()
    onState(state)
  }
  const settle = async (otherwise: AuthorizationState): Promise<void> => {
    try {
      end((await isAuthorized()) ? { state: 'approved' } : otherwise)
    } catch (error) {
      end({ state: 'broken', error })
    }
  }
  channel.onmessage = ({ data }: MessageEvent<Report | null>) => {
    if (data === null || typeof data !== 'object') return
    if (typeof data.connection === 'string' && data.connection !== connection) return
    if (data.ok === false) end({ state: 'denied', message: messageOf(data) })
    else if (data.ok === true) end({ state: 'approved' })
    else void settle({ state: 'denied', message: messageOf(data) })
  }

  // A provider may cut the tie to its opener: then the window only seems closed, and may still report.
  const onClosed = async (expiresAt: number): Promise<void> => {
    try {
      if (await isAuthorized()) end({ state: 'approved' })
      else if (!stopped) {
        onState({ state: 'closed' })
        timer = setTimeout(stop, Math.max(0, expiresAt - Date.now()))
      }
    } catch (error) {
      end({ state: 'broken', error })
    }
  }

  const wait = (expiresAt: number): void => {
    timer = setTimeout(() => {
      if (Date.now() >= expiresAt) void settle({ state: 'timed_out' })
      else if (popup?.closed === true) timer = setTimeout(() => void onClosed(expiresAt), REPORT_WITHIN_MS)
      else wait(expiresAt)
    }, LOOK_EVERY_MS)
  }
  const start = async (): Promise<void> => {
    try {
      const { url, expiresAt } = await begin()
      if (stopped) return
      if (popup === null) onState({ state: 'blocked', url })
      else {
        popup.location.replace(url)
        onState({ state: 'waiting', url })
      }
      wait(Date.parse(expiresAt))
    } catch (error) {
      popup?.close()
      end({ state: 'broken', error })
    }
  }
  onState({ state: 'waiting', url: undefined })
  void start()
  return stop
}

function messageOf({ message, issues }: Report): string | undefined {
  if (typeof message === 'string') return message
  const [first] = Array.isArray(issues) ? (issues as readonly unknown[]) : []
  const text: unknown = typeof first === 'object' && first !== null ? Reflect.get(first, 'message') : undefined
  return typeof text === 'string' ? text : undefined
}
