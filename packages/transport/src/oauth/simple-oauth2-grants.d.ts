// The grants of simple-oauth2 apart from its HTTP client, as far as connform uses them. `Answer` is whatever the
// client that is handed in resolves to; the grant keeps a shallow copy of it in `token`.

declare module 'simple-oauth2/lib/authorization-code-grant-type.js' {
  interface GrantClient<Answer extends object> {
    request(path: string, parameters: Readonly<Record<string, string>>): Promise<Answer>
  }

  interface GrantConfig {
    readonly auth: { readonly tokenPath: string; readonly refreshPath: string }
    readonly options: { readonly scopeSeparator: string }
  }

  interface GrantToken<Answer extends object> {
    readonly token: Readonly<Answer>
    refresh(parameters: Readonly<Record<string, string>>): Promise<GrantToken<Answer>>
  }

  export default class Grant<Answer extends object> {
    constructor(config: GrantConfig, client: GrantClient<Answer>)
    getToken(parameters: Readonly<Record<string, string>>): Promise<GrantToken<Answer>>
    createToken(token: object): GrantToken<Answer>
  }
}

declare module 'simple-oauth2/lib/resource-owner-password-grant-type.js' {
  export { default } from 'simple-oauth2/lib/authorization-code-grant-type.js'
}
