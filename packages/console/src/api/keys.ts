import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from './api-context.tsx'
import type { KeyStatus, RotateAnswer } from './types.ts'

export function useKeyStatus(enabled: boolean) {
  const api = useApi()
  return useQuery({
    queryKey: ['keys'],
    queryFn: ({ signal }) => api.get<KeyStatus>('/keys', { query: { counts: true }, signal }),
    enabled,
  })
}

export type Rotation =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly done: number; readonly total: number | undefined }
  | { readonly state: 'done'; readonly result: RotateAnswer }
  | { readonly state: 'failed'; readonly error: unknown }

/** Rotates the tenant's data key and tells how far it is. */
export function useRotation(): { readonly rotation: Rotation; readonly start: () => Promise<void> } {
  const api = useApi()
  const queries = useQueryClient()
  const [rotation, setRotation] = useState<Rotation>({ state: 'idle' })
  const start = async (): Promise<void> => {
    setRotation({ state: 'running', done: 0, total: undefined })
    try {
      const { data } = await api.stream<RotateAnswer>('/keys/rotate', { method: 'POST', body: {} }, ({ progress }) => {
        if (progress !== undefined) setRotation({ state: 'running', ...progress })
      })
      setRotation({ state: 'done', result: data })
    } catch (error) {
      setRotation({ state: 'failed', error })
    }
    await queries.invalidateQueries({ queryKey: ['keys'] })
  }
  return { rotation, start }
}
