import type { Fault } from '../faults/fault.ts'
import { type ApiAccount, sandboxAccounts } from './sandbox-accounts.ts'
import { allScopes } from './scopes.ts'
import { type StoreFixture, type StoreTraits, storeFixture } from './store-fixture.ts'

type FaultyTraits = Omit<StoreTraits, 'tokens'> & { readonly account: ApiAccount; readonly fault?: Fault }

const faulty = ({ account, ...traits }: FaultyTraits): StoreFixture =>
  storeFixture({ ...traits, tokens: [{ ...account, label: 'every scope of the served endpoints', scopes: allScopes }] })

/** One store per failure, to be tried by its hash. */
export const faultyStores: readonly StoreFixture[] = [
  faulty({
    hash: 'revokedkey',
    name: 'Revoked Key',
    behaviour: 'Answers 401 to its own token, as after the API account was deleted.',
    account: sandboxAccounts.revokedToken,
    fault: { kind: 'revoked-token' },
  }),
  faulty({
    hash: 'wrongstore',
    name: 'Wrong Store',
    behaviour: 'Answers 401: the token is not a valid combination for this store.',
    account: sandboxAccounts.wrongStore,
    fault: { kind: 'wrong-store', status: 401 },
  }),
  faulty({
    hash: 'wrongst403',
    name: 'Wrong Store, Forbidden',
    behaviour: 'Answers 403 to a token of another store, the other status the documentation gives.',
    account: sandboxAccounts.wrongStoreForbidden,
    fault: { kind: 'wrong-store', status: 403 },
  }),
  faulty({
    hash: 'suspended0',
    name: 'Suspended',
    status: 'suspended',
    behaviour: 'Answers 503: suspended, in maintenance or being upgraded.',
    account: sandboxAccounts.suspended,
    fault: { kind: 'suspended' },
  }),
  faulty({
    hash: 'ratelimit1',
    name: 'Rate Limited',
    behaviour: 'Answers 429 with rate-limit headers that ask for 15 seconds.',
    account: sandboxAccounts.rateLimited,
    fault: { kind: 'rate-limited' },
  }),
  faulty({
    hash: 'smallquota',
    name: 'Small Quota',
    behaviour: 'Really counts: three requests per 30 seconds, then 429 until the window is over.',
    plan: 'Standard',
    rateLimit: { requestsQuota: 3, windowMs: 30_000 },
    account: sandboxAccounts.smallQuota,
  }),
  faulty({
    hash: 'overloaded',
    name: 'Overloaded Platform',
    behaviour: 'Answers 429 without any rate-limit header: the platform has too much to do.',
    account: sandboxAccounts.overloaded,
    fault: { kind: 'overloaded' },
  }),
  faulty({
    hash: 'unlimited0',
    name: 'Unlimited Plan',
    behaviour: 'Works, without rate-limit headers.',
    plan: 'Unlimited',
    rateLimit: null,
    account: sandboxAccounts.unlimited,
  }),
  faulty({
    hash: 'slowanswer',
    name: 'Slow',
    behaviour: 'Works, three seconds late.',
    account: sandboxAccounts.slow,
    fault: { kind: 'slow', delayMs: 3000 },
  }),
  faulty({
    hash: 'noanswers0',
    name: 'Silent',
    behaviour: 'Takes the request and never answers.',
    account: sandboxAccounts.silent,
    fault: { kind: 'silent' },
  }),
  faulty({
    hash: 'cutheaders',
    name: 'Cut Before Headers',
    behaviour: 'Ends the connection before answering.',
    account: sandboxAccounts.cutHeaders,
    fault: { kind: 'cut-before-headers' },
  }),
  faulty({
    hash: 'cutinbody0',
    name: 'Cut in the Body',
    behaviour: 'Ends the connection in the middle of the answer.',
    account: sandboxAccounts.cutBody,
    fault: { kind: 'cut-in-body' },
  }),
  faulty({
    hash: 'loginhtml0',
    name: 'Login Page',
    behaviour: 'Answers 200 with an HTML page that redirects to the login.',
    account: sandboxAccounts.loginPage,
    fault: { kind: 'login-page' },
  }),
  faulty({
    hash: 'emptyreply',
    name: 'Empty',
    behaviour: 'Answers 204 without a body where JSON is expected.',
    account: sandboxAccounts.emptyAnswer,
    fault: { kind: 'empty' },
  }),
  faulty({
    hash: 'endlessone',
    name: 'Endless Body',
    behaviour: 'Answers JSON that never ends.',
    account: sandboxAccounts.endlessBody,
    fault: { kind: 'endless-body' },
  }),
  faulty({
    hash: 'hugeanswer',
    name: 'Huge Body',
    behaviour: 'Answers 1 GiB of JSON and says so in Content-Length.',
    account: sandboxAccounts.hugeBody,
    fault: { kind: 'huge-body' },
  }),
  faulty({
    hash: 'gzipbomb00',
    name: 'Packed Huge Body',
    behaviour: 'Answers 1 MB of gzip that unpacks to 1 GiB.',
    account: sandboxAccounts.gzipBomb,
    fault: { kind: 'gzip-bomb' },
  }),
  faulty({
    hash: 'redirected',
    name: 'Redirect Elsewhere',
    behaviour: 'Redirects to another host, which notes whether a credential came along.',
    account: sandboxAccounts.redirect,
    fault: { kind: 'redirect' },
  }),
  faulty({
    hash: 'servererr5',
    name: 'Server Error',
    behaviour: 'Answers 500 with a JSON error.',
    account: sandboxAccounts.serverError,
    fault: { kind: 'server-error' },
  }),
  faulty({
    hash: 'otheraccnt',
    name: 'Other Account',
    behaviour: 'Answers with the store information of another store.',
    account: sandboxAccounts.otherAccount,
    fault: { kind: 'other-account' },
  }),
]
