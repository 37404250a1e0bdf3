import type { Connection } from '../../api/types.ts'
import { useTexts } from '../../texts/texts-context.tsx'
import { Button, type Column, Dialog, Table } from '../../ui/index.ts'
import { type ConflictRow, conflictRows } from '../draft/conflict.ts'
import type { Draft } from '../draft/draft.ts'
import { isBlank } from '../draft/form-fields.ts'

export interface ConflictDialogProps {
  readonly draft: Draft
  /** The connection as it is now. */
  readonly theirs: Connection
  readonly onTakeTheirs: () => void
  readonly onPutMine: () => void
  readonly onClose: () => void
}

/** Two people changed one connection: both versions of each field side by side, and which one shall be. */
export function ConflictDialog({ draft, theirs, onTakeTheirs, onPutMine, onClose }: ConflictDialogProps) {
  const { t, format } = useTexts()
  const rows = conflictRows(draft, theirs)
  const shown = (value: unknown): string => {
    if (isBlank(value)) return t.form.conflictNothing
    return Array.isArray(value) ? value.join(', ') : String(value)
  }
  const side = (which: 'mine' | 'theirs') => (row: ConflictRow) =>
    row.secret ? t.form.conflictSecret[row[which]] : shown(row[which])
  const columns: readonly Column<ConflictRow>[] = [
    { id: 'field', title: t.form.conflictField, cell: (row) => row.title },
    { id: 'mine', title: t.form.conflictMine, cell: side('mine') },
    { id: 'theirs', title: t.form.conflictTheirs, cell: side('theirs') },
  ]
  return (
    <Dialog
      title={t.form.conflictTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button onClick={onTakeTheirs}>{t.form.takeTheirs}</Button>
          <Button variant="primary" onClick={onPutMine}>
            {t.form.putMine}
          </Button>
        </>
      }
    >
      <p>{t.form.conflictText}</p>
      <p className="quiet">{format.moment(theirs.updatedAt)}</p>
      {rows.length === 0 ? (
        <p>{t.form.conflictSame}</p>
      ) : (
        <Table caption={t.form.conflictTitle} columns={columns} rows={rows} rowKey={(row) => row.key} />
      )}
    </Dialog>
  )
}
