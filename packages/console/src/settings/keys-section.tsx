import { useState } from 'react'
import { useKeyStatus, useRotation } from '../api/keys.ts'
import type { DataKey, KeyStatus, RotateAnswer } from '../api/types.ts'
import { ProblemMessage } from '../shell/problem-message.tsx'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, type Column, Dialog, Message, Progress, Skeleton, StatusDot, Table } from '../ui/index.ts'

/** Which keys seal the tenant's secrets, and how to have them sealed with another. */
export function KeysSection() {
  const { t } = useTexts()
  const [asked, setAsked] = useState(false)
  const { rotation, start } = useRotation()
  const { data, error, refetch } = useKeyStatus(rotation.state !== 'running')
  const isRunning = rotation.state === 'running'
  return (
    <div className="settings-section">
      <div className="page-head">
        <p className="page-intro">{t.settings.keys.intro}</p>
        <Button busy={isRunning} onClick={() => setAsked(true)}>
          {t.settings.keys.rotate}
        </Button>
      </div>
      {isRunning && <Progress label={t.settings.keys.rotating} done={rotation.done} total={rotation.total} />}
      {/* The bar stands outside: each of its numbers would be read out. */}
      <div className="rotation" role="status">
        {isRunning && <span className="visually-hidden">{t.settings.keys.rotating}</span>}
        {rotation.state === 'done' && <Rotated result={rotation.result} />}
        {rotation.state === 'failed' && <ProblemMessage error={rotation.error} />}
      </div>
      {error !== null && data === undefined && (
        <ProblemMessage error={error} title={t.problems.loadTitle} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeleton lines={6} />}
      {data !== undefined && <Status status={data} />}
      {asked && (
        <Dialog
          title={t.settings.keys.rotateTitle}
          onClose={() => setAsked(false)}
          actions={
            <>
              <Button onClick={() => setAsked(false)}>{t.common.cancel}</Button>
              <Button
                variant="primary"
                onClick={() => {
                  setAsked(false)
                  void start()
                }}
              >
                {t.settings.keys.rotateStart}
              </Button>
            </>
          }
        >
          <p>{t.settings.keys.rotateText}</p>
        </Dialog>
      )}
    </div>
  )
}

function Rotated({ result }: { readonly result: RotateAnswer }) {
  const { t } = useTexts()
  const { resealed, remaining, unopened } = result
  return (
    <Message tone={remaining + unopened === 0 ? 'good' : 'warn'} title={t.settings.keys.rotated(resealed)}>
      {remaining > unopened && <p>{t.settings.keys.remaining(remaining)}</p>}
      {unopened > 0 && <p>{t.settings.keys.unopened(unopened)}</p>}
    </Message>
  )
}

function Status({ status }: { readonly status: KeyStatus }) {
  const { t, format } = useTexts()
  const texts = t.settings.keys
  const { keyEncryptionKey, dataKeys } = status
  const columns: readonly Column<DataKey>[] = [
    { id: 'id', title: texts.id, cell: ({ keyId }) => <code>{keyId}</code> },
    {
      id: 'state',
      title: texts.state,
      cell: ({ state }) => (
        <StatusDot tone={state === 'active' ? 'good' : 'neutral'} hollow={state !== 'active'}>
          {texts[state]}
        </StatusDot>
      ),
    },
    { id: 'created', title: texts.created, cell: ({ createdAt }) => format.moment(createdAt) },
    {
      id: 'sealed',
      title: texts.sealed,
      numeric: true,
      cell: ({ sealed }) => (sealed === undefined ? t.common.unknown : format.number(sealed)),
    },
  ]
  return (
    <>
      <h2>{texts.wrapping}</h2>
      <dl className="definition-list">
        <div className="definition-row">
          <dt>{texts.source[keyEncryptionKey.source]}</dt>
          <dd>
            <code>{keyEncryptionKey.file ?? keyEncryptionKey.id}</code>
          </dd>
        </div>
      </dl>
      <h2>{texts.dataKeys}</h2>
      <Table caption={texts.caption} columns={columns} rows={dataKeys} rowKey={({ keyId }) => keyId} />
    </>
  )
}
