import { type AppFixture, appFixture } from './app-fixture.ts'

/**
 * SANDBOX FIXTURES, NOT CREDENTIALS. The first one is what `registerApp` changes unless a client ID is given.
 */
export const fixtureApps: readonly AppFixture[] = Object.freeze([
  appFixture({
    clientId: 'k3x0rwd5m8q1zt7v2n6yb4hc9jf0plg',
    clientSecret: '5f0c8a2e94d7163bb1e6f3a9c07d258e6a41b9f2d3c87e05f1a6420b9d8c7e31',
    name: 'Sandbox App',
    redirectUris: ['http://127.0.0.1:4020/oauth/callback', 'http://localhost:4020/oauth/callback'],
  }),
  appFixture({
    clientId: 'w9d2h6v1c8r4n0s7f5k3m1x6t0b8zqe',
    clientSecret: 'b7e13f9026c4d85aa0f7e9362d1b84c56fe0937a1c2d48b5936e7f0ad1c25b84',
    name: 'Other App',
    redirectUris: ['http://127.0.0.1:4021/oauth/callback'],
  }),
])
