import type { Sandbox } from '@connform/sandbox'
import type { Connform } from 'connform'
import type { Terminal } from '../output/terminal.ts'
import { graphqlConnection } from './graphql-connection.ts'
import { oauthConnection } from './oauth-connection.ts'
import type { Stage } from './stage.ts'
import { tokenConnection } from './token-connection.ts'

export interface Tour {
  readonly connform: Connform
  readonly sandbox: Sandbox
  readonly folder: string
  readonly say: (text: string) => void
  readonly style: Terminal['style']
}

export interface TourReport {
  readonly steps: readonly string[]
  /** Steps that did not end as they should. */
  readonly failed: readonly string[]
}

/** Walks through the life of connections of three kinds; each step is checked, not only shown. */
export async function tour({ connform, sandbox, folder, say, style }: Tour): Promise<TourReport> {
  const steps: string[] = []
  const failed: string[] = []
  const stage: Stage = {
    connform,
    sandbox,
    folder,
    style,
    step: (title) => {
      steps.push(title)
      say(`\n${style('bold', `${steps.length}. ${title}`)}`)
    },
    show: (lines) => {
      for (const line of lines) say(`   ${line}`)
    },
    expect: (holds) => {
      if (!holds) failed.push(steps.at(-1) ?? '')
    },
  }
  say(style('dim', `A sandbox answers at ${sandbox.url}; every request below is real HTTP to it.`))
  await tokenConnection(stage)
  await oauthConnection(stage)
  await graphqlConnection(stage)
  say(
    failed.length === 0
      ? `\n${style('green', '✓')} ${steps.length} steps, all as they should be. Next: connform connect bigcommerce-rest`
      : `\n${style('red', '✗')} Not as it should be: ${failed.join('; ')}`,
  )
  return { steps, failed }
}
