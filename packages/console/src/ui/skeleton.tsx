import { useTexts } from '../texts/texts-context.tsx'

export interface SkeletonProps {
  /** How many lines of text it keeps room for. Default is 3. */
  readonly lines?: number
}

/** Keeps the room of what is on its way, so that nothing jumps when it comes. */
export function Skeleton({ lines = 3 }: SkeletonProps) {
  const { t } = useTexts()
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{t.common.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} aria-hidden="true" className="skeleton-line" />
      ))}
    </div>
  )
}
