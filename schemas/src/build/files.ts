import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'

/** A folder that files are written to. */
export interface Output {
  write(path: string, text: string): void
  writeJson(path: string, value: unknown): void
}

export function openOutput(folder: URL): Output {
  const write = (path: string, text: string): void => {
    const file = new URL(path, folder)
    mkdirSync(new URL('.', file), { recursive: true })
    writeFileSync(file, text)
  }
  return { write, writeJson: (path, value) => write(path, `${JSON.stringify(value, null, 2)}\n`) }
}

export function readJson(file: URL): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
