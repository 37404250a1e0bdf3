import { useTexts } from '../../texts/texts-context.tsx'

/** Where else to look when a test failed, in the words of the setup. Nothing where it says nothing. */
export function AdviceList({ advice }: { readonly advice: readonly string[] }) {
  const { t } = useTexts()
  if (advice.length === 0) return null
  return (
    <>
      <p className="run-hints-title">{t.setups.checkAlso}</p>
      <ul className="run-hints">
        {advice.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  )
}
