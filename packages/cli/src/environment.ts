import { join } from 'node:path'
import { UsageError } from './usage-error.ts'

/** What the environment says; read here and nowhere else. */
export interface Environment {
  /** Data folder. */
  readonly home: string
  readonly database: string
  readonly keyFile: string
  readonly hosts: Readonly<Record<string, string>>
}

/** Reads `CONNFORM_HOME`, `CONNFORM_DATABASE`, `CONNFORM_KEY_FILE` and `CONNFORM_HOSTS` (`host=URL,host=URL`). */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const home = variables['CONNFORM_HOME'] || '.connform'
  return {
    home,
    database: variables['CONNFORM_DATABASE'] || `sqlite:${join(home, 'connform.db')}`,
    keyFile: variables['CONNFORM_KEY_FILE'] || join(home, 'connform.key'),
    hosts: readHosts(variables['CONNFORM_HOSTS'] ?? ''),
  }
}

function readHosts(text: string): Record<string, string> {
  const hosts: Record<string, string> = {}
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue
    const equals = entry.indexOf('=')
    const url = entry.slice(equals + 1)
    if (equals < 1 || !URL.canParse(url)) {
      throw new UsageError(
        'CONNFORM_HOSTS must be a list of host=URL.',
        'For example CONNFORM_HOSTS=api.example.com=http://127.0.0.1:4000',
      )
    }
    hosts[entry.slice(0, equals)] = url
  }
  return hosts
}
