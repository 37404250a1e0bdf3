import { commandNames, type Program } from '../command-table.ts'

/** The command line as one page: help of the whole, then of each command, as commander prints it. */
export async function cliPage(program: Program): Promise<string> {
  const lines = [
    '# The command line',
    '',
    'What each command prints with `--help`. In the repository it is `npm run -s connform -- …`.',
    '',
    ...block(await program.help([])),
  ]
  for (const name of await commandNames(program)) {
    lines.push('', `## ${name}`, '', ...block(await program.help(name.split(' '))))
  }
  return `${lines.join('\n')}\n`
}

const block = (text: string): string[] => ['```text', text, '```']
