/** What a connection's role may do besides asking the API at all. */
export type PimPermission = 'channels' | 'locales' | 'currencies' | 'categories'

/** What of a PIM can change while the sandbox runs. */
export interface PimSettings {
  /** Changing it leaves tokens as they are: only the password grant looks at it. */
  readonly password: string
  /** Deleted in the PIM's connection settings: the client is unknown, and so is every token it was given. */
  readonly connectionDeleted: boolean
  /** Overall Web API access of the connection's role. */
  readonly apiAccess: boolean
  /** Lists the role may read. */
  readonly permissions: readonly PimPermission[]
  readonly grantTypes: readonly string[]
  /** `expires_in` of an access token. */
  readonly accessTokenSeconds: number
  readonly refreshTokenSeconds: number
  /** Whether a refresh token is spent by its use; not documented. */
  readonly refreshTokenSingleUse: boolean
  /** Whether a refresh brings a new refresh token, as documented; without it the answer has none. */
  readonly rotatesRefreshToken: boolean
  /** Longest body of a token request; the limit of real instances is not documented. */
  readonly maxTokenBodyBytes: number
  /** Origin of every `next` link in place of the PIM's own, as a PIM in foreign hands would have it; null for none. */
  readonly nextLinkOrigin: string | null
}

/** An instance and the one connection made in it. Its credentials open nothing but the sandbox. */
export interface PimFixture extends PimSettings {
  /** For example `pim.example.com`; reserved by RFC 2606, so that it never resolves. */
  readonly host: string
  readonly name: string
  /** What trying it shows, in one sentence. */
  readonly behaviour: string
  readonly clientId: string
  readonly clientSecret: string
  readonly username: string
  readonly version: string
  readonly edition: string
}

export type PimTraits = Pick<
  PimFixture,
  'host' | 'name' | 'behaviour' | 'clientId' | 'clientSecret' | 'username' | 'password'
> &
  Partial<PimFixture>

/**
 * A whole fixture from what sets the PIM apart; lifetimes are the documented ones.
 * https://api.akeneo.com/documentation/authentication.html
 */
export const pimFixture = (traits: PimTraits): PimFixture =>
  Object.freeze({
    connectionDeleted: false,
    apiAccess: true,
    permissions: ['channels', 'locales', 'currencies', 'categories'] as const,
    grantTypes: ['password', 'refresh_token'],
    accessTokenSeconds: 3600,
    refreshTokenSeconds: 1_209_600,
    refreshTokenSingleUse: true,
    rotatesRefreshToken: true,
    maxTokenBodyBytes: 10_000,
    nextLinkOrigin: null,
    version: '20260318041041',
    edition: 'Serenity',
    ...traits,
  })
