import { isProblem } from '../api/problem.ts'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, Message } from '../ui/index.ts'
import { problemText } from './problem-text.ts'

export interface ProblemMessageProps {
  readonly error: unknown
  /** Default is that it did not work. */
  readonly title?: string
  readonly onRetry?: () => void
}

/** A failure with its cause, its hint and the request it can be found by in the server's log. */
export function ProblemMessage({ error, title, onRetry }: ProblemMessageProps) {
  const { t } = useTexts()
  const { text, hint } = problemText(error, t)
  return (
    <Message
      tone="bad"
      alert
      title={title ?? t.problems.generalTitle}
      {...(onRetry === undefined ? {} : { actions: <Button onClick={onRetry}>{t.common.retry}</Button> })}
    >
      <p>{text}</p>
      {hint !== undefined && <p>{hint}</p>}
      {isProblem(error) && error.requestId !== undefined && (
        <p className="small quiet">{t.problems.requestId(error.requestId)}</p>
      )}
    </Message>
  )
}
