import { Button } from '#design/button.tsx';
import { Page } from '#design/page.tsx';
import { CallFailure } from '../calls/call-failure.ts';
import { useWords } from '../language/use-words.ts';
import { PartMissing } from './fetch-once.ts';

/** Says what happened, under which number, what was kept, and offers to try again. */
export function FaultPage(props: { scope: 'page' | 'app'; problem: unknown; id: string; onRetry: () => void }) {
  const t = useWords();
  const { problem } = props;
  const id = problem instanceof CallFailure && problem.requestId ? problem.requestId : props.id;
  const missing = problem instanceof PartMissing;
  return (
    <Page
      title={t(missing ? 'fault.missingTitle' : props.scope === 'app' ? 'fault.appTitle' : 'fault.title')}
      lead={t('requestId', { id })}
    >
      <p role="alert">{t(missing ? 'fault.missingBody' : 'fault.body')}</p>
      <div className="gj-actions">
        <Button kind="primary" icon="refresh" onPress={props.onRetry}>
          {t('retry')}
        </Button>
        <Button onPress={() => location.reload()}>{t('reload')}</Button>
      </div>
      <details>
        <summary>{t('fault.details')}</summary>
        <pre className="gj-second">
          {`${id}\n${new Date().toISOString()}\n${location.pathname}\n${problem instanceof Error ? `${problem.name}: ${problem.message}` : String(problem)}`}
        </pre>
      </details>
    </Page>
  );
}
