import { type CommandCall, textOption } from '../command.ts'
import { portOption } from '../input/port-option.ts'
import { UsageError } from '../usage-error.ts'

const DEFAULT_PORT = 4400
const DEFAULT_HOST = '127.0.0.1'

/** Where a server is found that was given no options. */
export const DEFAULT_URL = `http://${DEFAULT_HOST}:${DEFAULT_PORT}`

const LOG_LEVELS = Object.freeze(['off', 'info', 'debug'] as const)

export type LogLevel = (typeof LOG_LEVELS)[number]

/** What `serve` was asked for. */
export interface ServeOptions {
  /** 0 is any free one. */
  readonly port: number
  readonly host: string
  /** Where browsers find the server, without a trailing slash; undefined where they come straight to it. */
  readonly publicUrl: string | undefined
  readonly demo: boolean
  readonly console: boolean
  /** Undefined where it was not said. */
  readonly log: LogLevel | undefined
  /** Undefined where it was not said. */
  readonly work: boolean | undefined
}

/** Reads the options of `serve`; throws a usage error for one that cannot be meant. */
export function readServeOptions(call: CommandCall): ServeOptions {
  const { demo, console, work } = call.options
  const publicUrl = textOption(call, 'publicUrl')
  return {
    port: portOption(call) ?? DEFAULT_PORT,
    host: textOption(call, 'host') ?? DEFAULT_HOST,
    publicUrl: publicUrl === undefined ? undefined : readBaseUrl('public-url', publicUrl),
    demo: demo === true,
    console: console !== false,
    log: readLogLevel(textOption(call, 'log')),
    work: typeof work === 'boolean' ? work : undefined,
  }
}

/** An origin, as the address bar shows it. The page and the API lie at its root. */
export function readBaseUrl(option: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isOrigin = url !== undefined && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`
  if (isOrigin) return url.origin
  throw new UsageError(
    `--${option} must be an address without a path, user or query.`,
    'For example https://connections.example.com',
  )
}

function readLogLevel(text: string | undefined): LogLevel | undefined {
  const level = LOG_LEVELS.find((one) => one === text)
  if (text === undefined || level !== undefined) return level
  throw new UsageError(`--log must be one of ${LOG_LEVELS.join(', ')}.`)
}
