import type { AuditRecord } from '../api/types.ts'
import { useTexts } from '../texts/texts-context.tsx'

/** Each changed field with its value before and after; of a secret, that it changed and nothing else. */
export function EntryChanges({ entry }: { readonly entry: AuditRecord }) {
  const { t } = useTexts()
  const { fields, before, after } = entry
  return (
    <table className="changes">
      <thead>
        <tr>
          <th scope="col">{t.activity.field}</th>
          <th scope="col">{t.activity.before}</th>
          <th scope="col">{t.activity.after}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => {
          const isRecorded = has(before, field) || has(after, field)
          return (
            <tr key={field}>
              <th scope="row">
                <code>{field}</code>
              </th>
              {isRecorded ? (
                <>
                  <td>{valueText(before?.[field]) ?? <span className="quiet">{t.activity.nothing}</span>}</td>
                  <td>{valueText(after?.[field]) ?? <span className="quiet">{t.activity.nothing}</span>}</td>
                </>
              ) : (
                <td colSpan={2} className="quiet">
                  {t.activity.secretField}
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const has = (values: AuditRecord['before'], field: string): boolean => values !== null && Object.hasOwn(values, field)

function valueText(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}
