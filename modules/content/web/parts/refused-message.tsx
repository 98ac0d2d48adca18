import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { Stack } from '#design/stack.tsx';
import { tell } from '#design/toast.tsx';
import type { Facts } from '#kernel/contract/words.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ChangedSaying } from '#modules/messaging/contract/parts.ts';
import { blocked, maskingNeeded, statementNeeded, warned } from '../../contract/failures.ts';
import { confirmSending } from '../../contract/operations.ts';
import { maskText } from '../../domain/mask-text.ts';
import { words } from '../words.ts';
import { MaskingNote } from './masking-note.tsx';
import { StatementForm } from './statement-form.tsx';
import '../content.css';

interface RefusedProps {
  readonly code: string;
  readonly facts: Facts;
  /** What was to be said; only where it can be sent again from here. */
  readonly text?: string;
  readonly fileIds?: readonly string[];
  readonly onAgain?: (changed?: ChangedSaying) => void;
}

/** Which rule found which piece of what one was about to send; after a warning one may go on. */
export function RefusedMessage(props: RefusedProps) {
  if (props.code === statementNeeded.code) return <StatementForm onAgain={props.onAgain} />;
  if (props.code === maskingNeeded.code) return <MaskingNote {...props} />;
  if (props.code !== blocked.code && props.code !== warned.code) return null;
  return <Refused {...props} />;
}

function Refused({ code, facts, text = '', onAgain }: RefusedProps) {
  const t = useWords(words);
  const language = useLanguage();
  const confirm = useCommand(confirmSending);
  const warning = code === warned.code ? warned.facts.safeParse(facts).data : undefined;
  const masked = maskText(text).text;
  const found = warning?.found ?? blocked.facts.safeParse(facts).data?.found ?? [];
  return (
    <div className="content-refused">
      <Note
        tone={warning ? 'warn' : 'seal'}
        title={warning ? t('refused.warned') : t('refused.blocked')}
        actions={
          <>
            {onAgain && masked !== text ? (
              <Button kind="primary" onPress={() => onAgain({ text: masked })}>
                {t('mask.send')}
              </Button>
            ) : null}
            {warning ? (
              <Button
                busy={confirm.running}
                onPress={async () => {
                  const rules = warning.found.map(({ ruleId, revision }) => ({ ruleId, revision }));
                  if (!(await confirm.run({ digest: warning.digest, rules }))) return;
                  if (onAgain) onAgain();
                  else tell(t('refused.again'));
                }}
              >
                {t('refused.goOn')}
              </Button>
            ) : (
              <Button href="/content/mine">{t('refused.contest')}</Button>
            )}
          </>
        }
      >
        <Stack gap={2}>
          {found.map((rule) => (
            <div key={rule.ruleId}>
              {rule.title[language]} · {t(`category.${rule.category}`)} ·{' '}
              {[...new Set(rule.pieces)].map((piece) => (
                <span key={piece}>
                  <mark dir="auto">{piece}</mark>{' '}
                </span>
              ))}
            </div>
          ))}
          {warning ? <div>{t('refused.recorded')}</div> : null}
          {onAgain && masked !== text ? <div dir="auto">{t('mask.as', { text: masked })}</div> : null}
          {confirm.failure ? <FailureNote failure={confirm.failure} /> : null}
        </Stack>
      </Note>
    </div>
  );
}
