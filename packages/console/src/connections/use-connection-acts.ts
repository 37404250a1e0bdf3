import { useMemo, useRef, useState } from 'react'
import { useRemoveConnection, useRestoreConnection, useSetStatus, useTestConnection } from '../api/connections.ts'
import { isSessionLost } from '../api/problem.ts'
import type { Connection } from '../api/types.ts'
import { problemText } from '../shell/problem-text.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { useToasts } from '../ui/index.ts'

export interface ConnectionActs {
  test(connection: Connection): void
  setStatus(connection: Connection, status: 'active' | 'inactive'): void
  askRemove(connection: Connection): void
  restore(connection: Connection): void
}

export interface ConnectionActsState {
  readonly acts: ConnectionActs
  /** Ids of those that are being tested. */
  readonly testing: ReadonlySet<string>
  /** The one whose removal is asked about. */
  readonly asked: Connection | undefined
  readonly stopAsking: () => void
  readonly remove: (connection: Connection) => Promise<void>
}

/** What can be done to a row of the list; each says how it went. */
export function useConnectionActs(): ConnectionActsState {
  const { t } = useTexts()
  const { show, announce } = useToasts()
  const [testing, setTesting] = useState<ReadonlySet<string>>(new Set())
  const running = useRef(new Set<string>())
  const [asked, setAsked] = useState<Connection>()
  const { mutateAsync: test } = useTestConnection()
  const { mutateAsync: setStatus } = useSetStatus()
  const { mutateAsync: remove } = useRemoveConnection()
  const { mutateAsync: restore } = useRestoreConnection()

  const { acts, removeOne } = useMemo(() => {
    const failed = (error: unknown): void => {
      if (isSessionLost(error)) return
      const { text, hint } = problemText(error, t)
      show({ tone: 'bad', text: hint === undefined ? text : `${text} ${hint}` })
    }
    const bringBack = ({ id, name }: Connection): void => {
      if (running.current.has(id)) return
      running.current.add(id)
      restore(id)
        .then(() => show({ text: t.connections.restored(name) }), failed)
        .finally(() => running.current.delete(id))
    }
    const acts: ConnectionActs = {
      test: ({ id, name }) => {
        if (running.current.has(id)) return
        running.current.add(id)
        setTesting(new Set(running.current))
        announce(t.connections.testing)
        test(id)
          .then(({ ok, message }) =>
            ok
              ? announce(t.connections.testPassed(name))
              : show({ tone: 'bad', text: t.connections.testFailed(name, message) }),
          )
          .catch(failed)
          .finally(() => {
            running.current.delete(id)
            setTesting(new Set(running.current))
          })
      },
      setStatus: ({ id, name }, status) => {
        setStatus({ id, status }).then(
          () => show({ text: status === 'active' ? t.connections.activated(name) : t.connections.deactivated(name) }),
          failed,
        )
      },
      askRemove: setAsked,
      restore: bringBack,
    }
    const removeOne = async (connection: Connection): Promise<void> => {
      await remove(connection.id)
      setAsked(undefined)
      show({
        text: t.connections.deleted(connection.name),
        action: { label: t.common.undo, onSelect: () => bringBack(connection) },
      })
    }
    return { acts, removeOne }
  }, [t, show, announce, test, setStatus, remove, restore])
  return { acts, testing, asked, stopAsking: () => setAsked(undefined), remove: removeOne }
}
