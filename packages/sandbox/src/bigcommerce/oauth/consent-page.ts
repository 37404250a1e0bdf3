import type { Answer } from '../../http/answer.ts'
import { escapeHtml, htmlPage } from '../../http/html-page.ts'
import type { StoreFixture } from '../store-fixture.ts'
import type { AppFixture } from './app-fixture.ts'

interface ConsentPage {
  readonly app: AppFixture
  readonly scopes: readonly string[]
  /** The store that was asked for; null lets the merchant choose one of `stores`. */
  readonly store: StoreFixture | null
  readonly stores: readonly StoreFixture[]
}

/** Where a merchant agrees or not. The form is sent to the page's own address, query included. */
export const consentPage = ({ app, scopes, store, stores }: ConsentPage): Answer =>
  htmlPage(
    200,
    `${app.name} wants to connect to ${store?.name ?? 'your store'}`,
    `<p>If you approve, ${escapeHtml(app.name)} may use:</p>
<ul>${scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join('')}</ul>
<form method="post">
${store ? '' : storeChoice(stores)}<button type="submit" name="decision" value="approve">Approve</button>
<button type="submit" name="decision" value="deny">Deny</button>
</form>`,
  )

const storeChoice = (stores: readonly StoreFixture[]): string => {
  const options = stores.map(
    ({ hash, name }) => `<option value="stores/${hash}">${escapeHtml(name)} (${hash})</option>`,
  )
  return `<label for="context">Store</label><select id="context" name="context">${options.join('')}</select>\n`
}

/** What a merchant sees where nothing can be agreed to and no app may be told. */
export const refusalPage = (status: number, reason: string): Answer =>
  htmlPage(status, 'This app cannot be connected', `<p>${escapeHtml(reason)}</p>`)
