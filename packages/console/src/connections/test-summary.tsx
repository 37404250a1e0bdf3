import type { TestResult } from '../api/types.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { Icon } from '../ui/index.ts'

export interface TestSummaryProps {
  readonly result: TestResult | null
  readonly testing: boolean
  /** Milliseconds since 1970, for how long ago it was. */
  readonly now: number
}

/** The last test: green, red or grey, always with its cause in words, and when it was. */
export function TestSummary({ result, testing, now }: TestSummaryProps) {
  const { t, format } = useTexts()
  if (testing) return <span className="test test-running">{t.connections.testing}</span>
  if (result === null) return <span className="test test-none">{t.words.cause.untested}</span>
  return (
    <>
      <span className={result.ok ? 'test test-good' : 'test test-bad'} title={result.message}>
        <Icon name={result.ok ? 'check' : 'cross'} />
        <span className="test-cause">{t.words.cause[result.cause]}</span>
      </span>
      <span className="line small quiet test-detail">
        <time dateTime={result.testedAt} title={format.moment(result.testedAt)}>
          {format.ago(result.testedAt, now)}
        </time>
        {!result.ok && (
          <span className="test-message" title={result.message}>
            {t.connections.testDetail(result.message)}
          </span>
        )}
      </span>
    </>
  )
}
