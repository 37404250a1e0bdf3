import { activity } from './en/activity.ts'
import { common } from './en/common.ts'
import { connections } from './en/connections.ts'
import { form } from './en/form.ts'
import { oauthClients } from './en/oauth-clients.ts'
import { problems } from './en/problems.ts'
import { progress } from './en/progress.ts'
import { session } from './en/session.ts'
import { settings } from './en/settings.ts'
import { setups } from './en/setups.ts'
import { shell } from './en/shell.ts'
import { words } from './en/words.ts'

/** The English texts: what people read stands here and nowhere else. */
export const en = {
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
