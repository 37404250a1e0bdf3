import { createClient } from '@hey-api/openapi-ts'

/**
 * Writes a client for an OpenAPI document into a folder, as anybody would have it generated: types, one function for
 * each operation, and the fetch client they share.
 *
 * @param input path of the document
 */
export async function generateClient(input: string, folder: string): Promise<void> {
  await createClient({
    input,
    output: { path: folder, module: { extension: '.ts' }, tsConfigPath: null },
    plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
    logs: { level: 'silent' },
  })
}
