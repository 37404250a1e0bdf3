import { activity } from './de/activity.ts'
import { common } from './de/common.ts'
import { connections } from './de/connections.ts'
import { form } from './de/form.ts'
import { oauthClients } from './de/oauth-clients.ts'
import { problems } from './de/problems.ts'
import { progress } from './de/progress.ts'
import { session } from './de/session.ts'
import { settings } from './de/settings.ts'
import { setups } from './de/setups.ts'
import { shell } from './de/shell.ts'
import { words } from './de/words.ts'
import type { Texts } from './languages.ts'

/** The German texts. */
export const de: Texts = {
  common,
  shell,
  session,
  problems,
  progress,
  words,
  connections,
  activity,
  oauthClients,
  settings,
  setups,
  form,
}
